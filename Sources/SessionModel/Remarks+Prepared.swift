extension Session {
  /// What a line of the card is read as, and what it takes off the card: said before Enter, so that
  /// nothing agreed goes unseen.
  func remarks(on prepared: Prepared, puttingRight ref: EntryID?) -> [String] {
    let reading =
      switch prepared.section {
      case .plan: PlannedDoses(prepared.text).reading
      case .excluded: unknownExclusions(prepared.list)
      default: ""
      }
    return [reading, ref == nil ? preparation.replaced(by: prepared) : ""]
  }
}

extension Preparation {
  /// What stands on the card in a section: its list, or its words as one part.
  package func parts(of section: Prepared.Section) -> [String] {
    switch section {
    case .coping: coping
    case .say: say
    case .avoid: avoid
    case .excluded: excluded
    case .trigger: triggers.map(\.words)
    case .intention: [intention]
    case .resource: [resource]
    case .mantra: [mantra]
    case .touch: [touch]
    case .stop: [stop]
    case .support: [support]
    case .music: [music]
    case .plan: [plan]
    case .escort: [escort]
    case .noGo: [noGo]
    case .consent: consent
    case .clearance: [clearance, cleared]
    case .readiness: [readiness] + fears
    case .history, .ready: []
    }
  }

  /// "in place of: slow out-breath · both feet"; empty where nothing goes.
  func replaced(by prepared: Prepared) -> String {
    var before = parts(of: prepared.section)
    var after = prepared.list + [prepared.text]
    if prepared.section == .trigger {
      // Triggers add up by their names.
      before = triggers.filter { $0.trigger == prepared.list.first }.map(\.words)
      after = [prepared.list.joined(separator: Trigger.arrow)]
    }
    let gone = before.filter { !$0.isEmpty && !after.contains($0) }
    guard !gone.isEmpty else { return "" }
    let words = "in place of: \(gone.joined(separator: " · "))"
    return prepared.section.isList ? "\(words); + in front adds" : words
  }
}

extension Preparation.Trigger {
  static let arrow = " → "
  var words: String { [trigger, sign, response].joined(separator: Self.arrow) }
}

extension Prepared.Section {
  /// True for a section whose parts stand beside one another, in the client's order.
  package var isList: Bool { [.coping, .say, .avoid, .excluded].contains(self) }
}
