/// The clocks as one reading, handed in by the loop: pure code never asks for the time.
package struct Now: Equatable, Sendable {
  /// Wall clock: milliseconds since 1970-01-01 UTC.
  package var wall: Int64
  /// CLOCK_BOOTTIME in milliseconds: counts machine sleep, never steps.
  package var up: Int64
  /// How long the machine has slept since it started, in milliseconds.
  package var asleep: Int64
  /// Minutes east of UTC that the wall is shown in.
  package var zone: Int

  package init(wall: Int64, up: Int64, asleep: Int64 = 0, zone: Int = 0) {
    self.wall = wall
    self.up = up
    self.asleep = asleep
    self.zone = zone
  }

  /// The same clocks `milliseconds` later (or earlier, if negative).
  package func advanced(by milliseconds: Int64) -> Now {
    var later = self
    later.wall += milliseconds
    later.up += milliseconds
    return later
  }
}

/// A point in a session: wall clock, and the boot clock with the boot it belongs to.
package struct Moment: Hashable, Sendable {
  /// Milliseconds since 1970-01-01 UTC.
  package var wall: Int64
  /// Milliseconds of CLOCK_BOOTTIME in that boot.
  package var up: Int64
  /// Which of the session's boots `up` belongs to; 0 is the first.
  package var boot: Int

  package init(wall: Int64, up: Int64, boot: Int) {
    self.wall = wall
    self.up = up
    self.boot = boot
  }

  /// Time from `earlier` to here: by the boot clock within one boot, else by the wall clock, which
  /// may have been stepped, and then `isChecked` is false.
  package func elapsed(since earlier: Moment) -> Elapsed {
    boot == earlier.boot
      ? Elapsed(milliseconds: up - earlier.up, isChecked: true)
      : Elapsed(milliseconds: wall - earlier.wall, isChecked: false)
  }
}

/// A length of time and whether it rests on a clock that nobody can step.
package struct Elapsed: Equatable, Sendable {
  package var milliseconds: Int64
  package var isChecked: Bool

  package init(milliseconds: Int64, isChecked: Bool) {
    self.milliseconds = milliseconds
    self.isChecked = isChecked
  }
}
