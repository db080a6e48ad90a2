import Glibc
import SessionJournal
import SessionModel

/// The machine's clocks, read in one place and handed inwards.
struct Clocks {
  private let machine = Machine.real
  /// The kernel's name for this boot: two boot-clock readings of one boot can be subtracted.
  let boot: String

  init() {
    let text = SmallFile.text("/proc/sys/kernel/random/boot_id") ?? ""
    boot = text.split(separator: "\n").first.map(String.init) ?? "unknown"
  }

  func now() -> Now {
    let wall = machine.wall()
    return Now(wall: wall, up: machine.up(), asleep: asleep(), zone: zone(at: wall))
  }

  func freshID() -> EntryID { EntryID(bytes: machine.random(EntryID.size)) }

  /// So many at once: the kernel is asked for randomness less often than there are keys.
  func freshIDs(_ count: Int) -> [EntryID] {
    let bytes = machine.random(count * EntryID.size)
    return (0..<count).map { EntryID(bytes: bytes, from: $0 * EntryID.size) }
  }

  /// Milliseconds that the machine has slept since it started.
  private func asleep() -> Int64 {
    var boot = timespec()
    var awake = timespec()
    clock_gettime(CLOCK_MONOTONIC, &awake)
    clock_gettime(CLOCK_BOOTTIME, &boot)
    let seconds = Int64(boot.tv_sec - awake.tv_sec)
    return seconds * 1000 + Int64(boot.tv_nsec - awake.tv_nsec) / 1_000_000
  }

  /// Minutes east of UTC at a wall time, as the machine's zone has it then.
  private func zone(at wall: Int64) -> Int {
    var seconds = time_t(wall / 1000)
    var local = tm()
    guard localtime_r(&seconds, &local) != nil else { return 0 }
    return local.tm_gmtoff / 60
  }
}
