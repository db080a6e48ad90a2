extension Binding {
  /// Every key that means something. A test refuses two meanings of one key in one mode.
  package static let table: [Binding] =
    writing + empty + session + log + grounding + facts + clinical + arc + lists + review

  private static let writing: [Binding] = [
    Binding(
      [.writing, .reviewLine], [.enter], .enter, "Enter", "keep", footer: 1, .writing),
    Binding(
      [.writing, .reviewLine], [.tab], .nextKind, "Tab", "kind", footer: 2, .writing),
    Binding(Mode.bare, [.tab], .nextKind, "Tab", "kind", .writing),
    Binding(
      Mode.noting.subtracting([.help, .marks, .themes, .form]), [.backTab], .previousKind,
      "Shift-Tab",
      "kind before", .writing),
    Binding(
      Mode.noting.subtracting([.help, .marks, .themes, .form]), [.control("r")], .flipLane, "^R",
      "lane",
      footer: 4, .writing),
    Binding(
      Mode.noting.subtracting([.help, .themes, .form]), [.control("t")], .earlier, "^T",
      "30 s earlier",
      .writing),
    Binding([.writing, .reviewLine], [.escape], .escape, "Esc", "park", footer: 3, .writing),
    Binding([.homeFilter], [.escape], .escape, "Esc", "close", footer: 2, .writing),
    Binding(
      Mode.editing.union(Mode.bare), [.backspace], .backspace, "Backspace", "delete before",
      .writing),
    Binding(Mode.editing, [.delete], .delete, "Delete", "delete", .writing),
    Binding(
      Mode.editing.subtracting([.newSession]), [.left], .left, "Left", "letter back", .writing),
    Binding(
      Mode.editing.subtracting([.newSession]), [.right], .right, "Right", "letter on", .writing),
    Binding(Mode.editing, [.wordLeft], .wordLeft, "^Left", "word back", .writing),
    Binding(Mode.editing, [.wordRight], .wordRight, "^Right", "word on", .writing),
    Binding(Mode.editing, [.control("d")], .wordLeft, "^D", "word back", .writing),
    Binding(Mode.editing, [.control("f")], .wordRight, "^F", "word on", .writing),
    Binding(
      Mode.editing, [.control("a")], .lineStart, "^A", "start of line", .writing),
    Binding(
      [.writing, .reviewLine, .form], [.home], .lineStart, "Home", "start of line", .writing),
    Binding(
      Mode.editing, [.control("e")], .lineEnd, "^E", "end of line", .writing),
    Binding([.writing, .reviewLine, .form], [.end], .lineEnd, "End", "end of line", .writing),
    Binding(Mode.editing, [.control("k")], .killToEnd, "^K", "cut to end", .writing),
    Binding(Mode.editing, [.control("u")], .killToStart, "^U", "cut to start", .writing),
    Binding(Mode.editing, [.control("w")], .killWord, "^W", "cut word", .writing),
    Binding(Mode.asking, [.control("p")], .openHelp, "^P", "help", footer: 9, .writing),
    Binding(Mode.asking, [.function(1)], .openHelp, "F1", "help", .writing),
  ]

  private static let empty: [Binding] = [
    Binding([.empty], [.enter], .enter, "Enter", "any first character", .empty),
    Binding([.preparation], [.enter], .enter, "Enter", "any first character", .card),
    Binding([.empty], [.character(" ")], .openMarks, "Space", "marks", footer: 1, .empty),
    Binding(
      [.log, .preparation, .facts, .card, .sections, .moments], [.character(" ")], .openMarks,
      "Space", "marks", .empty),
    Binding([.empty, .log], [.character("/")], .beginFind, "/", "find", footer: 3, .empty),
    Binding([.empty, .log], [.character(":")], .beginCommand, ":", "commands", footer: 4, .empty),
    Binding(Mode.rowPanels, [.character("/")], .beginFind, "/", "find", .empty),
    Binding(Mode.rowPanels, [.character(":")], .beginCommand, ":", "commands", .empty),
    Binding(
      Mode.helping.subtracting(Mode.sourced), [.character("?")], .openHelp, "?", "help",
      footer: 9, .empty),
    Binding(
      Mode.helping.subtracting(Mode.sourced), [.control("p")], .openHelp, "^P", "help", .empty),
    Binding(Mode.sourced, [.control("p")], .openHelp, "^P", "help", footer: 9, .empty),
    Binding(Mode.helping.union(Mode.sourced), [.function(1)], .openHelp, "F1", "help", .empty),
    Binding([.empty], [.up], .up, "Up", "parked text, else the log", .empty),
    Binding([.empty], [.pageUp], .pageUp, "PgUp", "log back", .empty),
    Binding([.empty], [.pageDown], .pageDown, "PgDn", "log on", .empty),
    Binding(
      [.writing, .reviewLine], [.up], .up, "Up", "another phase, older parked text", .writing),
    Binding([.writing, .reviewLine], [.down], .down, "Down", "another phase", .writing),
    Binding([.writing], [.pageUp], .pageUp, "PgUp", "log back", .writing),
    Binding([.writing], [.pageDown], .pageDown, "PgDn", "log on", .writing),
    Binding([.empty], [.end], .toEnd, "End", "follow the log", .empty),
    Binding([.empty], [.escape], .escape, "Esc", "follow the log", .empty),
    Binding([.marks], [.up], .up, "Up", "row above", .marks),
    Binding([.marks], [.down], .down, "Down", "row below", .marks),
    Binding([.marks], [.enter], .enter, "Enter", "keep", footer: 1, .marks),
    Binding([.marks], [.escape], .escape, "Esc", "close", footer: 2, .marks),
  ]

  private static let session: [Binding] = [
    Binding(
      Mode.live.subtracting([.help, .themes, .form]), [.control("n")], .offerPhase, "^N",
      "next phase",
      .session),
    Binding(
      [.writing, .empty, .log], [.control("g")], .openGrounding, "^G", "grounding", footer: 2,
      .session),
    Binding(
      Mode.rowPanels.union([.marks, .help]), [.control("g")], .openGrounding, "^G", "grounding",
      .session),
    Binding(
      Mode.bare.union([.review]), [.control("x")], .carry, "^X",
      "carry to integration", .session),
    Binding(
      Mode.live.subtracting([.themes]), [.control("s")], .whenKept, "^S", "when it was kept",
      .session),
    Binding(
      Mode.bare.union([.review]), [.control("z")], .strike, "^Z", "strike",
      .session),
    Binding(
      Mode.bare.union([.review]), [.control("y")], .restore, "^Y",
      "restore", .session),
    Binding(
      Mode.live, [.control("q")], .leave, "^Q", "leave, session stays open", .leaving),
    Binding(
      Modes.all.subtracting(Mode.live), [.control("q")], .leave, "^Q", "leave Holdfast", .leaving),
    Binding(
      .all, [.control("c")], .explainLeaving, "^C", "says how to leave", .leaving),
  ]

  private static let log: [Binding] = [
    Binding([.log], [.up], .up, "Up", "entry before", .log),
    Binding([.log], [.down], .down, "Down", "entry after", .log),
    Binding([.log], [.pageUp], .pageUp, "PgUp", "page back", .log),
    Binding([.log], [.pageDown], .pageDown, "PgDn", "page on", .log),
    Binding([.log], [.home], .toStart, "Home", "first entry", .log),
    Binding([.log], [.end], .toEnd, "End", "follow the log", .log),
    Binding([.log], [.escape], .escape, "Esc", "follow the log", .log),
    Binding([.log], [.enter], .enter, "Enter", "put right", footer: 1, .log),
    Binding([.log], [.character("?")], .showSource, "?", "source", footer: 3, .log),
    Binding([.log], [.right], .showVersions, "Right", "every version", .log),
    Binding([.preparation], [.up], .up, "Up", "card up", .card),
    Binding([.preparation], [.down], .down, "Down", "card down", .card),
    Binding([.preparation], [.escape], .escape, "Esc", "close", footer: 1, .card),
    Binding([.help], [.up], .up, "Up", "line up", .help),
    Binding([.help], [.down], .down, "Down", "line down", .help),
    Binding([.help], [.pageUp], .pageUp, "PgUp", "page up", .help),
    Binding([.help], [.pageDown], .pageDown, "PgDn", "page down", footer: 2, .help),
    Binding([.help], [.escape, .enter], .escape, "Esc", "close", footer: 1, .help),
  ]

  private static let grounding: [Binding] = [
    Binding([.grounding], [.up], .up, "Up", "row above", .grounding),
    Binding([.grounding], [.down], .down, "Down", "row below", .grounding),
    Binding([.grounding], [.enter], .enter, "Enter", "offered", footer: 1, .grounding),
    Binding([.grounding], [.right], .accepted, "Right", "accepted", footer: 2, .grounding),
    Binding([.grounding], [.left], .declined, "Left", "declined", footer: 3, .grounding),
    Binding(
      [.grounding], [.character(" ")], .tickStep, "Space", "step", footer: 4, .grounding),
    Binding([.grounding], [.character("?")], .showSource, "?", "source", .grounding),
    Binding([.grounding], [.pageUp], .pageUp, "PgUp", "log back", .grounding),
    Binding([.grounding], [.pageDown], .pageDown, "PgDn", "log on", .grounding),
    Binding([.grounding], [.escape], .escape, "Esc", "close", .grounding),
  ]

  private static let both: Modes = [.facts, .reviewFacts]

  private static let facts: [Binding] = [
    Binding([.facts], [.enter], .enter, "Enter", "any first character", .facts),
    Binding(both, [.character("?")], .showSource, "?", "source", footer: 1, .facts),
    Binding(both, [.up], .up, "Up", "figure above", .facts),
    Binding(both, [.down], .down, "Down", "figure below", footer: 2, .facts),
    Binding(both, [.pageUp], .pageUp, "PgUp", "ten up", .facts),
    Binding(both, [.pageDown], .pageDown, "PgDn", "ten down", footer: 3, .facts),
    Binding(both, [.home], .toStart, "Home", "first figure", .facts),
    Binding(both, [.end], .toEnd, "End", "last figure", .facts),
    Binding(both, [.escape], .escape, "Esc", "close", footer: 4, .facts),
  ]

  private static let lists: [Binding] = [
    Binding(
      [.home, .arc], [.character("n")], .newSession, "n", "new session", footer: 2, .home),
    Binding([.home], [.character("a")], .openArc, "a", "arc of the client", footer: 4, .home),
    Binding([.home], [.character("/")], .filter, "/", "filter", footer: 3, .home),
    Binding(Mode.lists, [.up], .up, "Up", "row above", .home),
    Binding(Mode.lists, [.down], .down, "Down", "row below", .home),
    Binding(Mode.lists, [.pageUp], .pageUp, "PgUp", "page up", .home),
    Binding(Mode.lists, [.pageDown], .pageDown, "PgDn", "page down", .home),
    Binding([.home, .arc], [.home], .toStart, "Home", "first", .home),
    Binding([.home, .arc], [.end], .toEnd, "End", "last", .home),
    Binding(Mode.lists, [.enter], .enter, "Enter", "open", footer: 1, .home),
    Binding([.home], [.escape], .escape, "Esc", "close", .home),
    Binding(
      [.home, .arc], [.character("f")], .openFind, "f", "find in all sessions", .home),
    Binding([.find], [.escape], .escape, "Esc", "back", footer: 2, .arc),
    Binding([.arc], [.tab], .nextField, "Tab", "next part", footer: 3, .arc),
    Binding([.arc], [.backTab], .previousField, "Shift-Tab", "part before", .arc),
    Binding([.arc], [.left], .left, "Left", "an earlier place", .arc),
    Binding([.arc], [.right], .right, "Right", "a later place", .arc),
    Binding(
      [.arc], [.escape, .character("q")], .goBack, "Esc", "back to the list", footer: 4, .arc),
    Binding(
      [.newSession], [.right], .right, "Right", "next kind or protocol", footer: 2, .forms),
    Binding(
      [.newSession], [.character(" ")], .type(" "), "Space", "next kind or protocol", .forms),
    Binding([.newSession], [.left], .left, "Left", "kind or protocol before", .forms),
    Binding([.newSession], [.escape], .escape, "Esc", "back to the list", footer: 4, .forms),
    Binding([.newSession], [.tab], .complete, "Tab", "complete, next", footer: 3, .forms),
    Binding([.newSession], [.down], .nextField, "Down", "next field", .forms),
    Binding([.newSession], [.backTab, .up], .previousField, "Shift-Tab", "field before", .forms),
    Binding([.newSession], [.enter], .enter, "Enter", "next, then begin", footer: 1, .forms),
    Binding([.firstRun], [.enter], .enter, "Enter", "begin", footer: 1, .forms),
    Binding([.themes], [.up], .up, "Up", "theme above", .themes),
    Binding([.themes], [.down], .down, "Down", "theme below", footer: 3, .themes),
    Binding([.themes], [.enter], .enter, "Enter", "use it", footer: 1, .themes),
    Binding([.themes], [.escape], .escape, "Esc", "as before", footer: 2, .themes),
  ]
}
