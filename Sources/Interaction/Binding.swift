/// One row of the one table: it drives dispatch, footer, help, README and `holdfast keys`.
package struct Binding: Sendable {
  package var modes: Modes
  package var keys: [Key]
  package var action: Action
  /// The key as the footer and help call it.
  package var name: String
  /// What it does, in the words of the footer; short.
  package var words: String
  /// Position in the footer of these modes, 1 the first; nil where the footer has no room for it.
  package var footer: Int?
  /// Under which heading help lists it.
  package var group: Group

  package enum Group: String, CaseIterable, Sendable {
    case writing = "Writing"
    case empty = "On an empty line"
    case session = "Session"
    case log = "In the log"
    case marks = "List of marks"
    case grounding = "Grounding"
    case checklist = "Checklists"
    case questionnaire = "Questionnaires"
    case fields = "Small forms"
    case card = "Preparation card"
    case sections = "Sections of a preparation"
    case moments = "What surfaced"
    case facts = "Figures and sources"
    case help = "Help"
    case themes = "Theme preview"
    case home = "Home"
    case arc = "Arc of a client, find"
    case forms = "New session, first run"
    case review = "Review"
    case page = "Overview, two sessions"
    case leaving = "Leaving"
  }

  init(
    _ modes: Modes, _ keys: [Key], _ action: Action, _ name: String, _ words: String,
    footer: Int? = nil, _ group: Group
  ) {
    self.modes = modes
    self.keys = keys
    self.action = action
    self.name = name
    self.words = words
    self.footer = footer
    self.group = group
  }
}

extension Mode {
  /// Modes in which a note line takes notes.
  package static let live: Modes = [
    .writing, .empty, .log, .marks, .grounding, .help, .preparation, .facts, .themes, .checklist,
    .questionnaire, .form, .card, .sections, .moments,
  ]
  /// The same, and the line of a review.
  package static let noting = live.union([.reviewLine])
  /// Modes in which that line is empty and letters would begin a note.
  package static let bare: Modes = [
    .empty, .log, .grounding, .preparation, .facts, .checklist, .questionnaire, .card, .sections,
    .moments,
  ]
  /// Modes in which "?" says where what is chosen comes from, and help has another key.
  package static let sourced: Modes = [
    .log, .grounding, .facts, .review, .reviewFacts, .checklist,
  ]
  /// Panels of rows over an empty line, which still takes notes.
  package static let rowPanels: Modes = [
    .grounding, .preparation, .facts, .checklist, .questionnaire, .card, .sections, .moments,
  ]
  /// Modes over an empty line that have help.
  package static let helping = bare.subtracting([.questionnaire]).union([.review, .home, .arc])
  /// Modes with a line of text to edit.
  package static let editing: Modes = [
    .writing, .marks, .help, .firstRun, .homeFilter, .newSession, .reviewLine, .form, .find,
  ]
  package static let lists: Modes = [.home, .homeFilter, .arc, .find]
  /// Pages over a review.
  package static let pages: Modes = [.reviewPage, .reviewComparison]
  /// Modes in which "?" is a letter, or shows a source: help has a key of its own there.
  package static let asking: Modes = [
    .writing, .marks, .themes, .firstRun, .homeFilter, .newSession, .reviewLine, .form,
    .questionnaire, .find,
  ]
}

extension Binding {
  /// The action of a key in a mode; a character that nothing is bound to is typed where there is a
  /// line, and nil elsewhere.
  package static func action(for key: Key, in mode: Mode) -> Action? {
    if let bound = index[mode]?[key] {
      return bound
    }
    guard case .character(let character) = key else { return nil }
    switch mode {
    case .home, .arc, .review, .reviewFacts, .reviewPage, .reviewComparison: return nil
    default: return .type(character)
    }
  }

  private static let index: [Mode: [Key: Action]] = {
    var index: [Mode: [Key: Action]] = [:]
    for binding in table {
      for mode in binding.modes {
        for key in binding.keys {
          index[mode, default: [:]][key] = binding.action
        }
      }
    }
    return index
  }()
}
