/// How an event reads: the sign in the third column of the log, and its words. The same words stand
/// in the live log, in review, in print and in what find looks through.
extension Event {
  /// One character that tells the kind without colour.
  package var sign: Character {
    switch self {
    case .noted(let note), .addendumWritten(let note): note.kind.prefix ?? "·"
    case .marked(let mark): mark.isAlarm ? "!" : "m"
    case .vitalsMeasured: "v"
    case .dosed, .medicated, .administered: "d"
    case .phaseEntered: "p"
    case .checkTicked: "c"
    case .grounded: "g"
    case .scored: "s"
    case .adverseNoted: "a"
    case .presenceChanged: "w"
    case .helpChanged: "!"
    case .touchAsked: "#"
    case .prepared: "="
    case .insightFound, .taskSet, .followupSet, .integrated: ">"
    case .gap, .clockStepped: "~"
    case .dosingEnded, .closed, .sealed: "="
    case .began, .rulesKept, .runBegan, .runEnded, .locked, .unlocked, .amended, .carried,
      .bookmarked:
      "."
    case .unknown, .unreadable: "?"
    }
  }

  package var words: String {
    switch self {
    case .noted(let note), .addendumWritten(let note): note.text
    case .marked(let mark): mark.words
    case .vitalsMeasured(let vitals): vitals.words
    case .dosed(let dose): dose.words
    case .medicated(let medication): medication.words
    case .administered(let given): given.words
    case .phaseEntered(let phase): phase.words
    case .checkTicked(let tick): tick.wording
    case .grounded(let step): step.wording
    case .scored(let score):
      joined([
        "\(score.scale) \(score.value)", labelled("daily life:", score.closing.lowercased()),
        by(score.askedBy),
      ])
    case .adverseNoted(let adverse): adverse.wording
    case .presenceChanged(let presence): presence.wording
    case .helpChanged(let change): change.words
    case .touchAsked(let touch): touch.wording
    case .prepared(let prepared): prepared.wording
    case .insightFound(let insight): joined([insight.text, labelled("theme", insight.theme)])
    case .taskSet(let task): task.wording
    case .followupSet(let followup): followup.wording
    case .integrated(let integrated): integrated.wording
    default: frameWords
    }
  }

  /// What the program notes about the session itself.
  private var frameWords: String {
    switch self {
    case .began(let began): "began: \(began.kind.rawValue) \(began.ordinal)"
    case .rulesKept: "the clinic's files of the day, kept"
    case .runBegan: "Holdfast started"
    case .runEnded: "Holdfast left, session kept"
    case .dosingEnded(let reason): joined(["dosing ended", reason])
    case .closed(let with, let isOfDosing):
      joined([
        isOfDosing ? "closed: the client left" : "closed", labelled("with", companion(with)),
      ])
    case .sealed(let seal): joined(["sealed", seal.reason])
    case .gap(let gap): gap.wording
    case .clockStepped(let step):
      "the wall clock was set \(step < 0 ? "back" : "forward") by \(TimeText.words(step)); "
        + "elapsed times are not affected"
    case .locked: "screen locked"
    case .unlocked: "screen unlocked"
    case .carried(_, let takenBack): takenBack ? "not carried" : "carried to integration"
    case .bookmarked(_, let words): joined(["bookmark", words])
    case .unknown: "unknown entry, kept"
    case .unreadable(let lost): lost.wording
    default: ""
    }
  }
}

func joined(_ parts: [String]) -> String {
  parts.filter { !$0.isEmpty }.joined(separator: ", ")
}

func labelled(_ label: String, _ words: String) -> String {
  words.isEmpty ? "" : "\(label) \(words)"
}

/// "with her sister" and "her sister", as older entries have it, say the same.
private func companion(_ typed: String) -> String {
  let lowered = typed.lowercased()
  if lowered == "with" { return "" }
  return lowered.hasPrefix("with ") ? String(typed.dropFirst("with ".count)) : typed
}

func by(_ person: String) -> String { labelled("by", person) }

extension Vitals {
  /// "142/88  p88  o97": the parts that were measured, in the order of the short form.
  package var words: String {
    var parts: [String] = []
    if let systolic, let diastolic {
      parts.append("\(systolic)/\(diastolic)")
    }
    let lettered = [("p", pulse), ("o", spo2), ("r", respirations)]
    parts += lettered.compactMap { letter, value in value.map { "\(letter)\($0)" } }
    if let temperature {
      parts.append("t\(temperature)")
    }
    if let weight {
      parts.append(pounds.map { "weight \(weight) kg (\($0) lb)" } ?? "weight \(weight) kg")
    }
    if !measuredBy.isEmpty {
      parts.append("by \(measuredBy)")
    }
    return parts.joined(separator: "  ")
  }
}

extension Dose {
  /// "ketamine 60 mg IM".
  var head: String {
    [
      isBooster ? "booster" : drug, milligrams.isEmpty ? "" : "\(milligrams) mg",
      route?.words ?? "",
    ]
    .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What else is known of a dose that was given.
  var details: [String] {
    [
      site, labelled("lot", lot), labelled("given by", givenBy), labelled("witness", witness),
      reason.isEmpty ? "" : "reason: \(reason)",
    ]
  }

  package var words: String {
    let amount = milligrams.isEmpty ? "" : "\(milligrams) mg"
    switch act {
    case .given: return joined([head] + details)
    case .declined:
      let head = ["booster", amount, isAgreed ? "offered as agreed," : "offered,", "declined"]
      let offered = head.filter { !$0.isEmpty }.joined(separator: " ")
      return reason.isEmpty ? offered : "\(offered): \(reason)"
    case .offered:
      let head = ["booster", amount, isAgreed ? "offered as agreed" : "offered"]
      let offered = head.filter { !$0.isEmpty }.joined(separator: " ")
      return reason.isEmpty ? offered : "\(offered): \(reason)"
    case .wasted:
      return joined([
        "waste \(amount)", labelled("lot", lot), labelled("by", givenBy),
        labelled("witness", witness),
      ])
    }
  }
}

extension CheckTick {
  var wording: String {
    if list == CheckTick.bands { return joined(["reading acknowledged", words]) }
    let state =
      switch answer {
      case .done: "done"
      case .notDone: "not done"
      case .notApplicable: "not applicable"
      }
    let asked = itemWords.isEmpty ? item : itemWords
    return words.isEmpty ? "\(asked): \(state)" : "\(asked): \(state), \(words)"
  }
}

extension GroundingStep {
  var wording: String { act == .step ? "\(words): \(step)" : "\(words): \(act.rawValue)" }
}

extension UnreadableLines {
  var wording: String {
    lines.count == 1
      ? "line \(lines.lowerBound) of \(file) could not be read"
      : "lines \(lines.lowerBound)-\(lines.upperBound) of \(file) could not be read"
  }
}

extension Gap {
  var wording: String {
    let length = milliseconds < 1000 ? "less than a second" : TimeText.words(milliseconds)
    let doubt = isChecked ? "" : " by the wall clock, unchecked"
    switch cause {
    case .left: return "nothing recorded for \(length)\(doubt): Holdfast had been left"
    case .interrupted: return "nothing recorded for \(length)\(doubt): Holdfast was interrupted"
    case .slept: return "nothing recorded for \(length)\(doubt): the machine slept"
    }
  }
}
