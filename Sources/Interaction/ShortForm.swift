import SessionModel

/// Whole lines that are entries of their own. A line becomes one only when every word of it fits; a
/// line that merely begins like one is a note.
package enum ShortForm {
  package enum Reading: Equatable, Sendable {
    case form(Event)
    /// So close to a form that it was meant as one: what is missing, with an example.
    case unfinished(String)
  }

  static let grammar =
    [
      HelpRow("bp 128/82 p74 o97 r14 t36.8", "vitals; bare numbers: pulse, then SpO₂"),
      HelpRow("w 64kg, w 141lb", "weight; the unit is needed"),
      HelpRow("suds 6, depth 3", "distress 0-10, depth 0-4"),
      HelpRow("dose 75mg im", "dose; then site, lot L, witness Y or second check Y, by X"),
      HelpRow("dose 75mg esketamine nasal", "where it is another drug than the protocol's"),
      HelpRow("booster 30mg im why WORDS", "booster; site, lot, by X stand before why"),
      HelpRow("booster declined WHY", "offered and not taken"),
      HelpRow("waste 40mg by X witness Y", "what was thrown away"),
      HelpRow("phase onset", "the phase; Ctrl-N offers the next"),
    ] + readingGrammar + clinicalGrammar

  static let scales: Set<String> = [
    "suds", "depth", "rass", "aldrete", "padss", "cadss", "cadss6", "meq30", "cssrs", "kset",
    "poss", "moaas", "phq9", "gad7", "pcl5",
  ]
  private static let keywords = scales.union(clinicalKeywords).union([
    "bp", "w", "weight", "dose", "booster", "waste", "phase",
  ])
  /// In bytes.
  private static let longestKeyword = 8

  /// What the line is, or nil for a note.
  package static func read(_ line: String, in session: Session) -> Reading? {
    guard line.utf8.count <= 400 else { return nil }
    // Most lines are notes, and this is asked at every key: nothing is split for them.
    let first = line.utf8.drop { $0 == 0x20 }.prefix { $0 != 0x20 }
    guard first.count <= longestKeyword, let keyword = String(first)?.lowercased(),
      keywords.contains(keyword), !line.contains("\n")
    else { return readings(line) }
    let words = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    let rest = Array(words.dropFirst())
    return form(keyword, rest, session)
      ?? nearMiss(of: keyword, rest, session.rules.vocabulary.lists)
  }

  private static func form(
    _ keyword: String, _ rest: [String], _ session: Session
  ) -> Reading? {
    let lists = session.rules.vocabulary.lists
    switch keyword {
    case let scale where scales.contains(scale): return score(scale, rest, session.rules)
    case "bp": return pressure(rest)
    case "w": return weight(rest)
    case "dose": return naming(rest, session) { dose($0, isBooster: false, lists) }
    case "booster": return naming(rest, session) { booster($0, lists) }
    case "waste": return naming(rest, session) { waste($0, lists) }
    case "phase": return phase(rest)
    default: return clinicalForm(keyword, rest, session)
    }
  }

  /// The line that would make the event again: what *put right* brings back. Nil where the entry
  /// has no short form. A dose of another drug than the protocol's names it.
  package static func text(for event: Event, in session: Session) -> String? {
    guard case .dosed(let dose) = event, let usual = session.treatment?.drug, dose.drug != usual,
      let text = text(for: event), let amount = text.firstRange(of: "mg")
    else { return text(for: event) }
    return "\(text[..<amount.upperBound]) \(dose.drug)\(text[amount.upperBound...])"
  }

  static func text(for event: Event) -> String? {
    switch event {
    case .vitalsMeasured(let vitals): text(for: vitals)
    case .scored(let score) where score.items.isEmpty:
      joined(["\(score.scale) \(score.value)", tail("by", score.askedBy)])
    case .dosed(let dose): text(for: dose)
    case .phaseEntered(let phase): "phase \(phase.rawValue)"
    case .prepared(let prepared): PreparedForm.text(for: prepared)
    case .taskSet, .insightFound, .followupSet, .integrated: ArcForm.text(for: event)
    default: clinicalText(for: event)
    }
  }

  private static func text(for vitals: Vitals) -> String? {
    guard let systolic = vitals.systolic, let diastolic = vitals.diastolic else {
      let typed = vitals.pounds.map { "w \($0)lb" } ?? vitals.weight.map { "w \($0)kg" }
      return typed.map { joined([$0, tail("by", vitals.measuredBy)]) } ?? partialText(vitals)
    }
    return joined(
      ["bp \(systolic)/\(diastolic)"] + lettered(vitals) + [tail("by", vitals.measuredBy)])
  }

  private static func text(for dose: Dose) -> String? {
    let amount = "\(dose.milligrams)mg"
    switch dose.act {
    case .offered:
      return joined([
        "booster offered", dose.milligrams.isEmpty ? "" : amount, tail("why", dose.reason),
      ])
    case .declined:
      return joined(["booster", dose.milligrams.isEmpty ? "" : amount, "declined", dose.reason])
    case .wasted:
      return joined([
        "waste \(amount)", tail("lot", dose.lot), tail("by", dose.givenBy),
        tail("witness", dose.witness),
      ])
    case .given:
      return joined([
        dose.isBooster ? "booster" : "dose", amount, dose.route?.rawValue ?? "", dose.site,
        tail("lot", dose.lot), tail("witness", dose.witness), tail("by", dose.givenBy),
        tail("why", dose.reason),
      ])
    }
  }

  static func joined(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  static func tail(_ word: String, _ value: String) -> String {
    value.isEmpty ? "" : "\(word) \(value)"
  }
}

// MARK: - Numbers that are measured

extension ShortForm {
  private static let pressureExample = "as in: bp 128/82 p74 o97"

  private static func pressure(_ words: [String]) -> Reading? {
    if words.isEmpty {
      return .unfinished("a blood pressure needs its two numbers, \(pressureExample)")
    }
    let (parts, by) = splitBy(words)
    if let partial = partial(parts, by) { return partial }
    let halves = (parts.first ?? "").split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, halves.allSatisfy({ isDigits($0) }) else { return nil }
    guard halves.count == 2, let systolic = Int(halves[0]), let diastolic = Int(halves[1]) else {
      let isOneNumber = halves.count == 1 && isDigits(first[...]) && parts.count == 1
      return isOneNumber
        ? .unfinished("a blood pressure needs both numbers, \(pressureExample)") : nil
    }
    var vitals = Vitals(systolic: systolic, diastolic: diastolic, measuredBy: by)
    var bare: [Int] = []
    for part in parts.dropFirst() {
      if isDigits(part[...]), let number = Int(part) {
        bare.append(number)
      } else if !take(part, into: &vitals) {
        return nil
      }
    }
    switch bare.count {
    case 0: return .form(.vitalsMeasured(vitals))
    case 2 where vitals.pulse == nil && vitals.spo2 == nil:
      vitals.pulse = bare[0]
      vitals.spo2 = bare[1]
      return .form(.vitalsMeasured(vitals))
    case 1:
      return .unfinished(
        "\(bare[0]) could be pulse or SpO₂: write p\(bare[0]) or o\(bare[0])")
    default: return nil
    }
  }

  static func take(_ part: String, into vitals: inout Vitals) -> Bool {
    let value = part.dropFirst()
    switch part.first?.lowercased() {
    case "p" where vitals.pulse == nil && isDigits(value): vitals.pulse = Int(value)
    case "o" where vitals.spo2 == nil && isDigits(value): vitals.spo2 = Int(value)
    case "r" where vitals.respirations == nil && isDigits(value): vitals.respirations = Int(value)
    case "t" where vitals.temperature == nil && Decimals.hundredths(String(value)) != nil:
      vitals.temperature = String(value)
    default: return false
    }
    return true
  }

  private static func weight(_ words: [String]) -> Reading? {
    let (parts, by) = splitBy(words)
    let typed = parts.joined().lowercased()
    guard (1...2).contains(parts.count) else { return nil }
    if Decimals.hundredths(typed) != nil {
      return .unfinished("a weight needs its unit: w \(typed)kg or w \(typed)lb")
    }
    let number = String(typed.dropLast(2))
    guard let hundredths = Decimals.hundredths(number) else { return nil }
    switch typed.suffix(2) {
    case "kg": return .form(.vitalsMeasured(Vitals(weight: number, measuredBy: by)))
    case "lb":
      // 1 lb is 0.45359237 kg exactly; kept to a tenth of a kilogram, beside what was typed.
      let tenths = (hundredths * 45_359_237 / 100_000_000 + 5) / 10
      let kilograms = "\(tenths / 10).\(tenths % 10)"
      return .form(
        .vitalsMeasured(Vitals(weight: kilograms, pounds: number, measuredBy: by)))
    default: return nil
    }
  }

  private static func score(
    _ scale: String, _ words: [String], _ rules: ClinicalRules
  ) -> Reading? {
    let (parts, by) = splitBy(words)
    if words.isEmpty || parts.isEmpty {
      let known = rules.scale(scale)
      let name = scale == "suds" ? "distress" : known?.title ?? scale
      let range = known.map { ", \($0.lowest) to \($0.highest)" } ?? ""
      let example = min(3, known?.highest ?? 3)
      return .unfinished("\(name) needs its number\(range), as in: \(scale) \(example)")
    }
    let sign = parts[0].first
    let digits = sign == "-" || sign == "−" || sign == "+" ? parts[0].dropFirst() : parts[0][...]
    guard parts.count == 1, isDigits(digits), let size = Int(digits) else { return nil }
    let value = sign == "-" || sign == "−" ? -size : size
    return .form(.scored(Score(scale: scale, value: value, askedBy: by)))
  }

  static func isDigits(_ text: Substring) -> Bool {
    (1...6).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}

// MARK: - Doses

extension ShortForm {
  private static let doseExample = "as in: dose 75mg im"

  private static func booster(_ words: [String], _ lists: RoomLists) -> Reading? {
    let (amount, rest) = milligrams(words) ?? ("", words)
    if rest.first?.lowercased() == "offered" {
      return offered(amount, Array(rest.dropFirst()))
    }
    guard rest.first?.lowercased() == "declined" else {
      let given = dose(words, isBooster: true, lists)
      guard case .form(.dosed(let dose)) = given, dose.reason.isEmpty else { return given }
      return .unfinished("a booster is kept with its reason: booster 30mg im why WORDS")
    }
    let reason = rest.dropFirst().joined(separator: " ")
    if reason.isEmpty {
      return .unfinished("a declined booster is kept with its reason: booster declined WHY")
    }
    return .form(
      .dosed(Dose(act: .declined, isBooster: true, milligrams: amount, reason: reason)))
  }

  /// The amount may stand on either side of the word.
  private static func offered(_ before: String, _ words: [String]) -> Reading? {
    var (amount, rest) = (before, words)
    if before.isEmpty, let typed = milligrams(words) {
      (amount, rest) = typed
    }
    if let first = rest.first, first.lowercased() != "why" {
      return rest.allSatisfy { isDigit($0.first) || $0.lowercased() == "mg" }
        ? .unfinished("the amount is written in milligrams: booster offered 30mg why WORDS") : nil
    }
    if rest.count == 1 { return .unfinished("words go behind why, or leave it out") }
    return .form(
      .dosed(
        Dose(
          act: .offered, isBooster: true, milligrams: amount,
          reason: rest.dropFirst().joined(separator: " "))))
  }

  private static func dose(
    _ words: [String], isBooster: Bool, _ lists: RoomLists
  ) -> Reading? {
    guard !words.isEmpty else {
      return .unfinished("a dose needs milligrams and route, \(doseExample)")
    }
    guard let (amount, rest) = milligrams(words) else { return nil }
    guard let typed = rest.first else {
      return .unfinished("a dose needs its route: im, iv, sl, nasal or po")
    }
    guard let route = Route(typed: typed) else { return nil }
    var dose = Dose(act: .given, isBooster: isBooster, milligrams: amount, route: route)
    return details(Array(rest.dropFirst()), into: &dose, lists, mayHaveReason: isBooster)
      ? .form(.dosed(dose)) : nil
  }

  private static func waste(_ words: [String], _ lists: RoomLists) -> Reading? {
    guard let (amount, rest) = milligrams(words) else { return nil }
    var dose = Dose(act: .wasted, milligrams: amount)
    guard details(rest, into: &dose, lists, mayHaveReason: false), dose.site.isEmpty else {
      return nil
    }
    if dose.givenBy.isEmpty || dose.witness.isEmpty {
      return .unfinished("waste is kept with two people: waste \(amount)mg by X witness Y")
    }
    return .form(.dosed(dose))
  }

  /// "75mg" or "75 mg", in front.
  static func milligrams(_ words: [String]) -> (amount: String, rest: [String])? {
    guard let first = words.first?.lowercased() else { return nil }
    if first.hasSuffix("mg") {
      let amount = String(first.dropLast(2))
      return Decimals.hundredths(amount) == nil ? nil : (amount, Array(words.dropFirst()))
    }
    guard Decimals.hundredths(first) != nil, words.count > 1, words[1].lowercased() == "mg" else {
      return nil
    }
    return (first, Array(words.dropFirst(2)))
  }

  private static func details(
    _ words: [String], into dose: inout Dose, _ lists: RoomLists, mayHaveReason: Bool
  ) -> Bool {
    var rest = words[...]
    while let word = rest.first {
      if dose.site.isEmpty, let site = takeSite(from: &rest, lists) {
        dose.site = site
        continue
      }
      if takeWitness(from: &rest) {
        guard dose.witness.isEmpty, let witness = takeName(from: &rest) else { return false }
        dose.witness = witness
        continue
      }
      rest = rest.dropFirst()
      switch word.lowercased() {
      case "lot" where dose.lot.isEmpty:
        guard let lot = rest.popFirst() else { return false }
        dose.lot = lot
      case "by" where dose.givenBy.isEmpty:
        guard let giver = takeName(from: &rest) else { return false }
        dose.givenBy = giver
      case "why" where mayHaveReason:
        dose.reason = rest.joined(separator: " ")
        return !dose.reason.isEmpty
      default: return false
      }
    }
    return true
  }

  private static func phase(_ words: [String]) -> Reading? {
    guard words.count == 1 else {
      return words.isEmpty ? .unfinished("a phase needs its name, as in: phase onset") : nil
    }
    return Phase(rawValue: words[0].lowercased()).map { .form(.phaseEntered($0)) }
  }
}
