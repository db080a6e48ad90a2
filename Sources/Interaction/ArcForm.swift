import SessionModel

/// Whole lines about what follows from a session: `task: walk by the lake > sunday > her sister`.
/// Only where nothing is dosed: in the room such a line is a note.
enum ArcForm {
  static let grammar = [
    HelpRow("task: WHAT > WHEN > WITH WHOM", "a small action; in integration and contact"),
    HelpRow("done: WHAT", "it was done, Tab and Down offer; in integration and contact"),
    HelpRow("theme: NAME", "Tab and Down offer earlier ones; integration and contact"),
    HelpRow("insight: WORDS > THEME", "the theme may be missing; integration and contact"),
    HelpRow("followup: NAME > 2026-09-23", "when it is due; followup: NAME done, or none"),
    HelpRow("fragment: WORDS > WHERE FROM", "a moment to look at; :moments lists them"),
    HelpRow("hard: WORDS, brought: WORDS", "what was hard, what the client brought; integration"),
    HelpRow("prompt: WORDS", "to write about until next time; Tab and Down offer; integration"),
  ]

  private enum Keyword: String, CaseIterable {
    case task, done, theme, insight, followup, fragment, hard, brought, prompt

    /// What only the talk after a dosing has.
    var isOfIntegration: Bool {
      switch self {
      case .task, .done, .theme, .insight, .followup: false
      case .fragment, .hard, .brought, .prompt: true
      }
    }
  }

  /// In bytes; what the client said may be longer than a sentence.
  private static let longest = 4_000

  static func read(_ line: String, in session: Session) -> ShortForm.Reading? {
    guard session.kind == .contact || session.kind == .integration,
      line.utf8.count <= longest, let colon = line.prefix(12).firstIndex(of: ":"),
      let keyword = Keyword(rawValue: line[..<colon].lowercased()),
      session.kind == .integration || !keyword.isOfIntegration, !line.contains("\n")
    else { return nil }
    let behind = line[line.index(after: colon)...]
    switch keyword {
    case .task, .done: return task(behind, keyword)
    case .theme: return theme(behind, session)
    case .insight: return insight(behind, session)
    case .followup: return followup(behind)
    case .fragment: return fragment(behind, session)
    case .hard: return integrated(.hard, behind)
    case .brought: return integrated(.brought, behind)
    case .prompt: return integrated(.prompt, behind)
    }
  }

  private static func plain(_ text: Substring) -> String {
    text.split(separator: " ").joined(separator: " ")
  }

  private static func parts(_ text: Substring) -> [String] {
    text.split(separator: ">", omittingEmptySubsequences: false).map { plain($0) }
  }

  private static func task(_ behind: Substring, _ keyword: Keyword) -> ShortForm.Reading {
    let parts = parts(behind)
    guard let what = parts.first, !what.isEmpty else {
      return .unfinished("what the task is goes behind \(keyword.rawValue):")
    }
    guard parts.count <= 3 else {
      return .unfinished("a task has at most three parts: task: WHAT > WHEN > WITH WHOM")
    }
    return .form(
      .taskSet(
        ActionTask(
          text: what, when: parts.count > 1 ? parts[1] : "",
          withWhom: parts.count > 2 ? parts[2] : "", isDone: keyword == .done)))
  }

  // MARK: Themes

  /// One theme is not two because of a capital letter.
  private static func known(_ name: String, _ session: Session) -> String {
    session.themes.first { $0.lowercased() == name.lowercased() } ?? name
  }

  private static func theme(_ behind: Substring, _ session: Session) -> ShortForm.Reading {
    let name = plain(behind)
    guard !name.isEmpty, !name.contains(">") else {
      return .unfinished("the name of the theme goes behind theme:, as in: theme: father's coat")
    }
    return .form(.insightFound(Insight(text: "", theme: known(name, session))))
  }

  /// The last `>` stands before the theme: what is said may hold others.
  private static func insight(_ behind: Substring, _ session: Session) -> ShortForm.Reading {
    let sign = behind.lastIndex(of: ">")
    let text = plain(behind[..<(sign ?? behind.endIndex)])
    let theme = sign.map { plain(behind[behind.index(after: $0)...]) }
    guard !text.isEmpty else {
      return .unfinished("an insight is words, then perhaps > THEME: insight: WORDS > THEME")
    }
    guard theme?.isEmpty != true else {
      return .unfinished("the name of the theme goes behind >, or take the > away")
    }
    return .form(
      .insightFound(Insight(text: text, theme: theme.map { known($0, session) } ?? "")))
  }

  // MARK: Follow-ups

  private static let followupShape = "followup: 1 week > 2026-09-23, followup: 1 week done or none"

  private static func followup(_ behind: Substring) -> ShortForm.Reading {
    let parts = parts(behind)
    guard parts.count <= 2, let head = parts.first, !head.isEmpty else {
      return .unfinished("a follow-up has a name and a day: \(followupShape)")
    }
    if parts.count == 2 {
      guard TimeText.isDate(parts[1]) else {
        return .unfinished("the day is written year-month-day, as 2026-09-23")
      }
      return followup(named: head, dueOn: parts[1])
    }
    for ending in [" done", " none"] where head.lowercased().hasSuffix(ending) {
      let name = plain(head.dropLast(ending.count))
      if !name.isEmpty { return followup(named: name, isDone: ending == " done") }
    }
    return .unfinished("when is it due? \(followupShape)")
  }

  private static func followup(
    named name: String, dueOn: String = "", isDone: Bool = false
  ) -> ShortForm.Reading {
    func bare(_ name: String) -> String { name.lowercased().filter { $0 != " " } }
    let known = Followup.names.first { bare($0) == bare(name) } ?? name
    return .form(.followupSet(Followup(name: known, dueOn: dueOn, isDone: isDone)))
  }

  // MARK: The talk

  private static func integrated(
    _ part: Integrated.Part, _ behind: Substring
  ) -> ShortForm.Reading {
    let words = plain(behind)
    guard !words.isEmpty else { return .unfinished("words go behind \(part.rawValue):") }
    return .form(.integrated(Integrated(part: part, text: words)))
  }

  /// What stands behind the last `>` is a place only where a moment is known by it, or where an
  /// entry that is put right says so.
  private static func fragment(_ behind: Substring, _ session: Session) -> ShortForm.Reading {
    if let sign = behind.lastIndex(of: ">") {
      let words = plain(behind[..<sign])
      let place = plain(behind[behind.index(after: sign)...])
      let moment = session.before.moments.first { $0.place == place }
      if !words.isEmpty, let moment {
        return .form(.integrated(Integrated(.fragment, moment, words: words)))
      }
      if place.isEmpty {
        return .unfinished("where it comes from stands behind >, or take the > away")
      }
    }
    return integrated(.fragment, behind)
  }
}

// MARK: - The line that would make an entry again

extension ArcForm {
  /// Nil for what the forms cannot hold.
  static func text(for event: Event) -> String? {
    switch event {
    case .taskSet(let task): return text(for: task)
    case .insightFound(let insight):
      if insight.text.isEmpty { return "theme: \(insight.theme)" }
      return insight.theme.isEmpty
        ? "insight: \(insight.text)" : "insight: \(insight.text) > \(insight.theme)"
    case .followupSet(let followup): return text(for: followup)
    case .integrated(let integrated):
      switch integrated.part {
      case .fragment, .hard, .brought, .prompt:
        let place = integrated.from.isEmpty ? "" : " > \(integrated.from)"
        return "\(integrated.part.rawValue): \(integrated.text)\(place)"
      case .later, .order: return nil
      }
    default: return nil
    }
  }

  private static func text(for task: ActionTask) -> String {
    var parts = [task.text, task.when, task.withWhom]
    while parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    return "\(task.isDone ? "done" : "task"): " + parts.joined(separator: " > ")
  }

  private static func text(for followup: Followup) -> String? {
    if followup.isDone {
      return followup.dueOn.isEmpty ? "followup: \(followup.name) done" : nil
    }
    return followup.dueOn.isEmpty
      ? "followup: \(followup.name) none" : "followup: \(followup.name) > \(followup.dueOn)"
  }
}

extension Integrated {
  /// A moment that is taken, or left for later.
  init(_ part: Part, _ moment: SurfacedMoment, words: String) {
    self.init(
      part: part, text: words, from: moment.place, session: moment.session, entry: moment.entry)
  }
}
