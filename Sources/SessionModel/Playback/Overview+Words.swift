extension Overview {
  /// One matter of the page: its name, and a line or more about it.
  package struct Paragraph: Equatable, Sendable {
    package var label: String
    package var lines: [String]
  }

  /// The page in words, without a break; every matter is named, also where there is nothing.
  package var paragraphs: [Paragraph] {
    var paragraphs = [
      Paragraph(label: "Times", lines: [times.map { "\($0.words) \($0.at.words)" }.listed]),
      Paragraph(label: "Doses", lines: doses.map(\.line)),
      Paragraph(label: "Vitals", lines: vitalsLines),
      Paragraph(label: "Distress", lines: distress.map { [$0.words] } ?? []),
      Paragraph(label: "Grounding", lines: grounding.map(\.words)),
      Paragraph(label: "Adverse", lines: adverse.map(\.words)),
      Paragraph(label: "Present", lines: present.isEmpty ? [] : [present.map(\.words).listed]),
    ]
    if !alarms.isEmpty { paragraphs.append(Paragraph(label: "Alarms", lines: alarms.map(\.line))) }
    paragraphs.append(Paragraph(label: "Open", lines: missing.map(\.words)))
    return paragraphs.map {
      let isEmpty = $0.lines.allSatisfy(\.isEmpty)
      return isEmpty ? Paragraph(label: $0.label, lines: [Self.nothing(of: $0.label)]) : $0
    }
  }

  private static func nothing(of label: String) -> String {
    switch label {
    case "Doses": "none"
    case "Open": "nothing"
    default: "not recorded"
    }
  }

  private var vitalsLines: [String] {
    var lines = baseline.map { ["baseline \($0.words), \($0.at.words)"] } ?? []
    lines += vitals.map { extremes in
      let name = extremes.measure == .oxygen ? "SpO2" : extremes.measure.rawValue
      let count = TimeText.count(extremes.count, "reading", "readings")
      guard extremes.lowest.value != extremes.highest.value else {
        return "\(name) \(extremes.lowest.words), \(count)"
      }
      return "\(name) \(extremes.lowest.words) to \(extremes.highest.words), \(count)"
    }
    return lines
  }
}

extension Overview.Stamp {
  /// "10:48 T+0:41".
  package var words: String {
    let clock = TimeText.clock(wall, zone: zone)
    return sinceDose.map { "\(clock) \(TimeText.sinceDose($0))" } ?? clock
  }
}

extension TimeText {
  /// "T+0:41", "T-0:06": hours and minutes, cut.
  package static func sinceDose(_ milliseconds: Int64) -> String {
    let words = hoursMinutes(milliseconds)
    return words.hasPrefix("-") ? "T\(words)" : "T+\(words)"
  }
}

extension Overview.Fact {
  fileprivate var line: String { "\(at.words) \(words)" }
}

extension Overview.Figure {
  fileprivate var words: String { "\(value) (\(at.words))" }
}

extension Overview.Distress {
  fileprivate var words: String {
    joined([
      before.map { "before \($0.words)" } ?? "", "highest \(highest.words)", "last \(last.words)",
      TimeText.count(count, "score", "scores"),
    ])
  }
}

extension Overview.GroundingFact {
  fileprivate var words: String {
    let then = after.map { after in
      afterIn.map { "\(after) after \(TimeText.words($0))" } ?? "\(after)"
    }
    let effect = [before.map { "\($0)" } ?? "not scored", then ?? "not scored after"]
      .joined(separator: ", then ")
    return "\(at.words) \(tried.joined(separator: ", ")); distress \(effect)"
  }
}

extension Overview.AdverseFact {
  fileprivate var words: String {
    let end = lasted.map { "ended after \(TimeText.words($0))" } ?? "has no end"
    return "\(at.words) \(joined([event.wording] + changes + [end]))"
  }
}

extension Overview.Attender {
  fileprivate var words: String {
    "\(person)\(role.isEmpty ? "" : " (\(role))") \(minutes) min"
  }
}

extension [String] {
  fileprivate var listed: String { joined(separator: "; ") }
}
