extension Binding {
  static let arc: [Binding] = card + sections + moments

  private static let opens = "card or list"

  private static let card: [Binding] = [
    // In the footer only where nothing is given.
    Binding(
      [.empty, .log], [.control("o")], .openPreparation, "^O", opens, footer: 2, .session),
    Binding(
      Mode.live.subtracting([.themes, .empty, .log]), [.control("o")],
      .openPreparation, "^O", opens, .session),
    Binding([.card], [.up], .up, "Up", "trigger above", .card),
    Binding([.card], [.down], .down, "Down", "trigger below, then card down", .card),
    Binding([.card], [.enter], .enter, "Enter", "noticed: log it", footer: 1, .card),
    Binding([.card], [.right], .enter, "Right", "noticed: log it", .card),
    Binding([.card], [.pageUp], .pageUp, "PgUp", "page up", .card),
    Binding([.card], [.pageDown], .pageDown, "PgDn", "page down", .card),
    Binding([.card], [.escape], .escape, "Esc", "close", footer: 2, .card),
  ]

  private static let sections: [Binding] = [
    Binding([.sections], [.up], .up, "Up", "section above", .sections),
    Binding([.sections], [.down], .down, "Down", "section below", .sections),
    Binding([.sections], [.enter], .enter, "Enter", "fill in", footer: 1, .sections),
    Binding(
      [.sections], [.left], .leftOfRow, "Left", "up, not yet", footer: 2, .sections),
    Binding(
      [.sections], [.right], .rightOfRow, "Right", "down, ready", footer: 3, .sections),
    Binding([.sections], [.pageUp], .pageUp, "PgUp", "log back", .sections),
    Binding([.sections], [.pageDown], .pageDown, "PgDn", "log on", .sections),
    Binding([.sections], [.escape], .escape, "Esc", "close", footer: 4, .sections),
  ]

  private static let moments: [Binding] = [
    Binding([.moments], [.up], .up, "Up", "moment above", .moments),
    Binding([.moments], [.down], .down, "Down", "moment below", .moments),
    Binding([.moments], [.enter], .enter, "Enter", "into line", footer: 1, .moments),
    Binding(
      [.moments], [.left], .leftOfRow, "Left", "not yet, up", footer: 2, .moments),
    Binding(
      [.moments], [.right], .rightOfRow, "Right", "take, down", footer: 3, .moments),
    Binding([.moments], [.pageUp], .pageUp, "PgUp", "log back", .moments),
    Binding([.moments], [.pageDown], .pageDown, "PgDn", "log on", .moments),
    Binding([.moments], [.escape], .escape, "Esc", "close", footer: 4, .moments),
  ]
}
