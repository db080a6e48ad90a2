/// Numbers and times what a session decides, in one place for the live loop, the demonstration and
/// the tests: request in, records out, applied in order.
package struct Recorder: Sendable {
  package private(set) var session: Session
  package let writer: String
  /// Who writes; `:by` changes it, and the next record says so.
  package var author: String
  private var nextS: Int
  private var wallAhead: Int64?
  private var asleep: Int64?

  /// A wall clock further off than this from where the boot clock puts it was stepped: NTP slews at
  /// 500 ppm, which is 1.8 s an hour, and a session is checked at every entry. Milliseconds.
  static let stepTolerance: Int64 = 2_000
  /// Shorter sleeps are not worth a row in the log. Milliseconds.
  static let sleepTolerance: Int64 = 5_000

  /// Entries are numbered behind the session's own, and behind `last` where more were once given.
  package init(session: Session, writer: String, author: String, after last: Int = 0) {
    self.session = session
    self.writer = writer
    self.author = author
    nextS = max(last, session.runs[writer]?.lastS ?? 0) + 1
  }

  /// The first record of a new session.
  package mutating func begin(_ began: Began, id: EntryID, at now: Now) -> Record {
    append(.began(began), lane: .record, id: id, ago: 0, at: now)
  }

  /// The record behind the first: the files that the session is held by.
  package mutating func keep(_ rules: RulesOfDay, id: EntryID, at now: Now) -> Record {
    append(.rulesKept(rules), lane: .record, id: id, ago: 0, at: now)
  }

  /// Opens a run: its record, the gap since the last entry of anybody, and a step that the wall
  /// clock made in between. Once the client has left nothing was to be recorded: no gap.
  package mutating func beginRun(
    boot: String, version: String, at now: Now, ids: () -> EntryID
  ) -> [Record] {
    let before = session.lastWritten
    let wasRunning = session.runs.values.contains { $0.isRunning }
    let isResumed = !session.boots.isEmpty
    let run = RunBegan(boot: boot, version: version, zone: now.zone, author: author)
    var records = [append(.runBegan(run), lane: .record, id: ids(), ago: 0, at: now)]
    if isResumed, let before, let here = session.lastWritten {
      let away = here.elapsed(since: before)
      if session.state == .open || session.state == .dosingEnded {
        let gap = Gap(
          milliseconds: max(0, away.milliseconds), cause: wasRunning ? .interrupted : .left,
          isChecked: away.isChecked)
        records.append(append(.gap(gap), lane: .record, id: ids(), ago: 0, at: now))
      }
      let step = (here.wall - here.up) - (before.wall - before.up)
      if here.boot == before.boot, abs(step) >= Recorder.stepTolerance {
        records.append(append(.clockStepped(by: step), lane: .record, id: ids(), ago: 0, at: now))
      }
    }
    return records
  }

  /// Closes a run with the line that lists show.
  package mutating func endRun(id: EntryID, at now: Now) -> Record {
    append(
      .runEnded(RunEnded(listLine: session.listLine)), lane: .record, id: id, ago: 0, at: now)
  }

  /// One request, one entry; a clock or gap entry may come before it.
  package mutating func record(
    _ request: Request, at now: Now, ids: () -> EntryID
  ) -> Result<[Record], Refusal> {
    switch session.decide(request, at: session.moment(now)) {
    case .failure(let refusal): return .failure(refusal)
    case .success(let decided):
      var records = checkClocks(at: now, ids: ids)
      records.append(
        append(decided.event, lane: decided.lane, id: request.id, ago: request.ago, at: now))
      return .success(records)
    }
  }

  private mutating func checkClocks(at now: Now, ids: () -> EntryID) -> [Record] {
    var records: [Record] = []
    if let asleep, now.asleep - asleep >= Recorder.sleepTolerance {
      let slept = Gap(milliseconds: now.asleep - asleep, cause: .slept, isChecked: true)
      records.append(append(.gap(slept), lane: .record, id: ids(), ago: 0, at: now))
    }
    if let wallAhead {
      let step = now.wall - now.up - wallAhead
      if abs(step) >= Recorder.stepTolerance {
        records.append(append(.clockStepped(by: step), lane: .record, id: ids(), ago: 0, at: now))
      }
    }
    return records
  }

  private mutating func append(
    _ event: Event, lane: Lane, id: EntryID, ago: Int64, at now: Now
  ) -> Record {
    let run = session.runs[writer]
    var carriesAuthor = run?.author != author
    var carriesZone = run?.zone != now.zone
    if case .runBegan = event {
      (carriesAuthor, carriesZone) = (false, false)
    }
    let record = Record(
      id: id, s: nextS, writer: writer, at: now.wall, up: now.up, ago: ago,
      by: carriesAuthor ? author : nil, zone: carriesZone ? now.zone : nil, lane: lane,
      event: event)
    nextS += 1
    wallAhead = now.wall - now.up
    asleep = now.asleep
    session.apply(record)
    return record
  }
}
