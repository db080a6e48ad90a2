/// The themes by name; the whole screen is the preview of the chosen one.
struct ThemesPane {
  let names: [String]
  let chosen: Int

  var content: PanelContent {
    let heading = TextRow(
      [Run("THEMES", .heading), Run("   the screen shows the chosen one", .dim)])
    let rows = names.enumerated().map { position, name in
      let isChosen = position == chosen
      return TextRow(
        [Run(isChosen ? "> " : "  ", .text), Run(name, .text)], isChosen: isChosen)
    }
    let samples = TextRow([
      Run("text ", .text), Run("dim ", .dim), Run("\" quote ", .quote), Run("* process ", .process),
      Run("due ", .due), Run("! amber ", .amber), Run("!! red ", .red), Run("keeping ", .keeping),
      Run("NOT KEPT", .notKept),
    ])
    return PanelContent(
      heading: heading, rows: rows, pinned: samples, focus: .visible(chosen..<chosen + 1))
  }
}
