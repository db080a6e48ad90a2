import SessionModel

/// What came to format 1 after `Fixtures/format-1-help`: the kind `integrated`, three sections of a
/// preparation, what stands behind the text of others, a follow-up that is not wanted. Frozen with
/// `Fixtures/format-1-arc`: add nothing, never change; what comes next gets a list and a folder of
/// its own.
let arcExamples: [Event] = [
  .began(
    Began(
      client: "HF-0417", kind: .integration, ordinal: 2, protocolName: "", protocolHash: "",
      author: "MK")),
  .prepared(Prepared(section: .escort, text: "her sister")),
  .prepared(Prepared(section: .noGo, text: "strings, \"ä\"")),
  .prepared(Prepared(section: .ready, text: "yes")),
  .prepared(Prepared(section: .ready, text: "not yet", list: ["sleeps badly"])),
  .prepared(Prepared(section: .touch, text: "hands, shoulders", list: ["MK, her sister"])),
  .prepared(Prepared(section: .readiness, text: "7 of 10", list: ["not coming back", "the dark"])),
  .prepared(Prepared(section: .clearance, text: "Dr. L.", list: ["2026-09-01"])),
  .followupSet(Followup(name: "3 months", dueOn: "", isDone: false)),
  .integrated(
    Integrated(
      part: .fragment, text: "he has his work coat on", from: "dosing 1 0:26:00",
      session: "AAECAwQFBgcICQoLDA0ODw", entry: EntryID("AQIDBAUGBwgJ"))),
  .integrated(Integrated(part: .fragment, text: "typed by hand, \"ä\" 你好")),
  .integrated(
    Integrated(
      part: .later, text: "tears", from: "dosing 1 0:16:45", session: "AAECAwQFBgcICQoLDA0ODw",
      entry: EntryID("AQIDBAUGBwgK"))),
  .integrated(
    Integrated(
      part: .order, text: "1 one · 2 two",
      list: [EntryID("AQIDBAUGBwgL"), EntryID("AQIDBAUGBwgM")])),
  .integrated(Integrated(part: .hard, text: "sleep broken first night")),
  .integrated(Integrated(part: .brought, text: "a photograph")),
  .integrated(Integrated(part: .prompt, text: "a letter that will not be sent")),
]
