import Interaction
import SessionModel

/// A question or a message, where the row of marks stands otherwise.
struct QuestionRow {
  let words: String
  private let mostRows: Int

  static let mostRows = 3
  /// A citation is read whole, also where the screen is narrow.
  static let mostRowsOfSource = 6

  /// What stands over a note line.
  init?(_ place: some NoteTaking, session: Session) {
    // Only a question asks what is typed: there may be a megabyte of it.
    self.init(
      question: place.question, notice: place.notice, session: session,
      waiting: place.question == nil ? 0 : place.drafts.count)
  }

  init?(question: Question?, notice: Notice?, session: Session?, waiting: Int = 0) {
    mostRows =
      question == nil && notice?.tone == .source
      ? QuestionRow.mostRowsOfSource : QuestionRow.mostRows
    if let question {
      words =
        "? " + question.words(session ?? Session(id: "", rules: .none), waiting: waiting)
    } else if let notice {
      words = notice.tone == .refused ? "! \(notice.words)" : notice.words
    } else {
      return nil
    }
  }

  /// The words broken at the width; never more than three rows, of a source six.
  func rows(columns: Int) -> [[Cell]] {
    var rows = TextCells.wrap(words, width: columns, .question)
    if rows.count > mostRows {
      rows = Array(rows.prefix(mostRows))
      rows[rows.count - 1] = rows[rows.count - 1].cut(to: max(0, columns - 2))
      rows[rows.count - 1].append(Cell("…", .question))
    }
    return rows
  }

  static func draw(_ rows: [[Cell]], into frame: inout Frame, top: Int) {
    for (offset, cells) in rows.enumerated() {
      frame.put(cells, column: 0, row: top + offset)
    }
  }
}
