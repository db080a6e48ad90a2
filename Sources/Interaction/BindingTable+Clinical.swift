extension Binding {
  static let clinical: [Binding] =
    checklist + questionnaire + fields + [
      Binding(
        Mode.bare.subtracting([.questionnaire]), [.control("v")], .acknowledge, "^V",
        "acknowledge a reading", footer: 0, .session)
    ]

  private static let checklist: [Binding] = [
    Binding([.checklist], [.up], .up, "Up", "item above", .checklist),
    Binding([.checklist], [.down], .down, "Down", "item below", .checklist),
    Binding([.checklist], [.right], .tickDone, "Right", "done", footer: 1, .checklist),
    Binding([.checklist], [.left], .tickNotDone, "Left", "not done", footer: 2, .checklist),
    Binding(
      [.checklist], [.character(" ")], .tickNotApplicable, "Space", "not applicable", footer: 3,
      .checklist),
    Binding([.checklist], [.enter], .enter, "Enter", "fill in", footer: 4, .checklist),
    Binding([.checklist], [.character("?")], .showSource, "?", "source", .checklist),
    Binding([.checklist], [.pageUp], .pageUp, "PgUp", "log back", .checklist),
    Binding([.checklist], [.pageDown], .pageDown, "PgDn", "log on", .checklist),
    Binding([.checklist], [.escape], .escape, "Esc", "close", .checklist),
  ]

  /// Digits are answers here and no marks, but for 9, which no answer is; what 0 is elsewhere has
  /// the key beside it.
  private static let questionnaire: [Binding] =
    (0...4).map { digit in
      let character = Character("\(digit)")
      return Binding(
        [.questionnaire], [.character(character)], .type(character), "0-4", "answer",
        footer: digit == 0 ? 1 : nil, .questionnaire)
    } + [
      Binding(
        [.questionnaire], [.left], .itemBack, "Left", "item before", footer: 2, .questionnaire),
      Binding([.questionnaire], [.right], .itemOn, "Right", "next answered item", .questionnaire),
      Binding(
        [.questionnaire], [.enter], .enter, "Enter", "keep the score", footer: 3, .questionnaire),
      Binding(
        [.questionnaire], [.character("?")], .showSource, "?", "source", footer: 4,
        .questionnaire),
      Binding(
        [.questionnaire], [.character(Answering.withdraws)], .type(Answering.withdraws),
        "\(Answering.withdraws)", "consent withdrawn", .questionnaire),
      Binding([.questionnaire], [.up], .up, "Up", "text up", .questionnaire),
      Binding([.questionnaire], [.down], .down, "Down", "text down", .questionnaire),
      Binding([.questionnaire], [.pageUp], .pageUp, "PgUp", "log back", .questionnaire),
      Binding([.questionnaire], [.pageDown], .pageDown, "PgDn", "log on", .questionnaire),
      Binding([.questionnaire], [.escape], .escape, "Esc", "put aside", .questionnaire),
    ]

  private static let fields: [Binding] = [
    Binding([.form], [.enter], .enter, "Enter", "next field", footer: 1, .fields),
    Binding([.form], [.escape], .escape, "Esc", "gives the keys back", footer: 2, .fields),
    Binding([.form], [.tab], .makeNote, "Tab", "a note instead", footer: 3, .fields),
    Binding([.form], [.backTab, .up], .previousField, "Shift-Tab", "field before", .fields),
  ]
}
