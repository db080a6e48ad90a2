extension Session {
  /// A note's size limit in bytes of UTF-8 (journal.md, "A line": text 1 MiB).
  package static let noteLimit = 1 << 20

  /// Turns a request into the event that records it, with its lane, or says why not. Pure. `now` is
  /// when it is asked: without it nothing is refused for its time beside other entries.
  package func decide(
    _ request: Request, at now: Moment? = nil
  ) -> Result<(event: Event, lane: Lane), Refusal> {
    if request.ago < 0 {
      return .failure(.notYetCome)
    }
    switch request.act {
    case .record(let event):
      return decide(recording: event, lane: request.lane, ago: request.ago, at: now)
    case .strike(let ref): return decide(striking: ref)
    case .restore(let ref):
      guard let target = self[ref], target.isStruck else { return .failure(.nothingToRestore) }
      return amendment(of: target, .restore)
    case .putRight(let ref, let event):
      guard let target = self[ref], target.event.isEntered, target.event.isSameKind(as: event)
      else { return .failure(.cannotPutRight) }
      if let refusal = refusal(ofContent: event) {
        return .failure(refusal)
      }
      return amendment(of: target, .replace(event))
    case .relane(let ref):
      guard let target = self[ref], !target.event.forcesRecord else {
        return .failure(.laneForced)
      }
      return amendment(of: target, .relane(target.lane.other))
    case .carry(let ref):
      guard let target = self[ref], target.event.isShown else { return .failure(.cannotPutRight) }
      // Nothing may name a row that is in no file.
      if case .unreadable = target.event { return .failure(.cannotPutRight) }
      return .success((.carried(ref: ref, takenBack: target.isCarried), .record))
    }
  }

  private func decide(
    recording event: Event, lane: Lane?, ago: Int64, at now: Moment?
  ) -> Result<(event: Event, lane: Lane), Refusal> {
    if let refusal = refusal(of: event) ?? refusal(ofChange: event, ago: ago, at: now) {
      return .failure(refusal)
    }
    var event = event
    if state == .sealed {
      switch event {
      case .noted(let note): event = .addendumWritten(note)
      case .addendumWritten, .bookmarked: break
      case .sealed: return .failure(.alreadySealed)
      default: return .failure(.sealed)
      }
    }
    let chosen = event.forcesRecord ? .record : lane ?? event.defaultLane
    return .success((event, chosen))
  }

  private func decide(striking ref: EntryID) -> Result<(event: Event, lane: Lane), Refusal> {
    guard let target = self[ref], !target.isStruck else { return .failure(.nothingToStrike) }
    guard target.event.isStrikeable else { return .failure(.cannotStrike) }
    return amendment(of: target, .retract)
  }

  /// An amendment stays in the file of what it amends, so that no copy of one lane tells of the
  /// other.
  private func amendment(
    of target: Entry, _ act: Amendment.Act
  ) -> Result<(event: Event, lane: Lane), Refusal> {
    .success((.amended(Amendment(ref: target.id, act: act)), target.record.lane))
  }

  private func refusal(of event: Event) -> Refusal? {
    switch event {
    case .dosingEnded: refusalOfEndingDosing
    case .closed: refusalOfClosing
    case .sealed: state == .sealed ? .alreadySealed : state == .closed ? nil : .notClosed
    default: refusal(ofContent: event)
    }
  }

  /// What cannot be meant, whenever it is said; an amendment is held to it too.
  private func refusal(ofContent event: Event) -> Refusal? {
    switch event {
    case .noted(let note), .addendumWritten(let note): Session.refusal(ofText: note.text)
    case .marked(let mark): Session.refusal(ofText: mark.words)
    case .vitalsMeasured(let vitals): rules.refusal(of: vitals)
    case .dosed(let dose): refusal(of: dose)
    case .scored(let score): rules.refusal(of: score)
    case .medicated(let medication): rules.refusal(of: medication)
    case .adverseNoted(let adverse):
      kind == .dosing ? rules.refusal(of: adverse) : .notDosing(kind)
    case .phaseEntered, .grounded, .administered: kind == .dosing ? nil : .notDosing(kind)
    default: nil
    }
  }

  private func refusal(of dose: Dose) -> Refusal? {
    kind == .dosing ? rules.refusal(of: dose) : .notDosing(kind)
  }

  private var refusalOfEndingDosing: Refusal? {
    if kind != .dosing {
      return .notDosing(kind)
    }
    if state != .open {
      return state == .dosingEnded && isDosedAfterEnd ? nil : .dosingAlreadyEnded
    }
    return firstDose == nil ? .dosingNotBegun : nil
  }

  private var refusalOfClosing: Refusal? {
    state == .closed || state == .sealed ? .alreadyClosed : nil
  }

  private static func refusal(ofText text: String) -> Refusal? {
    let bytes = text.utf8.count
    if bytes > noteLimit {
      return .noteTooLong(bytes: bytes, limit: noteLimit)
    }
    return text.utf8.contains(0) ? .containsNull : nil
  }
}

extension Event {
  /// Putting right changes what an entry says, not what it is; a mark may become a note in words.
  /// Help called and consent withdrawn are struck, never reworded: striking says what changes.
  func isSameKind(as other: Event) -> Bool {
    switch (self, other) {
    case (.marked(let mark), _) where mark.isHelp || mark.isWithdrawal: false
    case (.noted(let old), .noted(let new)), (.addendumWritten(let old), .addendumWritten(let new)):
      old.kind == new.kind
    case (.prepared(let old), .prepared(let new)): old.section == new.section
    case (.marked, .noted(let note)): note.kind == .observed
    case (.integrated(let old), .integrated(let new)): old.part == new.part
    case (.marked, .marked),
      (.vitalsMeasured, .vitalsMeasured), (.dosed, .dosed), (.scored, .scored),
      (.phaseEntered, .phaseEntered), (.adverseNoted, .adverseNoted),
      (.medicated, .medicated), (.presenceChanged, .presenceChanged), (.closed, .closed),
      (.helpChanged, .helpChanged),
      (.administered, .administered), (.touchAsked, .touchAsked),
      (.insightFound, .insightFound), (.taskSet, .taskSet),
      (.followupSet, .followupSet), (.dosingEnded, .dosingEnded):
      true
    default: false
    }
  }
}
