extension Binding {
  static let review: [Binding] = moving + jumping + reading + page

  private static func key(
    _ letter: Character, _ action: Action, _ words: String, footer: Int? = nil
  ) -> Binding {
    Binding(
      [.review], [.character(letter)], action, String(letter), words, footer: footer, .review)
  }

  private static let moving: [Binding] = [
    Binding(
      [.review], [.character(" ")], .playPause, "Space", "play, pause", footer: 1, .review),
    Binding(
      [.review], [.character("."), .down], .nextEntry, ".", "next entry", footer: 3, .review),
    Binding(
      [.review], [.character(","), .up], .previousEntry, ",", "entry before", .review),
    Binding([.review], [.left], .left, "Left", "10 s back", .review),
    Binding([.review], [.right], .right, "Right", "10 s on", .review),
    key("h", .minuteBack, "a minute back"),
    key("l", .minuteOn, "a minute on"),
    key("<", .slower, "slower"),
    key(">", .faster, "faster: 1 2 5 10 30 60 times"),
    Binding([.review], [.backspace], .normalSpeed, "Backspace", "real speed", .review),
    key("i", .skipSilence, "skip silences, or not"),
  ]

  private static let jumping: [Binding] =
    [
      Binding([.review], [.pageUp], .previousPhase, "PgUp", "phase before", .review),
      Binding([.review], [.pageDown], .nextPhase, "PgDn", "next phase", .review),
      Binding([.review], [.character("g"), .home], .toStart, "g", "start", .review),
      Binding([.review], [.character("G"), .end], .toEnd, "G", "end", .review),
      key("[", .previousMark, "mark before"), key("]", .nextMark, "next mark"),
      key("D", .previousDose, "dose before"), key("d", .nextDose, "next dose"),
      key("S", .previousDistress, "change of SUDS before"),
      key("s", .nextDistress, "next change of SUDS"), key("H", .highestDistress, "highest SUDS"),
      key("W", .previousWords, "client's words before"),
      key("w", .nextWords, "next words of the client"),
      Binding([.review], [.character("/")], .beginFind, "/", "find", footer: 4, .review),
      key("n", .nextFound, "next found"), key("N", .previousFound, "found before"),
      key("m", .bookmark, "bookmark, outside the record"), key("b", .nextBookmark, "next bookmark"),
      key("u", .jumpBack, "back to where a jump began"), key("U", .jumpOn, "on again"),
      key("t", .measure, "count the time from here"),
    ]
    + (0...9).map { digit in
      Binding(
        [.review], [.character(Character("\(digit)"))], .tenth(digit), "0-9",
        "tenths of the session", .review)
    }

  private static let reading: [Binding] = [
    key("f", .nextKinds, "kinds shown: next"), key("F", .previousKinds, "kinds shown: before"),
    key("x", .hideStruck, "struck and earlier words: hide, show"),
    key("o", .openOverview, "overview page"), key("c", .compare, "compare with another session"),
    key("e", .putRight, "put right"), key("v", .showVersions, "every version"),
    key("?", .showSource, "source"), key(":", .beginCommand, "commands"),
    Binding([.review], [.enter], .lateNote, "Enter", "late note at this moment", .review),
    key("q", .goBack, "back", footer: 0),
    Binding([.review], [.escape], .escape, "Esc", "close help, else nothing", .review),
  ]

  private static let page: [Binding] = [
    Binding(Mode.pages, [.up], .up, "Up", "line up", .page),
    Binding(Mode.pages, [.down], .down, "Down", "line down", footer: 2, .page),
    Binding(Mode.pages, [.pageUp], .pageUp, "PgUp", "ten up", .page),
    Binding(Mode.pages, [.pageDown], .pageDown, "PgDn", "ten down", .page),
    Binding(Mode.pages, [.home], .toStart, "Home", "first line", .page),
    Binding(Mode.pages, [.end], .toEnd, "End", "last line", .page),
    Binding(
      [.reviewPage], [.character("y")], .printOverview, "y", "print after leaving", footer: 3,
      .page),
    Binding([.reviewPage], [.character("o")], .openOverview, "o", "overview page", .page),
    Binding(
      [.reviewComparison], [.character("o")], .openOverview, "o", "overview page", footer: 3,
      .page),
    Binding(
      Mode.pages, [.character("c")], .compare, "c", "another session", footer: 4, .page),
    Binding(Mode.pages, [.character(":")], .beginCommand, ":", "commands", .page),
    Binding(Mode.pages, [.character("?")], .openHelp, "?", "help", footer: 9, .page),
    Binding(Mode.pages, [.control("p")], .openHelp, "^P", "help", .page),
    Binding(Mode.pages, [.function(1)], .openHelp, "F1", "help", .page),
    Binding(
      Mode.pages, [.escape, .character("q")], .escape, "Esc", "close", footer: 1, .page),
  ]
}
