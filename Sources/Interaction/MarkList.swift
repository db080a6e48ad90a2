import SessionModel

/// One row of the list that Space opens.
package struct MarkRow: Equatable, Sendable {
  /// The digit that makes it, or empty.
  package var key: String
  package var group: String
  package var words: String
  package var marking: Marking
}

/// All marks: the ten of the keys, then the vocabulary by group.
package enum MarkList {
  /// Rows whose tag or words the filter begins, word by word, or that begin the filter: "tears no
  /// sound" is *tears* with words of its own.
  package static func rows(filter: String, clinic: Clinic) -> [MarkRow] {
    let wanted = filter.lowercased()
    let all = keyed(clinic) + tagged(clinic)
    guard !wanted.isEmpty else { return all }
    return all.filter { $0.matches(wanted) }.map { $0.with(typed: filter) }
  }

  /// The mark of a digit, or nil for a digit that the vocabulary leaves free.
  package static func marking(for digit: Character, clinic: Clinic) -> Marking? {
    if let alarm = alarm(for: digit) {
      return alarm
    }
    guard let number = digit.wholeNumberValue, let mark = clinic.vocabulary.mark(forKey: number)
    else { return nil }
    return Marking(key: String(digit), tag: mark.tag, words: mark.words)
  }

  /// The two marks that no vocabulary can take away.
  static func alarm(for digit: Character) -> Marking? {
    switch digit {
    case "9": .helpCalled
    case "0": .consentWithdrawn
    default: nil
    }
  }

  private static func keyed(_ clinic: Clinic) -> [MarkRow] {
    "1234567890".compactMap { digit in
      marking(for: digit, clinic: clinic).map {
        MarkRow(key: String(digit), group: "keys", words: $0.words, marking: $0)
      }
    }
  }

  private static func tagged(_ clinic: Clinic) -> [MarkRow] {
    let onKeys = Set(clinic.vocabulary.marks.map(\.tag))
    return clinic.vocabulary.tags.filter { !onKeys.contains($0.id) }.map { tag in
      MarkRow(
        key: "", group: tag.group.rawValue, words: tag.words,
        marking: Marking(key: "", tag: tag.id, words: tag.words))
    }
  }
}

extension MarkRow {
  fileprivate func matches(_ wanted: String) -> Bool {
    let words = self.words.lowercased()
    if words.hasPrefix(wanted) || wanted.hasPrefix(words + " ") {
      return true
    }
    return words.split(separator: " ").contains { $0.hasPrefix(wanted) } || key == wanted
  }

  /// Words typed behind the whole of a mark's own are kept with it.
  fileprivate func with(typed: String) -> MarkRow {
    guard typed.lowercased().hasPrefix(words.lowercased() + " ") else { return self }
    var row = self
    row.words = typed
    row.marking.words = typed
    return row
  }
}
