import SessionModel

/// Fields that are asked one after the other in the note line.
package struct SmallForm: Equatable, Sendable {
  package struct Field: Equatable, Sendable {
    package var name: String
    /// How it is written, where the name does not say so.
    package var hint: String
    package var isOptional: Bool
    /// What stands before and behind its text in the short form.
    package var lead: String
    package var tail: String
    /// What may be typed, where that is a closed list.
    var answers: [String]
    var holds: Content
    /// The unit and range of what is no word.
    var figure: CheckFigure?
    package var text = ""

    enum Content: Equatable, Sendable {
      case word, name, words
    }

    init(
      _ name: String, _ hint: String = "", isOptional: Bool = true, lead: String = "",
      tail: String = "", answers: [String] = [], holds: Content = .word
    ) {
      self.answers = answers
      self.holds = holds
      self.name = name
      self.hint = hint
      self.isOptional = isOptional
      self.lead = lead
      self.tail = tail
    }

    /// A field of a checklist item.
    init(of field: ChecklistField) {
      self.init(field.asked, field.figure?.words ?? "", isOptional: !field.isNeeded)
      figure = field.figure
    }

    /// What is kept of it: a figure with its unit, else the text.
    var kept: String { figure?.kept(text) ?? text }

    /// The text as the short form has it: "p74", "by MR"; empty where nothing was typed.
    var written: String {
      guard !text.isEmpty else { return "" }
      let lowered = text.lowercased()
      switch holds {
      case .words: return lead + ShortForm.quoted(text)
      case .name:
        let typed = lowered.hasPrefix(lead) ? String(text.dropFirst(lead.count)) : text
        return lead + Field.asName(typed)
      case .word:
        let before = lowered.hasPrefix(lead) ? "" : lead
        return before + text + (lowered.hasSuffix(tail) ? "" : tail)
      }
    }

    /// A name of several words is told from the words of a sentence by its capital letters.
    private static func asName(_ text: String) -> String {
      let words = text.split(separator: " ")
      guard words.count > 1 else { return text }
      return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    /// Why the text cannot be meant, or nil.
    var refusal: String? {
      if let figure, !text.isEmpty, figure.kept(text) == nil {
        return "\(name): a figure from \(figure.words), as \(figure.example); correct it, "
          + "or Tab makes it a note"
      }
      guard !text.isEmpty, !answers.isEmpty, !answers.contains(text.lowercased()) else {
        return nil
      }
      return "\(name) is \(hint): type one of them, or Enter on an empty field"
    }
  }

  package enum Purpose: Equatable, Sendable {
    /// Ends in the line as this short form; `time` is what was typed in front of it.
    case line(keyword: String, time: String)
    /// Ends as a tick whose words are the fields'; `title` is the item as the list calls it.
    case tick(CheckTick, title: String)
  }

  package var purpose: Purpose
  package var fields: [Field]
  /// Which field stands in the line.
  package var place = 0
  /// When its first key came, its id from then on, and how much earlier it was asked to count.
  package var stamp: Stamp
  package var id: EntryID
  package var earlier: Int64
  package var isReturned = false

  /// A line that nobody types in gives the keys back after this long, milliseconds.
  package static let givesBackAfter: Int64 = 30_000

  package var field: Field { fields[min(place, fields.count - 1)] }
  var isEmpty: Bool { fields.allSatisfy(\.text.isEmpty) }

  /// What stands before the text.
  package var label: String {
    let rest = field.isOptional ? ", or Enter" : ""
    let hint = field.hint.isEmpty ? "" : " (\(field.hint))"
    switch purpose {
    case .line(let keyword, _): return "\(keyword): \(field.name)\(hint)\(rest)"
    case .tick(_, let title): return "\(title): \(field.name)\(hint)\(rest)"
    }
  }

  /// What it is called while it waits, and how it comes back.
  package var waitingWords: String {
    switch purpose {
    case .line(let keyword, _): "the \(keyword) form waits: \(keyword) and Enter goes on"
    case .tick(let tick, _) where tick.list == CheckTick.suicidality:
      "the suicidality form waits: suicidality and Enter goes on"
    case .tick(_, let title): "\(title) waits: its key in :check goes on"
    }
  }

  /// True for a form that asks for the same.
  func isSame(as other: SmallForm) -> Bool {
    switch (purpose, other.purpose) {
    case (.line(let one, _), .line(let two, _)): one == two
    case (.tick(let one, _), .tick(let two, _)):
      one.list == two.list && one.item == two.item && one.answer == two.answer
    default: false
    }
  }

  /// The same with the text of the line in its field.
  func with(_ text: String) -> SmallForm {
    var form = self
    form.fields[min(place, fields.count - 1)].text = SmallForm.plain(text)
    return form
  }

  /// A field is one line without blanks around it.
  private static func plain(_ text: String) -> String {
    text.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ")
  }

  /// What was typed as one text: the short form as far as it goes, or the words of the tick.
  var text: String {
    switch purpose {
    case .line(let keyword, let time):
      let parts = [keyword] + fields.map(\.written)
      return time + parts.filter { !$0.isEmpty }.joined(separator: " ")
    case .tick: return words
    }
  }

  /// "asked as: …, answer: …"; the reason alone where nothing else is asked.
  var words: String {
    guard fields.count > 1 else { return fields.first?.kept ?? "" }
    return fields.filter { !$0.text.isEmpty }.map { "\($0.name): \($0.kept)" }
      .joined(separator: ", ")
  }

  /// As a line: what a crash must not take, and what stands in the line at the end.
  var wholeLine: NoteLine {
    var line = NoteLine()
    guard !isEmpty else { return line }
    if case .tick(_, let title) = purpose {
      line.buffer = TextBuffer("\(title): \(text)")
      line.isWordForWord = true
    } else {
      line.buffer = TextBuffer(text)
    }
    line.firstKey = stamp
    line.id = id
    line.earlier = earlier
    line.isReturned = isReturned
    return line
  }
}
