import Interaction
import SessionModel
import Testing

/// Rule 19: one table of bindings.
struct BindingTests {
  @Test func noKeyHasTwoMeaningsInOneMode() {
    for mode in Mode.allCases {
      var seen: [Key: Action] = [:]
      for binding in Binding.table where binding.modes.contains(mode) {
        for key in binding.keys {
          #expect(seen[key] == nil, "\(key) in \(mode)")
          seen[key] = binding.action
        }
      }
    }
  }

  @Test func dispatchIsTheTable() {
    for binding in Binding.table {
      for mode in binding.modes {
        for key in binding.keys {
          #expect(Binding.action(for: key, in: mode) == binding.action)
        }
      }
    }
    #expect(Binding.action(for: .character("x"), in: .writing) == .type("x"))
    #expect(Binding.action(for: .character("x"), in: .home) == nil)
    #expect(Binding.action(for: .character("z"), in: .review) == nil)
    #expect(Binding.action(for: .function(7), in: .writing) == nil)
  }

  @Test(arguments: Mode.allCases)
  func theFooterHasFiveHintsAndHelpLast(_ mode: Mode) {
    let hints = Binding.footer(for: mode)
    #expect((1...5).contains(hints.count))
    let bindings = Binding.table.filter { $0.modes.contains(mode) }
    for hint in hints {
      #expect(bindings.contains { $0.name == hint.key && $0.words == hint.words })
    }
    let help = bindings.filter { $0.action == .openHelp }
    #expect(help.isEmpty || help.contains { $0.name == hints.last?.key })
    #expect(Set(hints.map(\.key)).count == hints.count)
  }

  @Test(arguments: Mode.allCases)
  func helpShowsOnlyWhatWorksHere(_ mode: Mode) {
    let rows = Binding.help(for: mode, filter: "")
    let here = Binding.table.filter { $0.modes.contains(mode) }
    let elsewhere = Binding.table.filter { !$0.modes.contains(mode) }
    for binding in here {
      let row = rows.first { $0.words == binding.words }
      #expect(row?.keys.contains(binding.name) == true, "\(binding.name) is missing in \(mode)")
    }
    for binding in elsewhere where !here.contains(where: { $0.words == binding.words }) {
      let stray = rows.contains { $0.words == binding.words && $0.keys.contains(binding.name) }
      #expect(!stray, "\(binding.name) in \(mode)")
    }
    #expect(rows.contains { $0.words.contains("distress 0-10") } == Mode.noting.contains(mode))
    #expect(rows.contains { $0.keys == ":close" } == Mode.live.contains(mode))
    #expect(rows.first?.isHeading == true)
    let nothing = Binding.help(for: mode, filter: "no such thing in any line")
    #expect(nothing.isEmpty)
  }

  /// No Alt, no number pad, nothing a common terminal eats: Ctrl-J and Ctrl-M are Enter, Ctrl-I is
  /// Tab, Ctrl-[ is Esc, Ctrl-H is Backspace.
  @Test func keysReachEveryTerminal() {
    for binding in Binding.table {
      for case .control(let letter) in binding.keys {
        #expect(letter.isLowercase && !"hijm".contains(letter), "Ctrl-\(letter)")
      }
    }
  }

  /// A function key and a word jump are eaten by common terminals: where one is bound, another key
  /// does the same in the same mode.
  @Test(arguments: Mode.allCases)
  func whatATerminalEatsHasASecondWayInTheSameMode(_ mode: Mode) {
    func isEaten(_ key: Key) -> Bool {
      switch key {
      case .function, .wordLeft, .wordRight: true
      default: false
      }
    }
    let here = Binding.table.filter { $0.modes.contains(mode) }
    for binding in here where binding.keys.contains(where: isEaten) {
      let keys = here.filter { $0.action == binding.action }.flatMap(\.keys)
      #expect(!keys.allSatisfy(isEaten), "\(binding.name) has no second way in \(mode)")
    }
  }

  @Test(arguments: Mode.allCases.filter { $0 != .help })
  func helpIsBoundEverywhere(_ mode: Mode) {
    #expect(Binding.action(for: .control("p"), in: mode) == .openHelp)
    #expect(Binding.footer(for: mode).last?.words == "help")
  }

  @Test func helpOpensOverTextAndGivesItBack() {
    let room = Room()
    room.type("he turned")
    room.control("p")
    #expect(room.mode == .help)
    room.press(.escape)
    #expect(room.text == "he turned")
    room.control("d")
    room.type("re")
    room.control("f")
    room.type("!")
    #expect(room.text == "he returned!")
    room.press(.enter)
    room.enter(":theme")
    room.press(.down)
    #expect(room.interface.theme == "ember")
    room.control("p")
    #expect(room.mode == .help)
    #expect(room.interface.theme == "dusk")
  }

  @Test func helpOpensOverEveryFormAndGivesItBack() {
    let house = House(.firstRun(FirstRun(folder: "/srv/notes")))
    func check(_ typed: String, _ mode: Mode) {
      #expect(house.interface.mode == mode)
      house.type(typed)
      house.press(.control("p"))
      #expect(house.interface.mode == .help)
      house.type("x")
      house.input(.paste("x"))
      house.press(.down, .escape)
      #expect(house.interface.mode == mode)
    }
    check("M", .firstRun)
    house.type("K")
    house.press(.enter)
    #expect(house.effects == [.setUp(initials: "MK")])
    house.interface.place = .newSession(NewSession())
    check("HF-", .newSession)
    house.type("1")
    house.press(.enter, .enter, .enter)
    #expect(house.effects.last == .begin(client: "HF-1", kind: .dosing, protocolName: "im"))
    house.interface.place = .home(Home())
    house.press(.character("/"))
    check("HF", .homeFilter)
    guard case .home(let home) = house.interface.place else {
      Issue.record("not at home")
      return
    }
    #expect(home.filter?.text == "HF")
  }

  @Test func theFormSaysHowKindAndProtocolAreChosen() {
    let hints = Binding.footer(for: .newSession)
    #expect(hints.contains { $0.key == "Right" && $0.words == "next kind or protocol" })
    let help = Binding.help(for: .newSession, filter: "")
    #expect(help.contains { $0.keys == "Right, Space" && $0.words == "next kind or protocol" })
    #expect(help.contains { $0.keys == "Left" && $0.words == "kind or protocol before" })
    #expect(!help.contains { $0.words == "letter back" })
    let house = House(.newSession(NewSession()))
    house.type("HF-1")
    house.press(.left, .left)
    house.type("2")
    house.press(.enter, .character(" "), .right, .left, .enter)
    #expect(house.effects == [.begin(client: "HF2-1", kind: .integration, protocolName: "")])
  }

  @Test func onlyWhereASessionIsOpenItStaysOpen() {
    for mode in Mode.allCases {
      let leaving = Binding.table.first { $0.action == .leave && $0.modes.contains(mode) }
      #expect(leaving?.words.contains("stays open") == Mode.live.contains(mode), "\(mode)")
    }
  }

  @Test func leavingIsBoundEverywhere() {
    for mode in Mode.allCases {
      #expect(Binding.action(for: .control("q"), in: mode) == .leave)
      #expect(Binding.action(for: .control("c"), in: mode) == .explainLeaving)
    }
  }

  @Test func everyModeIsReached() {
    var reached: Set<Mode> = []
    let room = Room()
    room.enter("a note")
    let live: [Mode] = [
      .empty, .log, .grounding, .preparation, .facts, .marks, .help, .themes, .writing,
      .checklist, .questionnaire, .form,
    ]
    for mode in live {
      room.open(mode)
      reached.insert(room.mode)
    }
    reached.formUnion(modesOfTheCard)
    let house = House(.firstRun(FirstRun(folder: "/srv/notes")))
    reached.insert(house.interface.mode)
    house.interface.place = .home(Home())
    reached.insert(house.interface.mode)
    house.press(.character("/"))
    reached.insert(house.interface.mode)
    house.interface.place = .newSession(NewSession())
    reached.insert(house.interface.mode)
    house.interface.place = .arc(ArcPage(client: "HF-0417"))
    reached.insert(house.interface.mode)
    house.interface.place = .find(FindPage(client: nil))
    reached.insert(house.interface.mode)
    house.interface.place = .review(Review(room.session))
    reached.insert(house.interface.mode)
    var beside = Review(room.session)
    let other = Room()
    other.enter("another session of the same client")
    var copy = Session(id: "another", rules: .none)
    for record in other.records { copy.apply(record) }
    let isBeside = beside.compare(with: copy)
    #expect(isBeside)
    house.interface.place = .review(beside)
    reached.insert(house.interface.mode)
    house.interface.place = .review(Review(room.session))
    house.press(.character("o"))
    reached.insert(house.interface.mode)
    house.press(.escape, .character(":"))
    house.type("facts")
    house.press(.enter)
    reached.insert(house.interface.mode)
    house.press(.escape)
    house.press(.enter)
    reached.insert(house.interface.mode)
    #expect(reached == Set(Mode.allCases))
  }

  /// What Ctrl-O opens in each kind of session.
  private var modesOfTheCard: Set<Mode> {
    var card = Preparation()
    card.triggers = [.init(trigger: "door", sign: "jaw", response: "here")]
    let rooms = [Room(preparation: card), Room(.preparation), Room(.integration)]
    rooms.forEach { $0.control("o") }
    return Set(rooms.map(\.mode))
  }
}
