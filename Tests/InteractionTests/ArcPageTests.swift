import Interaction
import SessionModel
import Testing

/// The arc of a client: every row leads to its moment.
struct ArcPageTests {
  private func place(_ session: String, _ entry: String? = nil) -> Arc.Place {
    Arc.Place(
      session: session, name: "dosing 1", entry: entry.map(EntryID.init), wall: 0, zone: 0,
      lane: .record)
  }

  private var sections: [Arc.Section] {
    [
      Arc.Section(matter: .due, rows: [Arc.Row("24 h", at: [place("a")], isOpen: true)]),
      Arc.Section(matter: .actions, rows: []),
      Arc.Section(
        matter: .themes,
        rows: [
          Arc.Row("coat", at: [place("a", "one"), place("b", "two"), place("c", "three")]),
          Arc.Row("staying", at: [place("b", "four")]),
        ]),
      Arc.Section(matter: .scores, rows: [Arc.Row("nowhere", at: [])]),
    ]
  }

  private func house() -> House {
    var page = ArcPage(client: "HF-0417")
    page.take(sections, sessions: 3, unread: 0)
    return House(.arc(page))
  }

  private func page(_ house: House) -> ArcPage {
    if case .arc(let page) = house.interface.place { page } else { ArcPage(client: "") }
  }

  @Test func everyRowLeadsToItsMoment() {
    let house = house()
    house.press(.enter)
    #expect(house.effects.last == .openMoment(session: "a", entry: nil))
    house.press(.down, .enter)
    #expect(house.effects.last == .openMoment(session: "c", entry: EntryID("three")))
    house.press(.left, .left, .left, .enter)
    #expect(house.effects.last == .openMoment(session: "a", entry: EntryID("one")))
    house.press(.right, .enter)
    #expect(house.effects.last == .openMoment(session: "b", entry: EntryID("two")))
    house.press(.down, .enter)
    #expect(house.effects.last == .openMoment(session: "b", entry: EntryID("four")))
    house.press(.up, .enter)
    #expect(
      house.effects.last == .openMoment(session: "c", entry: EntryID("three")),
      "another row's choice is not carried over")
    let count = house.effects.count
    house.press(.end, .enter)
    #expect(house.effects.count == count && page(house).notice != nil)
  }

  @Test func tabGoesFromPartToPart() {
    let house = house()
    for wanted in [1, 3, 0] {
      house.press(.tab)
      #expect(page(house).selected == wanted)
    }
    house.press(.backTab)
    #expect(page(house).selected == 3)
  }

  @Test func itLeadsBackAndToANewSession() {
    let house = house()
    house.type("n")
    #expect(house.effects.last == .showNewSession(client: "HF-0417"))
    house.press(.escape)
    #expect(house.effects.last == .goHome)
    house.type("q")
    #expect(house.effects.last == .goHome)
    house.press(.control("c"))
    #expect(page(house).notice?.words.contains("Ctrl-Q") == true)
    house.press(.control("q"))
    #expect(house.effects.last == .leave)
  }

  @Test func theChoiceStaysOnItsRowWhileMoreIsRead() {
    let house = house()
    house.press(.down, .down)
    var page = page(house)
    #expect(page.row?.words == "staying")
    var fuller = sections
    fuller[0].rows.insert(Arc.Row("72 h", at: []), at: 0)
    page.take(fuller, sessions: 4, unread: 1)
    #expect(page.row?.words == "staying")
    page.take([], sessions: 0, unread: 0)
    #expect(page.row == nil && page.selected == 0 && page.place == nil)
  }

  @Test func theFormForANewSessionHasTheCode() {
    let house = House(.newSession(NewSession(knownCodes: ["HF-0417"], client: "HF-0417")))
    house.press(.enter, .enter)
    #expect(
      house.effects == [
        .begin(client: "HF-0417", kind: .dosing, protocolName: clinic.protocols[0].name)
      ])
  }

  @Test func homeLeadsToTheArc() {
    var start = Home()
    let line = ListLine(
      client: "HF-0417", kind: .dosing, ordinal: 1, state: .sealed, entries: 3, beganAt: 0,
      lastAt: 0, doses: 1)
    let items = [Home.Item(id: "x", line: line, fault: nil, isOpen: false)]
    func client(_ code: String, isDue: Bool) -> Arc.Line {
      Arc.Line(
        client: code, sessions: 1, last: "dosing 1", followup: "24 h", isDue: isDue, open: "")
    }
    start.take(items, clients: [client("HF-1", isDue: false), client("HF-2", isDue: true)])
    #expect(start.rows.map(\.group) == [.due, .clients, .closed])
    #expect(start.rows.map(\.client) == ["HF-2", "HF-1", "HF-0417"])
    let house = House(.home(start))
    house.press(.enter)
    #expect(house.effects.last == .openArc(client: "HF-2"))
    house.press(.end)
    house.type("a")
    #expect(house.effects.last == .openArc(client: "HF-0417"))
    house.press(.enter)
    #expect(house.effects.last == .open(session: "x"))
    let empty = House(.home(Home()))
    empty.type("a")
    #expect(empty.effects.isEmpty)
  }

  @Test func theClientsFollowTheFilter() {
    var start = Home()
    start.take(
      [],
      clients: ["HF-04", "HF-0417"].map {
        Arc.Line(client: $0, sessions: 1, last: "", followup: "", isDue: false, open: "")
      })
    start.filter = TextBuffer("0417")
    #expect(start.rows.map(\.client) == ["HF-0417"])
  }
}
