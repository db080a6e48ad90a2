import SessionModel

/// What staff give beside the treatment: a drug, oxygen, a cannula.
extension ShortForm {
  private static let units: [String: String] = [
    "mg": "mg", "mcg": "mcg", "ug": "mcg", "µg": "mcg", "μg": "mcg", "g": "g", "ml": "ml",
    "iu": "IU", "units": "units", "drops": "drops", "puff": "puff", "puffs": "puffs",
    "tablet": "tablet", "tablets": "tablets",
  ]
  private static let otherRoutes = [
    "sc": "SC", "subcutaneous": "SC", "inh": "inhaled", "inhaled": "inhaled", "pr": "rectal",
    "rectal": "rectal", "buccal": "buccal",
  ]
  private static let gaveExample = "as in: gave ondansetron 4mg po by X"

  private static func route(_ word: String) -> String? {
    if let route = Route(typed: word) {
      return [.intramuscular, .intravenous].contains(route) ? route.words : route.rawValue
    }
    return otherRoutes[word.lowercased()]
  }

  /// "4mg" or "4 mg" in front: as it is kept, and how many words it took.
  private static func amount(_ words: ArraySlice<String>) -> (text: String, taken: Int)? {
    guard let first = words.first?.lowercased() else { return nil }
    let number = String(first.prefix { ("0"..."9").contains($0) || $0 == "." })
    guard Decimals.hundredths(number) != nil else { return nil }
    let behind = String(first.dropFirst(number.count))
    if !behind.isEmpty { return units[behind].map { ("\(number) \($0)", 1) } }
    return words.dropFirst().first.flatMap { units[$0.lowercased()] }.map { ("\(number) \($0)", 2) }
  }

  static func gave(_ words: [String], _ vocabulary: Vocabulary) -> Reading? {
    if words.isEmpty { return .unfinished("what was given needs drug and amount, \(gaveExample)") }
    let lists = vocabulary.lists
    let parts = words.prefix { !["by", "witness", "second", "check"].contains($0.lowercased()) }
    let place =
      parts.indices.first { isDigit(parts[$0].first) || $0 > 0 && self.route(parts[$0]) != nil }
      ?? parts.count
    let drug = parts[..<place].map { $0.lowercased() }
    guard (1...4).contains(drug.count), nobody.isDisjoint(with: drug),
      drug.allSatisfy({ $0.first?.isLetter == true })
    else { return nil }
    let name = drug.joined(separator: " ")
    let isKnown = vocabulary.staffDrugs.contains { $0.lowercased() == name }
    guard name != Medication.oxygen else {
      return place < parts.count || parts.count == 1
        ? .unfinished("oxygen has a form of its own: oxygen 2l start, oxygen stop") : nil
    }
    guard let (amount, taken) = amount(parts[place...]) else {
      return isKnown && isOfForm(parts[place...], lists)
        ? .unfinished("the amount stands behind the drug with its unit, \(gaveExample)") : nil
    }
    var medication = Medication(drug: name, dose: amount)
    guard details(words[(place + taken)...], into: &medication, lists) else {
      return isKnown && isOfForm(parts[(place + taken)...], lists)
        ? .unfinished(
          "behind the amount go route, left deltoid, witness Y and by X, \(gaveExample)") : nil
    }
    return .form(.medicated(medication))
  }

  /// Route, site, witness and giver, in that order or with the names turned round.
  private static func details(
    _ words: ArraySlice<String>, into medication: inout Medication, _ lists: RoomLists
  ) -> Bool {
    var rest = words
    if let route = rest.first.flatMap({ self.route($0) }) {
      medication.route = route
      rest = rest.dropFirst()
    }
    medication.site = takeSite(from: &rest, lists) ?? ""
    while !rest.isEmpty {
      let isWitness = takeWitness(from: &rest)
      guard isWitness || rest.popFirst()?.lowercased() == "by",
        (isWitness ? medication.witness : medication.givenBy).isEmpty,
        let name = takeName(from: &rest)
      else { return false }
      if isWitness { medication.witness = name } else { medication.givenBy = name }
    }
    return true
  }

  private static func isOfForm(_ words: ArraySlice<String>, _ lists: RoomLists) -> Bool {
    words.allSatisfy { word in
      let word = word.lowercased()
      return isDigit(word.first) || units[word] != nil || route(word) != nil
        || (lists.sides + lists.doseSites).contains(word)
    }
  }

  static func text(for medication: Medication) -> String? {
    guard isName(medication.givenBy), isName(medication.witness) else { return nil }
    let by = tail("by", medication.givenBy)
    switch medication.act {
    case .given:
      var bare = medication
      (bare.site, bare.witness, bare.givenBy) = ("", "", "")
      let typed = joined(["gave \(bare.drug)", bare.dose, bare.route])
      // What was kept by other means than this form may hold what the form cannot.
      let words = typed.split(separator: " ").map(String.init)
      guard gave(Array(words.dropFirst()), .empty) == .form(.medicated(bare)) else { return nil }
      return joined([typed, medication.site, tail("witness", medication.witness), by])
    case .started, .stopped:
      let litres = medication.dose.replacing(" L/min", with: "l")
      return joined([medication.drug, litres, medication.act == .started ? "start" : "stop", by])
    case .placed, .removed:
      return joined(["cannula", medication.act == .placed ? "in" : "out", medication.site, by])
    }
  }
}

// MARK: - Oxygen and cannula

extension ShortForm {
  private static let litres: Set<String> = ["l", "l/min", "lpm", "litres", "liters"]
  private static let switches: Set<String> = ["start", "stop", "on", "off", "started", "stopped"]
  private static let oxygenExample = "as in: oxygen 2l start, or oxygen stop"

  static func oxygen(_ words: [String]) -> Reading? {
    let (parts, by) = splitBy(words)
    let typed = parts.map { $0.lowercased() }
    var flow = ""
    var rest = typed[...]
    if let first = rest.first, isDigit(first.first) {
      let number = String(first.prefix { ("0"..."9").contains($0) || $0 == "." })
      let unit = first.dropFirst(number.count)
      rest = rest.dropFirst()
      if unit.isEmpty, let next = rest.first, litres.contains(next) {
        (flow, rest) = (number, rest.dropFirst())
      } else if litres.contains(String(unit)) {
        flow = number
      }
    }
    let acts: [String: Medication.Act] = ["start": .started, "stop": .stopped]
    let act = rest.count == 1 ? rest.first.flatMap { acts[$0] } : nil
    let isWhole = act == .started ? !flow.isEmpty : typed.count == rest.count || !flow.isEmpty
    guard let act, isWhole, flow.isEmpty || Decimals.hundredths(flow) != nil else {
      return nearOxygen(typed)
    }
    return .form(
      .medicated(
        Medication(
          act: act, drug: Medication.oxygen, dose: flow.isEmpty ? "" : "\(flow) L/min",
          givenBy: by)))
  }

  private static func nearOxygen(_ words: [String]) -> Reading? {
    guard words.allSatisfy({ isDigit($0.first) || litres.contains($0) || switches.contains($0) })
    else { return nil }
    return .unfinished("oxygen needs its litres a minute and start or stop, \(oxygenExample)")
  }

  static func cannula(_ words: [String], _ lists: RoomLists) -> Reading? {
    let (parts, by) = splitBy(words)
    let typed = parts.map { $0.lowercased() }
    let site = typed.dropFirst()
    let side = longest(of: lists.sides, in: site)?.count ?? 0
    let vein = longest(of: lists.cannulaSites, in: site.dropFirst(side))?.count ?? 0
    let isSite = site.isEmpty || vein > 0 && side + vein == site.count
    if let first = typed.first, ["in", "out"].contains(first), isSite {
      return .form(
        .medicated(
          Medication(
            act: first == "in" ? .placed : .removed, drug: Medication.cannula,
            site: site.joined(separator: " "), givenBy: by)))
    }
    guard
      typed.allSatisfy({
        (lists.sides + lists.cannulaSites + ["in", "out", "placed", "removed"]).contains($0)
      })
    else { return nil }
    return .unfinished("a cannula goes in or out, as in: cannula in left hand, cannula out")
  }
}
