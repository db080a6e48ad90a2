import SessionModel
import Testing

/// Elapsed time is a subtraction on a clock that nobody can step.
struct ClockTests {
  private func gaps(_ scribe: Scribe) -> [Gap] {
    scribe.records.compactMap { if case .gap(let gap) = $0.event { gap } else { nil } }
  }

  private func steps(_ scribe: Scribe) -> [Int64] {
    scribe.records.compactMap { if case .clockStepped(let by) = $0.event { by } else { nil } }
  }

  @Test func tPlusCountsFromWhenTheDoseHappened() {
    let scribe = Scribe()
    #expect(scribe.tPlus == nil)
    scribe.pass(minutes(20))
    scribe.write(dose("60"), ago: minutes(2))
    #expect(scribe.tPlus == minutes(2))
    scribe.pass(minutes(10))
    #expect(scribe.tPlus == minutes(12))
    let before = scribe.session.entries[0].happened
    #expect(scribe.session.sinceFirstDose(before)?.milliseconds == -minutes(18))
  }

  @Test func tPlusFollowsTheFirstUnstruckDose() {
    let scribe = Scribe()
    let first = scribe.write(dose("60"))
    scribe.pass(minutes(14))
    let second = scribe.write(dose("30", isBooster: true))
    scribe.pass(minutes(6))
    #expect(scribe.tPlus == minutes(20))
    #expect(scribe.session.lastDose == scribe.session[second]?.happened)
    scribe.must(.strike(first))
    #expect(scribe.tPlus == minutes(6))
    scribe.must(.strike(second))
    #expect(scribe.tPlus == nil)
    scribe.must(.restore(first))
    #expect(scribe.tPlus == minutes(20))
    #expect(scribe.session.lastDose == scribe.session.firstDose)
  }

  @Test func aDoseTypedLateThatHappenedFirstIsTheFirst() {
    let scribe = Scribe()
    scribe.pass(minutes(30))
    scribe.write(dose("30", isBooster: true))
    scribe.pass(minutes(1))
    scribe.write(dose("60"), ago: minutes(15))
    #expect(scribe.session.givenDoses.map(\.dose.milligrams) == ["60", "30"])
    #expect(scribe.tPlus == minutes(15))
  }

  @Test func declinedAndWastedDosesMoveNoClock() {
    let scribe = Scribe()
    scribe.write(.dosed(Dose(act: .declined, isBooster: true, milligrams: "30", reason: "no")))
    scribe.write(.dosed(Dose(act: .wasted, milligrams: "40", givenBy: "X", witness: "Y")))
    #expect(scribe.session.firstDose == nil)
    #expect(scribe.refusal(.dosingEnded(reason: "")) == .dosingNotBegun)
  }

  @Test func aSteppedWallClockIsRecordedAndChangesNoElapsedTime() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.pass(minutes(10))
    scribe.now.wall -= minutes(60)
    #expect(scribe.tPlus == minutes(10))
    scribe.write(note("after the step"))
    #expect(steps(scribe) == [-minutes(60)])
    scribe.pass(minutes(5))
    scribe.write(note("no second record of it"))
    #expect(steps(scribe) == [-minutes(60)])
    #expect(scribe.tPlus == minutes(15))
    scribe.now.wall += 2_000
    scribe.write(note("two seconds"))
    #expect(steps(scribe) == [-minutes(60), 2_000])
    scribe.now.wall += 1_999
    scribe.write(note("slewing is no step"))
    #expect(steps(scribe).count == 2)
    #expect(scribe.replayed == scribe.session)
  }

  @Test func aStepIsFoundAcrossARestartToo() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.endRun()
    scribe.recorder = Recorder(
      session: scribe.session, writer: scribe.recorder.writer, author: "MK")
    scribe.pass(minutes(4))
    scribe.now.wall += minutes(60)
    scribe.beginRun(boot: "boot A")
    #expect(gaps(scribe).map(\.milliseconds) == [minutes(4)])
    #expect(steps(scribe) == [minutes(60)])
    scribe.write(note("here again"))
    #expect(steps(scribe) == [minutes(60)])
    #expect(scribe.tPlus == minutes(4))
  }

  @Test func summerTimeEndingIsNoStep() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.pass(minutes(1))
    scribe.now.zone = 60
    let id = scribe.write(note("the zone changed, the clock did not"))
    #expect(steps(scribe).isEmpty)
    #expect(scribe.session[id]?.record.zone == 60)
    #expect(scribe.session[id]?.zone == 60)
    #expect(scribe.session[scribe.write(note("once is enough"))]?.record.zone == nil)
  }

  /// Zürich, 2027-03-28: at 02:00 it is 03:00. The wall clock of the files is UTC and goes on.
  @Test func summerTimeBeginningIsNoStep() {
    let scribe = Scribe()
    scribe.now.zone = 60
    scribe.write(dose("60"))
    scribe.pass(minutes(50))
    scribe.now.zone = 120
    let id = scribe.write(note("an hour later by the clock on the wall, fifty minutes really"))
    #expect(steps(scribe).isEmpty && gaps(scribe).isEmpty)
    #expect(scribe.tPlus == minutes(50))
    #expect(scribe.session[id]?.record.zone == 120)
    let clocks = scribe.session.entries.suffix(2).map {
      TimeText.clock($0.happened.wall, zone: $0.zone)
    }
    #expect(TimeText.clock(scribe.now.wall, zone: 120) == clocks.last)
    #expect(scribe.replayed == scribe.session)
  }

  @Test func sleepIsAGapAndCounts() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.pass(minutes(12))
    scribe.now.asleep += minutes(10)
    scribe.write(note("awake again"))
    #expect(gaps(scribe) == [Gap(milliseconds: minutes(10), cause: .slept, isChecked: true)])
    #expect(scribe.tPlus == minutes(12))
    scribe.now.asleep += 4_999
    scribe.write(note("a nap is no row"))
    #expect(gaps(scribe).count == 1)
  }

  @Test func leavingAndComingBackIsAGapOnTheSameClock() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.pass(minutes(5))
    scribe.restart(boot: "boot A", away: minutes(7))
    #expect(gaps(scribe) == [Gap(milliseconds: minutes(7), cause: .left, isChecked: true)])
    #expect(scribe.tPlus == minutes(12))
    #expect(scribe.session.sinceFirstDose(scribe.session.moment(scribe.now))?.isChecked == true)
  }

  @Test func aCrashIsAnInterruption() {
    let scribe = Scribe()
    scribe.write(note("before"))
    scribe.restart(boot: "boot A", leaving: false, away: minutes(2))
    #expect(gaps(scribe) == [Gap(milliseconds: minutes(2), cause: .interrupted, isChecked: true)])
  }

  @Test func afterARebootTheWallClockTellsAndSaysSo() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.pass(minutes(5))
    scribe.endRun()
    scribe.recorder = Recorder(
      session: scribe.session, writer: scribe.recorder.writer, author: "MK")
    scribe.now.wall += minutes(9)
    scribe.now.up = 30_000
    scribe.beginRun(boot: "boot B")
    #expect(gaps(scribe) == [Gap(milliseconds: minutes(9), cause: .left, isChecked: false)])
    #expect(scribe.tPlus == minutes(14))
    let elapsed = scribe.session.sinceFirstDose(scribe.session.moment(scribe.now))
    #expect(elapsed?.isChecked == false)
    #expect(steps(scribe).isEmpty)
    scribe.pass(minutes(1))
    let booster = scribe.write(dose("30", isBooster: true))
    scribe.pass(minutes(3))
    let since = scribe.session.moment(scribe.now).elapsed(
      since: scribe.session[booster]?.happened ?? scribe.session.moment(scribe.now))
    #expect(since == Elapsed(milliseconds: minutes(3), isChecked: true))
    #expect(scribe.replayed == scribe.session)
  }

  @Test func anotherInstallationThatGoesOnShowsTheGapToo() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.endRun()
    scribe.recorder = Recorder(session: scribe.session, writer: "writerBB", author: "AK")
    scribe.pass(minutes(8))
    scribe.beginRun(boot: "boot A")
    #expect(gaps(scribe).map(\.milliseconds) == [minutes(8)])
    scribe.write(note("by another hand"))
    #expect(scribe.records.suffix(3).map(\.s) == [1, 2, 3])
    #expect(scribe.session.entries.last?.author == "AK")
  }

  @Test func theFirstRunHasNoGap() {
    #expect(gaps(Scribe()).isEmpty)
  }

  @Test func theAuthorIsSaidOnlyWhereItChanges() {
    let scribe = Scribe()
    scribe.write(note("one"))
    scribe.recorder.author = "AK"
    scribe.write(note("two"))
    scribe.write(note("three"))
    scribe.recorder.author = "MK"
    scribe.write(note("four"))
    #expect(scribe.records.suffix(4).map(\.by) == [nil, "AK", nil, "MK"])
    #expect(scribe.session.entries.suffix(4).map(\.author) == ["MK", "AK", "AK", "MK"])
  }

  @Test func lateMeansHalfAMinuteOrMore() {
    let scribe = Scribe()
    let quick = scribe.write(note("typed for a while"), ago: 29_999)
    let late = scribe.write(note("late"), ago: 30_000)
    #expect(scribe.session[quick]?.isLate == false)
    #expect(scribe.session[late]?.isLate == true)
    #expect(scribe.session[late]?.written == scribe.session.moment(scribe.now))
    #expect(scribe.session[late]?.happened.up == scribe.now.up - 30_000)
  }

  /// Added in winter, a note about the waiting room shows the summer clock of that day.
  @Test func whatHappenedBeforeTheFirstEntryHasItsZone() throws {
    let scribe = Scribe()
    scribe.write(dose("60"))
    let day = minutes(60 * 24)
    scribe.restart(boot: "boot B", away: day * 75)
    scribe.now.zone = 60
    let ago = day * 75 + minutes(47)
    let late = scribe.write(note("in the waiting room"), ago: ago)
    let entry = try #require(scribe.session[late])
    let given = try #require(scribe.session.givenDoses.first?.entry)
    #expect(entry.writtenZone == 60)
    #expect(entry.zone == given.zone)
    #expect(scribe.replayed == scribe.session)
  }

  @Test func aGapOfNoLengthIsNotSaidToBeZero() {
    let gap = Gap(milliseconds: 400, cause: .left, isChecked: true)
    #expect(Event.gap(gap).words.hasPrefix("nothing recorded for less than a second: "))
  }
}
