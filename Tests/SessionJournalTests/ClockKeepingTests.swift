import SessionJournal
import SessionModel
import Testing

/// `up`, `at` and `zone` through the files and over several runs: elapsed is right, and `clock` and
/// `gap` records say what the clocks did.
@Suite struct ClockKeepingTests {
  /// A session that is left and resumed from its files alone.
  private final class Sitting {
    let disk = SimulatedDisk()
    let vault: Vault
    var id = ""
    var now = Now(wall: 1_795_430_000_000, up: 5_000_000, asleep: 0, zone: 60)
    private var recorder: Recorder?
    private var journal: Journal?
    private var count: UInt8 = 0

    init() throws {
      vault = try Vault.create(at: "/vault", author: "MK", storage: disk, machine: steadyMachine())
    }

    private func freshID() -> EntryID {
      count += 1
      return EntryID(bytes: [9, 9, 9, 9, 9, 9, 9, 9, count])
    }

    func begin(boot: String) throws {
      var records: [Record] = []
      if id.isEmpty {
        let journal = try vault.createSession()
        id = journal.session
        self.journal = journal
        recorder = Recorder(
          session: Session(id: id, rules: .none), writer: journal.writer, author: "MK")
        let began = Began(
          client: "HF-0417", kind: .dosing, ordinal: 1, protocolName: "im", protocolHash: "",
          author: "MK")
        if let record = recorder?.begin(began, id: freshID(), at: now) { records.append(record) }
      } else {
        let (journal, reading) = try vault.resumeSession(id)
        self.journal = journal
        recorder = Recorder(session: Self.fold(reading), writer: journal.writer, author: "MK")
      }
      records += recorder?.beginRun(boot: boot, version: "1", at: now, ids: freshID) ?? []
      for record in records { journal?.append(record) }
    }

    static func fold(_ reading: SessionReading) -> Session {
      var session = Session(id: reading.id, rules: .none)
      for record in reading.records { session.apply(record) }
      return session
    }

    func write(_ event: Event) {
      let request = Request(.record(event), id: freshID())
      switch recorder?.record(request, at: now, ids: freshID) {
      case .success(let records): for record in records { journal?.append(record) }
      case .failure(let refusal): Issue.record("refused: \(refusal)")
      case nil: Issue.record("no run has begun")
      }
    }

    func end(leaving: Bool = true) {
      if leaving, let record = recorder?.endRun(id: freshID(), at: now) { journal?.append(record) }
      #expect(journal?.close(milliseconds: 60_000) == 0)
      journal = nil
    }

    func pass(minutes: Int64) { now = now.advanced(by: minutes * 60_000) }

    /// The session as its files say it is.
    func read() throws -> Session {
      #expect(journal?.flush(milliseconds: 60_000) ?? 0 == 0)
      return Self.fold(try vault.read(id))
    }

    /// Minutes since the dose, as a reader of the files has them now.
    func sinceDose() throws -> (minutes: Int64, isChecked: Bool) {
      let session = try read()
      let elapsed = try #require(session.sinceFirstDose(session.moment(now)))
      return (elapsed.milliseconds / 60_000, elapsed.isChecked)
    }
  }

  private func dose() -> Event {
    .dosed(Dose(act: .given, milligrams: "60", route: .intramuscular))
  }

  private func note(_ text: String) -> Event { .noted(Note(kind: .observed, text: text)) }

  private func kinds(_ sitting: Sitting) throws -> [String] {
    try sitting.vault.read(sitting.id).entries.map(\.entry.kind)
  }

  @Test(arguments: [(60, 120), (120, 60)])
  func summerTimeBeginsAndEndsWithoutATrace(before: Int, after: Int) throws {
    let sitting = try Sitting()
    sitting.now.zone = before
    try sitting.begin(boot: "A")
    sitting.write(dose())
    sitting.pass(minutes: 40)
    sitting.now.zone = after
    sitting.write(note("over the change"))
    #expect(try sitting.sinceDose() == (40, true))
    sitting.end()
    // And where the change falls between two runs.
    sitting.now.zone = before
    sitting.pass(minutes: 10)
    try sitting.begin(boot: "A")
    sitting.write(note("and back"))
    #expect(try sitting.sinceDose() == (50, true))
    sitting.end()
    #expect(try !kinds(sitting).contains("clock"))
    let zones = try sitting.vault.read(sitting.id).entries.compactMap(\.entry.zone)
    #expect(zones == [before, after], "written only where a run sees it change")
  }

  @Test func suspendedWithinARunIsAGapAndCounts() throws {
    let sitting = try Sitting()
    try sitting.begin(boot: "A")
    sitting.write(dose())
    sitting.pass(minutes: 30)
    sitting.now.asleep += 25 * 60_000
    sitting.write(note("the lid was shut"))
    #expect(try sitting.sinceDose() == (30, true))
    sitting.end()
    let gaps = try sitting.read().entries.compactMap { entry -> Gap? in
      if case .gap(let gap) = entry.event { gap } else { nil }
    }
    #expect(gaps == [Gap(milliseconds: 25 * 60_000, cause: .slept, isChecked: true)])
  }

  @Test func aRebootBetweenRunsCountsByTheWallClockAndSaysSo() throws {
    let sitting = try Sitting()
    try sitting.begin(boot: "A")
    sitting.write(dose())
    sitting.pass(minutes: 20)
    sitting.write(note("before the power went"))
    sitting.end(leaving: false)
    sitting.pass(minutes: 6)
    sitting.now.up = 40_000
    try sitting.begin(boot: "B")
    sitting.write(note("after it"))
    #expect(try sitting.sinceDose() == (26, false))
    sitting.end()
    let session = try sitting.read()
    let gaps = session.entries.compactMap { entry -> Gap? in
      if case .gap(let gap) = entry.event { gap } else { nil }
    }
    #expect(gaps == [Gap(milliseconds: 6 * 60_000, cause: .interrupted, isChecked: false)])
    #expect(session.boots == ["A", "B"])
  }

  @Test func aWallClockThatIsSetChangesNoElapsedTime() throws {
    let sitting = try Sitting()
    try sitting.begin(boot: "A")
    sitting.write(dose())
    sitting.pass(minutes: 15)
    sitting.now.wall -= 3_600_000
    sitting.write(note("set back an hour"))
    #expect(try sitting.sinceDose() == (15, true))
    sitting.end()
    sitting.now.wall += 7_200_000
    sitting.pass(minutes: 5)
    try sitting.begin(boot: "A")
    #expect(try sitting.sinceDose() == (20, true))
    sitting.end()
    let steps = try sitting.read().entries.compactMap { entry -> Int64? in
      if case .clockStepped(let step) = entry.event { step } else { nil }
    }
    #expect(steps == [-3_600_000, 7_200_000])
  }
}
