import Interaction
import Screen
import SessionModel
import Testing

/// Every size and every state: the frame is whole, and nothing hostile reaches a cell.
@Suite struct AnySizeTests {
  /// SplitMix64 (S. Vigna): the same seed always draws the same screens.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  static let hostile = [
    "\u{1B}[2J\u{1B}]0;title\u{7}", "a\u{202E}b\u{2066}c\u{200B}\u{200D}d", "日本語の長い文",
    "e" + String(repeating: "\u{301}", count: 40), "\u{0}\u{85}\u{9B}31m", "line\nline\r\nline\tx",
    "👩‍👩‍👧🏽🇨🇭", "שלום عليكم", "\u{FEFF}\u{AD}\u{2028}\u{2029}", "plain words of a note", "",
    String(repeating: "unbroken", count: 60), "\u{301}", "한국어 ᄒ\u{1161}ᆫ", "\u{F0000}\u{E001}",
  ]

  @Test(arguments: 0..<400)
  func everyFrameIsWhole(seed: Int) {
    var random = Seeded(state: UInt64(seed) &+ 7)
    let script = AnySizeTests.script(&random)
    let interface = AnySizeTests.interface(script, &random)
    let columns = Int.random(in: 1...140, using: &random)
    let rows = Int.random(in: 1...50, using: &random)
    let drawn = script.render(interface, columns, rows)
    #expect(drawn.frame.columns == columns && drawn.frame.rows.count == rows)
    for (number, row) in drawn.frame.rows.enumerated() {
      #expect(row.count == columns, "row \(number) has \(row.count) cells of \(columns)")
      check(row, number)
    }
    if let cursor = drawn.frame.cursor {
      #expect((0..<columns).contains(cursor.column) && (0..<rows).contains(cursor.row))
    }
    if case .live = interface.place {
      #expect(drawn.frame.cursor != nil)
    }
  }

  /// A cell holds one thing of one or two columns; a wide one is followed by its other half.
  private func check(_ row: [Cell], _ number: Int) {
    for (column, cell) in row.enumerated() {
      if cell.text.isEmpty {
        #expect(column > 0 && TextCells.width(row[column - 1].text) == 2, "half a character")
        continue
      }
      let width = TextCells.width(cell.text)
      #expect((1...2).contains(width), "cell \(column) of row \(number)")
      if width == 2 {
        #expect(column + 1 < row.count && row[column + 1].text.isEmpty, "a wide one is cut")
      }
      for scalar in cell.text.unicodeScalars {
        let value = scalar.value
        #expect(value >= 0x20 && !(0x7F...0x9F).contains(value), "a control character")
        #expect(!(0x200B...0x200F).contains(value) && value != 0xFEFF, "an invisible one")
        #expect(!(0x2028...0x202E).contains(value) && !(0x2066...0x2069).contains(value))
      }
      #expect(cell.text.unicodeScalars.count <= 3, "stacked marks")
    }
  }

  private static func words(_ random: inout Seeded) -> String {
    (0..<Int.random(in: 1...3, using: &random))
      .map { _ in hostile.randomElement(using: &random) ?? "" }.joined(separator: " ")
  }

  private static func script(_ random: inout Seeded) -> Script {
    var card = Preparation()
    if Bool.random(using: &random) {
      card.triggers = [.init(trigger: "t", sign: words(&random), response: words(&random))]
      card.coping = [words(&random)]
      card.touch = words(&random)
      card.stop = words(&random)
      card.say = [words(&random)]
      card.avoid = [words(&random), words(&random)]
      card.mantra = words(&random)
    }
    let kind = SessionKind.allCases.randomElement(using: &random) ?? .dosing
    var script = Script(kind: kind, preparation: card)
    for step in 0..<Int64(Int.random(in: 0...30, using: &random)) {
      script.at(step * 100)
      let id = script.note(
        words(&random), NoteKind.allCases.randomElement(using: &random) ?? .observed,
        ago: Bool.random(using: &random) ? 0 : 70_000, by: words(&random))
      switch Int.random(in: 0...8, using: &random) {
      case 0: script.amend(id, .retract)
      case 1: script.amend(id, .replace(.noted(Note(kind: .observed, text: words(&random)))))
      case 2: script.amend(id, .relane(.process))
      case 3: script.amend(id, .append(words(&random)))
      case 4: script.carry(id)
      case 5 where kind == .dosing:
        script.add(.dosed(Dose(act: .given, milligrams: words(&random))))
      case 6: script.add(.marked(.consentWithdrawn))
      case 7 where kind == .dosing: script.vitals(190, 120, 130, 85)
      default: break
      }
    }
    return script
  }

  private static func interface(_ script: Script, _ random: inout Seeded) -> Interface {
    switch Int.random(in: 0...9, using: &random) {
    case 0:
      var review = Review(script.session)
      review.cursor = Int.random(in: 0...40, using: &random)
      review.isHelpOpen = Bool.random(using: &random)
      review.isLineOpen = Bool.random(using: &random)
      review.line.buffer = TextBuffer(words(&random))
      return script.place(.review(review))
    case 1:
      var state = FirstRun(folder: words(&random))
      state.initials = TextBuffer(words(&random))
      state.refusal = words(&random)
      return script.place(.firstRun(state))
    case 2:
      var form = NewSession(knownCodes: [words(&random)])
      form.code = TextBuffer(words(&random))
      form.refusal = words(&random)
      form.help.isOpen = Bool.random(using: &random)
      return script.place(.newSession(form))
    case 3:
      var home = Home()
      home.items = (0..<Int.random(in: 0...60, using: &random)).map { number in
        Home.Item(id: "\(number)", line: nil, fault: words(&random), isOpen: number < 3)
      }
      home.filter = Bool.random(using: &random) ? TextBuffer(words(&random)) : nil
      home.isFiltering = home.filter != nil
      home.notice = Notice(words: words(&random), tone: .refused, since: 0)
      return script.place(.home(home))
    default:
      return script.live { change(&$0, script, &random) }
    }
  }

  private static func change(_ live: inout Live, _ script: Script, _ random: inout Seeded) {
    let panels: [Live.Panel?] = [
      nil, .marks(row: Int.random(in: 0...9, using: &random)),
      .grounding(chosen: script.grounding(Int.random(in: 0...30, using: &random))),
      .help(top: Int.random(in: 0...90, using: &random), held: NoteLine()),
      .preparation(top: Int.random(in: 0...90, using: &random)),
      .preparation(top: 0, trigger: Int.random(in: 0...3, using: &random)),
      .sections(SectionsChoice(chosen: "touch")), .moments(MomentsChoice()),
      .checklist(.before, chosen: "before-dosing/suicidality"),
      .checklist(.leaving, chosen: "leaving/suds"), .closeOut(top: 2),
      .questionnaire(scale: "pcl5", top: 1, showsSource: Bool.random(using: &random)),
      .facts(FactsChoice(script.scene, filter: words(&random))),
      .themes(row: 3, before: "dusk"), .unkept(top: Int.random(in: 0...90, using: &random)),
    ]
    live.panel = panels.randomElement(using: &random) ?? nil
    live.type(words(&random), at: script.now)
    for _ in 0..<Int.random(in: 0...9, using: &random) { live.line.buffer.moveLeft() }
    live.keeping.upTo = Int.random(in: 0...20, using: &random)
    if Bool.random(using: &random) {
      live.keeping.state = .notKept(why: words(&random), since: 0)
      live.keeping.remark = words(&random)
    }
    if Bool.random(using: &random) {
      live.notice = Notice(words: words(&random), tone: .refused, since: 0)
    }
    live.isProcessFolded = Bool.random(using: &random)
    let shown = script.session.places.shown
    if let position = shown.randomElement(using: &random) {
      let id = script.session.entries[position].id
      live.selected = Bool.random(using: &random) ? id : nil
      live.scroll = [.following, .top(id), .bottom(id)].randomElement(using: &random) ?? .following
    }
  }
}
