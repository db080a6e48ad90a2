import SessionModel

/// Whole lines such as `touch: hands, shoulders > MK, her sister`: each fills a section of the card
/// in a preparation session; what turns out not to suit is said in a dosing session as well.
package enum PreparedForm {
  static let grammar = [
    HelpRow("intention: WORDS", "also history, resource, mantra, stop, plan; in preparation"),
    HelpRow("readiness: 7 > WHAT IS FEARED", "0 to 10; several fears with ; between"),
    HelpRow("trigger: WHAT > SIGN > RESPONSE", "one line each; the same name revises it"),
    HelpRow("coping: ONE; TWO", "in the client's order, coping: + adds; also say, avoid, consent"),
    HelpRow("touch: AREAS > WHO WAS PRESENT", "the agreement, with the time of the line"),
    HelpRow("music: WORDS, no-go: WORDS", "what is liked, what is not to be played"),
    HelpRow("support: WHO, escort: WHO", "who supports the client, who fetches her"),
    HelpRow("clearance: WHO > WHEN", "the medical clearance"),
    HelpRow("ready: yes WHY", "the decision; ready: not yet WHY needs its reason"),
  ]

  private static let short = "not"

  /// What the line is, or nil for a note.
  static func read(
    _ text: String, in session: Session, isPuttingRight: Bool = false
  ) -> ShortForm.Reading? {
    guard session.kind == .preparation || session.kind == .dosing,
      let colon = text.prefix(Prepared.longestName + 1).firstIndex(of: ":")
    else { return nil }
    let name = text[..<colon].lowercased()
    let named = Prepared.section(named: name)
    let isTaken = session.kind == .preparation || name == Technique.notWithClient
    guard name == short || named != nil && isTaken else { return nil }
    let rest = plain(text[text.index(after: colon)...])
    guard let section = named else { return exclusion(rest, session, isPuttingRight) }
    guard !rest.isEmpty else {
      return .unfinished("words go behind \(text[...colon]) \(shape(of: section))")
    }
    if section.isList {
      return list(of: section, rest, session, isPuttingRight)
        ?? .unfinished("words go behind \(text[...colon]) +")
    }
    return read(section, rest)
  }

  /// The whole list, or behind a plus sign what goes to it. What is not with this client is always
  /// one more: nothing of it is offered again for a word that was left out.
  private static func list(
    of section: Prepared.Section, _ rest: String, _ session: Session, _ isPuttingRight: Bool
  ) -> ShortForm.Reading? {
    let isMore = rest.hasPrefix("+")
    let typed = split(isMore ? String(rest.dropFirst()) : rest, at: ";")
    guard !typed.isEmpty else { return nil }
    let adds = isMore || section == .excluded
    let before = adds && !isPuttingRight ? session.preparation.parts(of: section) : []
    return form(section, list: once(before + typed))
  }

  /// `not: light`, where something in the grounding list is called so; where the words only stand
  /// in its names, those are named. All else that begins so is a note.
  private static func exclusion(
    _ rest: String, _ session: Session, _ isPuttingRight: Bool
  ) -> ShortForm.Reading? {
    let typed = split(rest, at: ";")
    guard !typed.isEmpty else { return nil }
    if typed.allSatisfy({ session.isGrounding($0) }) {
      return list(of: .excluded, rest, session, isPuttingRight)
    }
    let near = typed.flatMap { session.grounding(like: $0) }
    guard !near.isEmpty else { return nil }
    return .unfinished("\(Technique.notWithClient), which: \(near.joined(separator: "; "))")
  }

  private static func once(_ parts: [String]) -> [String] {
    var seen: Set<String> = []
    return parts.filter { seen.insert($0).inserted }
  }

  private static func read(
    _ section: Prepared.Section, _ rest: String
  ) -> ShortForm.Reading {
    switch section {
    case .trigger:
      let parts = split(rest, at: ">")
      guard parts.count == 3 else {
        return .unfinished("a trigger has three parts: trigger: WHAT > EARLY SIGN > RESPONSE")
      }
      return form(section, list: parts)
    case .coping, .say, .avoid, .consent, .excluded:
      return form(section, list: once(split(rest, at: ";")))
    case .touch: return twoParts(section, rest, missing: nil)
    case .clearance:
      return twoParts(section, rest, missing: "when stands behind it: clearance: WHO > WHEN")
    case .readiness: return readiness(rest)
    case .ready: return ready(rest)
    default: return form(section, rest)
    }
  }

  /// Words, and behind `>` what belongs to them.
  private static func twoParts(
    _ section: Prepared.Section, _ rest: String, missing: String?
  ) -> ShortForm.Reading {
    let parts = split(rest, at: ">")
    guard let words = parts.first, parts.count <= 2 else {
      return .unfinished("it has two parts at most: \(shape(of: section))")
    }
    if parts.count == 1, let missing { return .unfinished(missing) }
    return form(section, words, list: Array(parts.dropFirst()))
  }

  private static func readiness(_ rest: String) -> ShortForm.Reading {
    let parts = split(rest, at: ">")
    let head = parts.first ?? ""
    let digits = head.prefix { $0.isNumber }
    let behind = head.dropFirst(digits.count)
    guard parts.count <= 2, let number = Int(digits), (0...10).contains(number),
      behind.first?.isLetter != true
    else {
      return .unfinished(
        "readiness begins with a number, 0 to 10: \(shape(of: .readiness))")
    }
    let isBare = ["", " of 10", "/10"].contains(behind)
    return form(
      .readiness, isBare ? "\(number) of 10" : head,
      list: parts.count > 1 ? split(parts[1], at: ";") : [])
  }

  /// "not yet" is never without its reason.
  private static func ready(_ rest: String) -> ShortForm.Reading {
    for answer in [Preparation.Decision.notYet, Preparation.Decision.yes]
    where rest.lowercased().hasPrefix(answer) {
      let behind = rest.dropFirst(answer.count)
      guard behind.first.map({ " ,:>".contains($0) }) ?? true else { break }
      let why = plain(behind.drop { " ,:>".contains($0) })
      if why.isEmpty, answer == Preparation.Decision.notYet {
        return .unfinished("not yet is kept with its reason: ready: not yet WHY")
      }
      return form(.ready, answer, list: why.isEmpty ? [] : [why])
    }
    return .unfinished("the decision is one of two: ready: yes WHY, or ready: not yet WHY")
  }

  private static func form(
    _ section: Prepared.Section, _ text: String = "", list: [String] = []
  ) -> ShortForm.Reading {
    text.isEmpty && list.isEmpty
      ? .unfinished("words go behind \(name(of: section)): \(shape(of: section))")
      : .form(.prepared(Prepared(section: section, text: text, list: list)))
  }

  private static func split(_ text: String, at separator: Character) -> [String] {
    text.split(separator: separator).map { plain($0) }.filter { !$0.isEmpty }
  }

  private static func plain(_ text: Substring) -> String {
    text.split(separator: " ").joined(separator: " ")
  }
}

// MARK: - The line that would make a section again

extension PreparedForm {
  static func name(of section: Prepared.Section) -> String {
    section == .excluded ? Technique.notWithClient : section.rawValue
  }

  /// How a section is typed.
  package static func shape(of section: Prepared.Section) -> String {
    let name = name(of: section)
    switch section {
    case .readiness: return "readiness: 7 > WHAT IS FEARED; WHAT ELSE"
    case .trigger: return "trigger: WHAT > EARLY SIGN > AGREED RESPONSE"
    case .coping, .say, .avoid, .consent, .excluded: return "\(name): ONE; TWO; THREE"
    case .touch: return "touch: AREAS > WHO WAS PRESENT"
    case .clearance: return "clearance: WHO > WHEN"
    case .support, .escort: return "\(name): WHO"
    case .plan: return "plan: 60 mg im, booster 30 mg"
    case .ready: return "ready: yes WHY, or ready: not yet WHY"
    default: return "\(name): WORDS"
    }
  }

  /// Nil for what was kept by other means than this form and that the form cannot hold.
  static func text(for prepared: Prepared) -> String? {
    let line = "\(name(of: prepared.section)): "
    let rest = written(prepared)
    guard read(prepared.section, plain(rest[...])) == .form(.prepared(prepared)) else { return nil }
    return line + rest
  }

  private static func written(_ prepared: Prepared) -> String {
    switch prepared.section {
    case .trigger: return prepared.list.joined(separator: " > ")
    case .touch, .clearance: return ([prepared.text] + prepared.list).joined(separator: " > ")
    case .readiness:
      let fears = prepared.list.joined(separator: "; ")
      return fears.isEmpty ? prepared.text : "\(prepared.text) > \(fears)"
    case .ready: return ([prepared.text] + prepared.list).joined(separator: " ")
    default: return prepared.text + prepared.list.joined(separator: "; ")
    }
  }
}
