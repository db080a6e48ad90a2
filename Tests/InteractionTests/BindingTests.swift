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
    #expect(Binding.action(for: .character("x"), in: .review) == nil)
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
    #expect(rows.contains { $0.words.contains("distress 0-10") } == Mode.live.contains(mode))
    #expect(rows.first?.isHeading == true)
    let nothing = Binding.help(for: mode, filter: "no such thing in any line")
    #expect(nothing.isEmpty)
  }

  /// No Alt, no number pad, nothing a common terminal eats: Ctrl-J and Ctrl-M are Enter, Ctrl-I is
  /// Tab, Ctrl-[ is Esc, Ctrl-H is Backspace; a function key is an alias only.
  @Test func keysReachEveryTerminal() {
    for binding in Binding.table {
      for case .control(let letter) in binding.keys {
        #expect(letter.isLowercase && !"hijm".contains(letter), "Ctrl-\(letter)")
      }
      for case .function in binding.keys {
        let other = Binding.table.contains { other in
          other.action == binding.action
            && other.keys.contains { if case .function = $0 { false } else { true } }
        }
        #expect(other, "\(binding.name) has no second way")
      }
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
      .empty, .log, .grounding, .preparation, .marks, .help, .themes, .writing,
    ]
    for mode in live {
      room.open(mode)
      reached.insert(room.mode)
    }
    let house = House(.firstRun(FirstRun(folder: "/srv/notes")))
    reached.insert(house.interface.mode)
    house.interface.place = .home(Home())
    reached.insert(house.interface.mode)
    house.press(.character("/"))
    reached.insert(house.interface.mode)
    house.interface.place = .newSession(NewSession())
    reached.insert(house.interface.mode)
    house.interface.place = .review(Review(room.session))
    reached.insert(house.interface.mode)
    house.press(.enter)
    reached.insert(house.interface.mode)
    #expect(reached == Set(Mode.allCases))
  }
}
