import Interaction
import SessionModel

/// A questionnaire item by item, with its recall window, the count, and at the end its total.
struct QuestionnairePane {
  let view: SessionView
  let clinic: Clinic
  let live: Live
  let scale: String
  let top: Int
  let showsSource: Bool

  /// More rows of item and answers than this, and the answers stand first: they must be seen.
  private static let rowsSurelySeen = 5

  func content(columns: Int) -> PanelContent {
    let width = min(columns, PanelContent.widest)
    guard let form = clinic.questionnaire(for: scale) else {
      return PanelContent(heading: TextRow(scale, .heading), rows: [])
    }
    let begun = live.answering.first { $0.scale == scale } ?? Answering(scale: scale)
    let rows: [TextRow]
    if showsSource {
      rows = sources(form, width: width)
    } else if begun.place < form.items.count {
      rows = item(form, begun, width: width)
    } else {
      rows = total(form, begun, width: width)
    }
    return PanelContent(
      heading: heading(form, begun, width: width), rows: rows, pinned: alert(form, begun),
      focus: .top(top))
  }

  private var definition: ScaleDefinition? {
    view.session.rules.scales.first { $0.id == scale }
  }

  /// The recall window and the last dose are shown whole: where they have no room, the rest gives
  /// way.
  private func heading(_ form: Questionnaire, _ begun: Answering, width: Int) -> TextRow {
    let count = form.items.count
    let item = begun.place < count ? "item \(begun.place + 1) of \(count)" : "all \(count) answered"
    let sum = begun.answers.isEmpty ? "" : "   so far \(begun.soFar)"
    let title = Run(definition?.title ?? scale, .heading)
    let long = [title, Run("   \(item)\(sum)", .text)]
    let short = [title, Run("  \(min(begun.place + 1, count)) of \(count)", .text)]
    let recall = [Run(recall, .dim)]
    return TextRow(long.width + 2 + recall.width > width ? short : long, right: recall)
  }

  /// "the last 2 weeks; last dose 3 days ago".
  private var recall: String {
    [definition?.recall ?? "", lastDose].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private var lastDose: String {
    let zone = view.facts.zone ?? view.now.zone
    guard let at = view.lastDose?.wall ?? live.earlierDosing else { return "" }
    let today = TimeText.startOfDay(view.now.wall, zone: zone)
    let days = (today - TimeText.startOfDay(at, zone: zone)) / 86_400_000
    switch days {
    case ..<0: return ""
    case 0: return "last dose today"
    case 1: return "last dose yesterday"
    default: return "last dose \(days) days ago"
    }
  }

  // MARK: An item

  private func item(_ form: Questionnaire, _ begun: Answering, width: Int) -> [TextRow] {
    let number = "\(begun.place + 1)  "
    let words = wrapped(form.items[begun.place], lead: number, .strong, width: width)
    let answers = answers(form.answers, given: given(begun), width: width)
    let directions =
      wrapped(Self.digits, lead: "", .dim, width: width)
      + wrapped(form.directions, lead: "", .dim, width: width)
    if words.count + answers.count > QuestionnairePane.rowsSurelySeen {
      return answers + words + directions
    }
    return words + answers + directions
  }

  /// The row of marks stands under the panel: what of it holds here is said.
  private static let digits = "Digits answer here. 9 is still HELP, and - is STOP."

  private func given(_ begun: Answering) -> Int? {
    begun.place < begun.answers.count ? begun.answers[begun.place] : nil
  }

  /// "0 Not at all   1 Several days": as many to a row as fit; the one that was given has a sign.
  private func answers(_ answers: [ScaleAnchor], given: Int?, width: Int) -> [TextRow] {
    var rows: [[Run]] = []
    for answer in answers {
      let sign = answer.score == given ? ">" : " "
      let runs = [Run("\(sign)\(answer.score) ", .key), Run("\(answer.words)  ", .text)]
      if let last = rows.last, last.width + runs.width <= width {
        rows[rows.count - 1] += runs
      } else {
        rows.append(runs)
      }
    }
    return rows.map { TextRow($0) }
  }

  // MARK: The end

  private func total(_ form: Questionnaire, _ begun: Answering, width: Int) -> [TextRow] {
    let total = form.total(of: begun.answers) ?? begun.soFar
    let highest = definition.map { " of \($0.highest)" } ?? ""
    let band = definition?.band(of: total)
    let words = band.map { ": \($0.words)  (\($0.source.words))" } ?? ""
    let items = begun.answers.enumerated().map { "\($0.offset + 1):\($0.element)" }
    let alert = alertItem(form, begun).map {
      wrapped("item \($0 + 1): \(form.items[$0])", lead: "! ", .red, width: width)
    }
    return (alert ?? [])
      + wrapped("total \(total)\(highest)\(words)", lead: "", .strong, width: width)
      + wrapped(
        "items " + items.joined(separator: "  "), lead: "", .text, width: width)
      + closing(form, begun, width: width)
      + [TextRow("Enter keeps the score with every item, Left goes back.", .dim)]
      + wrapped(form.citation.words, lead: "", .dim, width: width)
  }

  /// The question that is asked and not counted.
  private func closing(_ form: Questionnaire, _ begun: Answering, width: Int) -> [TextRow] {
    guard form.asksClosing(after: begun), let question = form.closing else { return [] }
    let answers = form.closingAnswers.enumerated().map {
      ScaleAnchor(score: $0.offset, words: $0.element)
    }
    return wrapped(question, lead: "not counted: ", .text, width: width)
      + self.answers(answers, given: begun.closing, width: width)
  }

  private func sources(_ form: Questionnaire, width: Int) -> [TextRow] {
    let bands = (definition?.bands ?? []).map {
      "\($0.from) to \($0.to): \($0.words)  (\($0.source.words))"
    }
    return wrapped("source: \(form.citation.words)", lead: "", .text, width: width)
      + bands.flatMap { wrapped($0, lead: "", .text, width: width) }
      + [TextRow("? goes back to the item.", .dim)]
  }

  /// The item that is shown at once when it is answered above 0, from 0; nil where it is not.
  private func alertItem(_ form: Questionnaire, _ begun: Answering) -> Int? {
    guard let number = definition?.alertItem, number <= begun.answers.count,
      form.items.indices.contains(number - 1), begun.answers[number - 1] > 0
    else { return nil }
    return number - 1
  }

  /// What that item was answered with, and nothing else, for as long as the panel is open.
  private func alert(_ form: Questionnaire, _ begun: Answering) -> TextRow? {
    guard let item = alertItem(form, begun) else { return nil }
    let answer = begun.answers[item]
    let words = form.answers.first { $0.score == answer }?.words ?? ""
    return TextRow("! item \(item + 1) answered \(answer), \(words.lowercased())", .red)
  }

  private func wrapped(
    _ words: String, lead: String, _ role: Role, width: Int
  ) -> [TextRow] {
    let indent = 2 + TextCells.width(lead)
    return TextCells.lines(words, width: max(8, width - indent)).enumerated().map {
      position, range in
      var line = words[range]
      while let last = line.last, last == " " || last.isNewline { line.removeLast() }
      let before = position == 0 ? "  \(lead)" : String(repeating: " ", count: indent)
      return TextRow([Run(before, .dim), Run(String(line), role)])
    }
  }
}
