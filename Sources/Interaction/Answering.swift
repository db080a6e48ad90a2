import SessionModel

/// A questionnaire that is begun and not kept.
package struct Answering: Equatable, Sendable {
  /// The id of its scale.
  package var scale: String
  /// Answers in the order of the items.
  package var answers: [Int] = []
  /// The item that is asked; the number of items once all are answered.
  package var place = 0
  /// Which answer was given to the question that follows and is not counted, from 0.
  package var closing: Int?
  /// When its first answer came, its id from then on.
  package var firstKey: Stamp?
  package var id: EntryID?

  package init(scale: String) {
    self.scale = scale
  }

  package var soFar: Int { answers.reduce(0, +) }

  /// The key that withdraws consent while 0 is an answer: it stands beside it.
  package static let withdraws: Character = "-"

  /// 0 to 8: 9 stays *medical help called*.
  static func digit(_ character: Character) -> Int? {
    guard let value = character.asciiValue, (48...56).contains(value) else { return nil }
    return Int(value) - 48
  }

  /// What it is called while it waits, and how it comes back.
  var waitingWords: String {
    "\(scale) waits, \(TimeText.count(answers.count, "answer", "answers")): :\(scale) goes on"
  }

  /// As a line: what a crash must not take.
  var wholeLine: NoteLine {
    var line = NoteLine()
    guard !answers.isEmpty else { return line }
    let items = answers.map(String.init).joined(separator: " ")
    let closing = closing.map { ", then \($0)" } ?? ""
    line.buffer = TextBuffer("\(scale), not finished: \(items)\(closing)")
    line.isWordForWord = true
    line.firstKey = firstKey
    line.id = id
    return line
  }
}

extension Live {
  /// What was begun and put aside, and how it goes on: the newest form, the newest questionnaire.
  package var waitingWords: [String] {
    let open: String? = if case .questionnaire(let scale, _, _) = panel { scale } else { nil }
    let form = waitingForms.last.map(\.waitingWords)
    let begun = answering.last { $0.scale != open && !$0.answers.isEmpty }
    return [form, begun?.waitingWords].compactMap(\.self)
  }

  /// The key that withdraws consent on an empty line as things stand.
  package var stopKey: Character {
    if case .questionnaire = panel { Answering.withdraws } else { "0" }
  }
}
