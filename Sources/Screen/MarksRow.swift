import SessionModel

/// All ten marks in one row; two where the screen is narrower than the clinic's words.
struct MarksRow {
  let vocabulary: Vocabulary
  /// What withdraws consent here: 0, but where it is an answer.
  var stop: Character = "0"

  func rows(columns: Int) -> [TextRow] {
    let marks = vocabulary.marks.sorted { $0.key < $1.key }.map { "\($0.key) \($0.label)" }
    let fixed = [Run("9 HELP", .dim), Run("\(stop) STOP", .dim)]
    let all = marks.map { Run($0, .faint) } + fixed
    let one = all.joined(by: " ", .faint)
    if one.width <= columns {
      return [TextRow(one)]
    }
    let half = (all.count + 1) / 2
    return [Array(all[..<half]), Array(all[half...])].map { TextRow($0.joined(by: " ", .faint)) }
  }
}
