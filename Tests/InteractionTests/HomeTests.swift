import Interaction
import SessionModel
import Testing

/// First run, home and the form for a new session.
struct HomeTests {
  private func item(_ id: String, _ client: String, _ state: SessionState) -> Home.Item {
    Home.Item(
      id: id,
      line: ListLine(
        client: client, kind: .dosing, ordinal: 1, state: state, entries: 3, beganAt: 0,
        lastAt: 0, doses: 1),
      fault: nil, isOpen: state == .open)
  }

  private func home(_ house: House) -> Home {
    if case .home(let home) = house.interface.place { home } else { Home() }
  }

  private func sessions(_ home: Home) -> [String] {
    home.rows.compactMap { if case .session(let item) = $0 { item.id } else { nil } }
  }

  private func form(_ house: House) -> NewSession {
    if case .newSession(let form) = house.interface.place { form } else { NewSession() }
  }

  @Test func firstRunAsksForInitials() {
    let house = House(.firstRun(FirstRun(folder: "/srv/notes")))
    house.press(.enter)
    #expect(house.effects.isEmpty)
    house.type("M K")
    house.press(.enter)
    #expect(house.effects.isEmpty)
    house.press(.control("u"))
    house.type("MK")
    house.press(.enter)
    #expect(house.effects == [.setUp(initials: "MK")])
  }

  @Test func homeOpensFiltersAndKeepsItsChoiceInside() {
    var start = Home()
    start.items = [
      item("a", "HF-0001", .open), item("b", "HF-0002", .sealed), item("c", "HF-0417", .closed),
    ]
    let house = House(.home(start))
    house.press(.down, .down, .down, .down)
    #expect(home(house).selected == 2)
    house.type("/")
    house.type("0002")
    #expect(sessions(home(house)) == ["b"])
    #expect(home(house).selected == 0)
    house.press(.enter)
    #expect(house.effects == [.open(session: "b")])
    house.press(.escape)
    #expect(home(house).rows.count == 3)
    house.type("x")
    #expect(home(house).filter == nil)
    house.type("n")
    #expect(house.effects.last == .showNewSession(client: ""))
    house.press(.control("c"))
    #expect(!house.effects.contains(.leave))
    house.press(.control("q"))
    #expect(house.effects.last == .leave)
  }

  @Test func theChoiceStaysOnItsSessionWhenTheListIsOrdered() {
    var start = Home()
    let items = [
      item("a", "HF-0001", .open), item("b", "HF-0002", .sealed), item("c", "HF-0417", .closed),
    ]
    start.items = items
    start.selected = 1
    start.take([items[0], items[2], items[1]])
    #expect(start.row == .session(items[1]))
    start.selected = 0
    start.take([items[2], items[1], items[0]])
    #expect(start.selected == 0)
    start.selected = 2
    start.take([])
    #expect(start.selected == 0)
  }

  @Test func anEmptyHomeSaysHowToBegin() {
    let house = House(.home(Home()))
    house.press(.enter)
    #expect(house.effects.isEmpty)
    #expect(home(house).notice?.words.contains("n begins one") == true)
  }

  @Test(arguments: ["", "Maria", "Müller-1", "HF 0417", "HF-0417\u{202e}", "１２３"])
  func whatIsNoCodeIsRefused(_ code: String) {
    let house = House(.newSession(NewSession()))
    house.type(code)
    house.press(.enter)
    #expect(form(house).refusal != nil)
    #expect(form(house).field == .code)
    #expect(house.effects.isEmpty)
  }

  @Test func theFormBeginsASession() {
    let house = House(.newSession(NewSession(knownCodes: ["HF-0417"])))
    house.type("hf-")
    #expect(form(house).completion == "HF-0417")
    house.press(.tab)
    #expect(form(house).code.text == "HF-0417")
    house.press(.enter, .enter, .enter)
    #expect(
      house.effects == [
        .begin(client: "HF-0417", kind: .dosing, protocolName: clinic.protocols[0].name)
      ])
  }

  @Test func tabCompletesACodeThatWouldAlreadyDo() {
    let house = House(.newSession(NewSession(knownCodes: ["HF-0417", "HF-04170"])))
    house.type("hf-04")
    house.press(.tab)
    #expect(form(house).code.text == "HF-0417")
    #expect(form(house).field == .code)
    #expect(form(house).completion == nil)
    house.press(.tab)
    #expect(form(house).code.text == "HF-0417")
    #expect(form(house).field == .kind)
  }

  @Test(arguments: [Key.enter, .down])
  func onlyTabCompletes(_ key: Key) {
    let house = House(.newSession(NewSession(knownCodes: ["HF-0417"])))
    house.type("HF-04")
    house.press(key)
    #expect(form(house).code.text == "HF-04")
    #expect(form(house).field == .kind)
  }

  @Test func aKnownCodeIsTakenWhateverItsCase() {
    let house = House(.newSession(NewSession(knownCodes: ["HF-2", "hf-3", "HF-3"])))
    house.type("hf-2")
    house.press(.enter)
    #expect(form(house).code.text == "HF-2")
    house.press(.enter, .enter)
    #expect(
      house.effects == [
        .begin(client: "HF-2", kind: .dosing, protocolName: clinic.protocols[0].name)
      ])
    #expect(ClientCode.known("HF-3", among: ["hf-3", "HF-3"]) == "HF-3")
    #expect(ClientCode.known("HF-4", among: ["HF-3"]) == "HF-4")
  }

  @Test func aKindWithoutProtocolAsksForNone() {
    let house = House(.newSession(NewSession()))
    house.type("HF-1")
    house.press(.enter, .right, .enter)
    #expect(house.effects == [.begin(client: "HF-1", kind: .integration, protocolName: "")])
  }
}
