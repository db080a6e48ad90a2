import SessionModel

extension LineReading {
  /// Reads the line as it stands. Pure, and cheap enough for every key: a long text is never a
  /// form. Who writes is compared with giver and witness.
  package static func read(
    _ line: NoteLine, session: Session, at now: Now, by writer: String? = nil
  ) -> LineReading {
    let age = line.age(in: session, at: now)
    let plainAgo = age + line.earlier
    var reading = LineReading(
      meaning: .empty, lane: .record, ago: plainAgo, isBackdated: line.earlier != 0, label: "",
      preview: nil)
    let text = line.text
    if let target = line.puttingRight.flatMap({ session[$0] }) {
      reading.take(puttingRight: target, line: line, session: session, at: now, by: writer)
    } else if line.isWordForWord {
      reading.take(note: line.kind, text, line: line)
    } else if text.isEmpty {
      reading.take(note: line.kind, "", line: line)
      reading.meaning = .empty
    } else if text.hasPrefix(":") {
      reading.takeCommand(text, session: session)
    } else if text.hasPrefix("/") {
      reading.meaning = .find(String(text.dropFirst()))
      reading.label = "find"
    } else {
      var rest = text[...]
      if let (time, behind) = Backdating.split(rest) {
        rest = behind
        reading.isBackdated = true
        if case .sinceDose = time { reading.isSinceDose = true }
        let beside = line.beside.flatMap { session[$0] }
        reading.ago = time.ago(at: now, age: age, session: session, beside: beside) ?? .max
      }
      reading.takeNoteOrForm(String(rest), line: line, session: session, at: now, by: writer)
    }
    return reading
  }

  /// The words of an entry that is put right: its kind, its lane and its time stay what they are.
  private mutating func take(
    puttingRight target: Entry, line: NoteLine, session: Session, at now: Now,
    by writer: String?
  ) {
    if line.isWordForWord {
      take(note: line.kind, line.text, line: line)
      if line.isEmpty { meaning = .empty }
    } else if Backdating.split(line.text[...]) != nil {
      meaning = .unfinished("an entry keeps its time: take the time in front away")
    } else if !line.isEmpty {
      takeNoteOrForm(line.text, line: line, session: session, at: now, by: writer)
    }
    (ago, isBackdated) = (0, false)
    lane = target.lane
    label = "\(target.event.kindLabel), \(lane.rawValue)"
  }

  private mutating func takeCommand(_ text: String, session: Session) {
    if let command = Command(line: text) {
      meaning = .command(command)
      label = "command"
      takeEffect(of: command, session: session)
    } else if let why = Command.nearMiss(of: text) {
      meaning = .unfinished(why)
      label = "command"
      preview = why
    } else {
      meaning = .unknownCommand
      label = text.utf8.count == 1 ? "command" : "command not known yet"
    }
  }

  /// What a command will do to the session, told before Enter as a form's entry is.
  private mutating func takeEffect(of command: Command, session: Session) {
    switch command {
    case .endDosing(let reason): take(entry: .dosingEnded(reason: reason), session)
    case .close(let with): take(entry: .closed(with: with), session)
    case .seal(let reason):
      take(entry: .sealed(session.seal(reason: reason)), session)
      preview = "asks, then signs the record: only addenda after it"
    case .leave: preview = "asks, then leaves: the session stays \(session.state.words)"
    case .home: preview = "back to the list: the session stays \(session.state.words)"
    case .author(let initials): preview = "from here on \(initials) writes"
    default: break
    }
  }

  private mutating func take(entry event: Event, _ session: Session) {
    preview = session.colouring(event).words
    if case .failure(let refusal) = session.decide(Request(.record(event), id: EntryID(""))) {
      self.refusal = refusal.words
    }
  }

  private mutating func takeNoteOrForm(
    _ text: String, line: NoteLine, session: Session, at now: Now,
    by writer: String?
  ) {
    completion = Completion.offered(text, in: session)
    switch ShortForm.read(text, in: session)
      ?? PreparedForm.read(text, in: session, isPuttingRight: line.puttingRight != nil)
      ?? ArcForm.read(text, in: session)
    {
    case .form(let event)?:
      meaning = .form(event)
      lane = event.defaultLane
      label = "\(event.kindLabel), \(lane.rawValue)"
      // What is put right is compared with what stood when it happened, not when it is typed anew.
      let target = line.puttingRight.flatMap { session[$0] }
      preview = session.preview(
        of: event, at: target?.happened ?? session.moment(now.advanced(by: -knownAgo)),
        puttingRight: line.puttingRight, writer: writer)
      refusal = Self.refusal(of: event, ago: knownAgo, line: line, session: session, at: now)
    case .unfinished(let why)?:
      meaning = .unfinished(why)
      label = "form"
      preview = why
    case nil:
      takeNote(text, line: line)
    }
  }

  /// How long ago it happened, 0 where the time cannot be meant.
  private var knownAgo: Int64 { ago == .max ? 0 : max(0, ago) }

  /// What the session would say to the form at Enter; its time is told in front.
  private static func refusal(
    of event: Event, ago: Int64, line: NoteLine, session: Session, at now: Now
  ) -> String? {
    let act = line.puttingRight.map { Request.Act.putRight($0, event) } ?? .record(event)
    let id = line.id ?? EntryID("")
    let request = Request(act, id: id, ago: ago)
    guard case .failure(let refusal) = session.decide(request, at: session.moment(now)) else {
      return nil
    }
    return refusal.words
  }

  private mutating func takeNote(_ text: String, line: NoteLine) {
    guard line.kind == .observed, line.puttingRight == nil, let first = text.first,
      let kind = NoteKind.allCases.first(where: { $0.prefix == first })
    else {
      take(note: line.kind, text, line: line)
      return
    }
    take(note: kind, Self.body(text, of: kind), line: line)
  }

  /// The text behind the character that chose the kind. A quotation mark that is closed again
  /// before the end belongs to a sentence, and stays.
  private static func body(_ text: String, of kind: NoteKind) -> String {
    var body = text.dropFirst()
    if kind == .words, let closing = body.firstIndex(of: "\"") {
      guard body.index(after: closing) == body.endIndex else { return text }
      body = body.dropLast()
    }
    if body.first == " " {
      body = body.dropFirst()
    }
    return String(body)
  }

  private mutating func take(note kind: NoteKind, _ text: String, line: NoteLine) {
    lane = kind.forcesRecord || !line.isLaneFlipped ? kind.defaultLane : kind.defaultLane.other
    meaning = .note(kind, text: text)
    label = "\(kind.label), \(lane.rawValue)"
  }
}

extension Event {
  /// The kind of an entry in a word, before the note line.
  package var kindLabel: String {
    switch self {
    case .noted(let note): note.kind.label
    case .marked: "mark"
    case .vitalsMeasured(let vitals):
      vitals.weight != nil && !vitals.answersDue ? "weight" : "vitals"
    case .dosed(let dose):
      switch dose.act {
      case .given: dose.isBooster ? "booster" : "dose"
      case .offered: "booster offered"
      case .declined: "booster declined"
      case .wasted: "waste"
      }
    case .phaseEntered: "phase"
    case .scored(let score): score.scale == "suds" ? "distress" : score.scale
    case .grounded: "grounding"
    case .prepared(let prepared): prepared.section.rawValue
    case .addendumWritten: "addendum"
    case .adverseNoted: "adverse event"
    case .medicated(let medication):
      [Medication.oxygen, Medication.cannula].contains(medication.drug)
        ? medication.drug : "given by staff"
    case .administered(let given): given.act == .spat ? "spit" : "infusion"
    case .presenceChanged: "presence"
    case .helpChanged: "help"
    case .touchAsked: "touch"
    case .taskSet(let task): task.isDone ? "task done" : "task"
    case .insightFound(let insight): insight.text.isEmpty ? "theme" : "insight"
    case .followupSet: "follow-up"
    case .integrated(let integrated):
      integrated.part == .later ? "not yet" : integrated.part.rawValue
    default: "entry"
    }
  }
}
