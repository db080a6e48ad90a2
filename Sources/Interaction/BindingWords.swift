/// One entry of the footer.
package struct Hint: Equatable, Sendable {
  package var key: String
  package var words: String
}

/// One line of help.
package struct HelpRow: Equatable, Sendable {
  package var keys: String
  package var words: String
  package var isHeading: Bool

  init(_ keys: String, _ words: String, isHeading: Bool = false) {
    self.keys = keys
    self.words = words
    self.isHeading = isHeading
  }
}

extension Binding {
  /// At most five hints, most wanted first; help is the last of them and the last to be cut.
  ///
  /// Where nothing is given, phases and grounding have no use; a reading in a band that waits has
  /// its key in front.
  package static func footer(
    for mode: Mode, givesDoses: Bool = true, asksAcknowledging: Bool = false
  ) -> [Hint] {
    let footers = givesDoses ? asksAcknowledging ? footersInBand : footers : footersWithoutDose
    return footers[mode] ?? []
  }

  /// Drawn with every frame, worked out once.
  private static let footers = footers { ![.acknowledge, .openPreparation].contains($0.action) }
  private static let footersInBand = footers { $0.action != .openPreparation }
  private static let footersWithoutDose = footers {
    ![.acknowledge, .openGrounding, .offerPhase].contains($0.action)
  }

  private static func footers(_ isShown: (Binding) -> Bool) -> [Mode: [Hint]] {
    var ranked: [Mode: [Binding]] = [:]
    for binding in table where binding.footer != nil && isShown(binding) {
      for mode in binding.modes { ranked[mode, default: []].append(binding) }
    }
    return ranked.mapValues(hints)
  }

  private static func hints(among bindings: [Binding]) -> [Hint] {
    let ranked = bindings.sorted { ($0.footer ?? 0, $0.name) < ($1.footer ?? 0, $1.name) }
    let help = ranked.filter { $0.action == .openHelp }.prefix(1)
    let others = ranked.filter { $0.action != .openHelp }.prefix(5 - help.count)
    return (others + help).map { Hint(key: $0.name, words: $0.words) }
  }

  /// What works in a mode, under headings; `filter` keeps the lines that contain it.
  package static func help(for mode: Mode, filter: String) -> [HelpRow] {
    let wanted = filter.lowercased()
    func passes(_ row: HelpRow) -> Bool {
      wanted.isEmpty || "\(row.keys) \(row.words)".lowercased().contains(wanted)
    }
    var rows: [HelpRow] = []
    for group in Group.allCases {
      let members = self.rows(
        table.filter { $0.group == group && $0.modes.contains(mode) }
      ).filter(passes)
      if !members.isEmpty {
        rows.append(HelpRow("", group.rawValue, isHeading: true))
        rows += members
      }
    }
    for (heading, members) in WritingForms.working(in: mode) {
      let matching = members.filter(passes)
      if !matching.isEmpty {
        rows.append(HelpRow("", heading, isHeading: true))
        rows += matching
      }
    }
    return rows
  }

  /// Keys that do the same share a row, in the order of the table.
  private static func rows(_ bindings: [Binding]) -> [HelpRow] {
    var rows: [HelpRow] = []
    for binding in bindings {
      guard let known = rows.firstIndex(where: { $0.words == binding.words }) else {
        rows.append(HelpRow(binding.name, binding.words))
        continue
      }
      let names = rows[known].keys.split(separator: ",").map { $0.drop { $0 == " " } }
      if !names.contains(binding.name[...]) {
        rows[known].keys += ", \(binding.name)"
      }
    }
    return rows
  }

  /// The whole table as text: `holdfast keys` prints it and README holds it.
  package static var listing: [(heading: String, rows: [HelpRow])] {
    var sections = Group.allCases.map { group in
      (heading: group.rawValue, rows: rows(table.filter { $0.group == group }))
    }
    sections += WritingForms.all.map { (heading: $0.heading, rows: $0.rows) }
    return sections
  }
}

extension Binding {
  /// The same as plain text.
  package static var listingText: String {
    listing.map { section in
      let rows = section.rows.map { row in
        let gap = String(repeating: " ", count: max(2, 28 - row.keys.count))
        return "  \(row.keys)\(gap)\(row.words)"
      }
      return ([section.heading] + rows).joined(separator: "\n")
    }.joined(separator: "\n\n") + "\n"
  }
}

/// What can be typed that is not a plain note: first characters, times, short forms, commands.
enum WritingForms {
  static let all: [(heading: String, rows: [HelpRow])] = [
    ("First character of a note", firstCharacters), ("An earlier time, before the text", times),
    ("Short forms, a whole line", forms + SmallForm.grammar),
    ("Commands", Command.grammar), ("Signs of the timeline", signs),
  ]

  /// In the line of a review digits are text, and commands have a line of their own.
  static func working(in mode: Mode) -> [(heading: String, rows: [HelpRow])] {
    switch mode {
    case .reviewLine: return [(all[0].heading, kinds), all[1], (all[2].heading, forms)]
    case .review: return [("Signs of the timeline", signs)]
    default: break
    }
    return Mode.live.contains(mode) ? all : []
  }

  private static let forms = ShortForm.grammar + PreparedForm.grammar + ArcForm.grammar

  private static let signs = [
    HelpRow("|", "a phase begins"), HelpRow("d", "a dose"), HelpRow("g--g", "grounding"),
    HelpRow("m", "a mark"), HelpRow("!", "help called, consent withdrawn"),
    HelpRow("l", "a late entry"), HelpRow("c", "the wall clock was set"),
    HelpRow("b", "a bookmark"), HelpRow(". ~", "silence, silence held"),
    HelpRow("/", "Holdfast did not run, or the machine slept"),
    HelpRow("^", "the cursor, with its clock and T+"),
  ]

  private static let kinds = [
    HelpRow("\"", "client's words"), HelpRow("+", "my action"), HelpRow("#", "touch and consent"),
    HelpRow("!", "safety"), HelpRow("*", "own thought"),
  ]

  private static let firstCharacters =
    kinds + [
      HelpRow("1-8", "a mark, kept after one second"), HelpRow("9", "medical help called"),
      HelpRow("0", "consent withdrawn"),
    ]

  private static let times = [
    HelpRow("-2m", "two minutes ago"), HelpRow("-90s", "ninety seconds ago"),
    HelpRow("-4m30s", "four and a half minutes ago"),
    HelpRow("@14:05", "at this time of day"), HelpRow("@T39:30", "at this T+, minutes:seconds"),
    HelpRow("@T1:02:03", "at this T+, with hours"),
  ]
}
