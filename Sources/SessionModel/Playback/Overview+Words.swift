extension Overview {
  /// One matter of the page: its name, and a line or more about it.
  package struct Paragraph: Equatable, Sendable {
    package var label: String
    package var lines: [String]
  }

  /// The page in words, without a break; every matter is named, also where there is nothing.
  package var paragraphs: [Paragraph] {
    var paragraphs =
      flaws.isEmpty ? [] : [Paragraph(label: "Not whole", lines: flaws)]
    paragraphs += [
      Paragraph(label: "Times", lines: [timesLine]),
      Paragraph(label: "Doses", lines: doses.map(line)),
      Paragraph(label: "By staff", lines: staff.map(line)),
      Paragraph(label: "Vitals", lines: vitalsLines),
      Paragraph(label: "Distress", lines: distress.map { [words(of: $0)] } ?? []),
      Paragraph(label: "Grounding", lines: grounding.map(words)),
      Paragraph(label: "Adverse", lines: adverse.map(words)),
      Paragraph(label: "Present", lines: present.isEmpty ? [] : [present.map(\.words).listed]),
    ]
    if !alarms.isEmpty { paragraphs.append(Paragraph(label: "Alarms", lines: alarms.map(line))) }
    paragraphs.append(Paragraph(label: "Open", lines: missing.map(\.words)))
    return paragraphs.map {
      let isEmpty = $0.lines.allSatisfy(\.isEmpty)
      return isEmpty ? Paragraph(label: $0.label, lines: [Self.nothing(of: $0.label)]) : $0
    }
  }

  private static func nothing(of label: String) -> String {
    switch label {
    case "Doses", "By staff": "none"
    case "Open": "nothing"
    default: "not recorded"
    }
  }

  /// The first with its date, and each that is of another day than the one before it.
  private var timesLine: String {
    var day: String?
    return times.map { fact in
      defer { day = fact.at.date }
      return "\(fact.words) \(fact.at.words(on: day))"
    }.listed
  }

  private var vitalsLines: [String] {
    var lines = baseline.map { ["baseline \($0.words), \($0.at.words(on: day))"] } ?? []
    lines += vitals.map { extremes in
      let name = extremes.measure == .oxygen ? "SpO2" : extremes.measure.rawValue
      let count = TimeText.count(extremes.count, "reading", "readings")
      guard extremes.lowest.value != extremes.highest.value else {
        return "\(name) \(words(of: extremes.lowest)), \(count)"
      }
      return "\(name) \(words(of: extremes.lowest)) to \(words(of: extremes.highest)), \(count)"
    }
    return lines
  }
}

extension Overview.Stamp {
  var date: String { TimeText.date(wall, zone: zone) }

  /// "10:48 T+0:41"; with the date before it where that is another than `day`.
  func words(on day: String?) -> String {
    let clock = TimeText.clock(wall, zone: zone)
    let times = sinceDose.map { "\(clock) \(TimeText.sinceDose($0))" } ?? clock
    return date == day ? times : "\(date) \(times)"
  }
}

extension TimeText {
  /// "T+0:41", "T-0:06": hours and minutes, cut.
  package static func sinceDose(_ milliseconds: Int64) -> String {
    let words = hoursMinutes(milliseconds)
    return words.hasPrefix("-") ? "T\(words)" : "T+\(words)"
  }
}

extension Overview {
  private func line(_ fact: Fact) -> String { "\(fact.at.words(on: day)) \(fact.words)" }

  private func words(of figure: Figure) -> String {
    "\(figure.words) (\(joined([figure.at.words(on: day)] + figure.remarks)))"
  }

  private func words(of distress: Distress) -> String {
    joined([
      distress.before.map { "before \(words(of: $0))" } ?? "",
      "highest \(words(of: distress.highest))", "last \(words(of: distress.last))",
      TimeText.count(distress.count, "score", "scores"),
    ])
  }

  private func words(_ grounding: GroundingFact) -> String {
    let then = grounding.after.map { after in
      grounding.afterIn.map { "\(after) after \(TimeText.words($0))" } ?? "\(after)"
    }
    let effect = [grounding.before.map { "\($0)" } ?? "not scored", then ?? "not scored after"]
      .joined(separator: ", then ")
    let tried = grounding.tried.joined(separator: ", ")
    return "\(grounding.at.words(on: day)) \(tried); distress \(effect)"
  }

  private func words(_ adverse: AdverseFact) -> String {
    let end = adverse.lasted.map { "ended after \(TimeText.words($0))" } ?? "has no end"
    let parts = [adverse.event.wording] + adverse.remarks + adverse.changes + [end] + adverse.end
    return "\(adverse.at.words(on: day)) \(joined(parts))"
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
