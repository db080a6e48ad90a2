import Interaction
import Screen
import SessionModel
import Testing

@Suite struct LogTests {
  @Test func entriesAmendedStruckLateAndMoved() {
    var script = Script(preparation: .arc)
    script.at(60)
    let track = script.note("music track 4 begins, the long one with the sea")
    script.at(120)
    let wrong = script.note("reaches for the blanket")
    script.at(180)
    let moved = script.note("speaks of her father, slowly, for the first time in the room")
    script.at(240)
    script.note("sat up for a moment", ago: 130_000)
    script.at(300)
    script.note("counted with her to four", .action, by: "AK")
    script.at(330)
    let mark = script.mark("4", "affect.tears", "tears")
    script.at(340)
    script.note("I want to stop the music", .words, by: "MK")
    script.at(400)
    script.amend(track, .replace(.noted(Note(kind: .observed, text: "music track 5 begins"))))
    script.amend(wrong, .retract)
    script.amend(moved, .relane(.process))
    script.amend(mark, .append("left eye first"))
    script.carry(moved)
    script.add(.gap(Gap(milliseconds: 754_000, cause: .interrupted, isChecked: false)))
    script.add(.clockStepped(by: 3_600_000))
    Picture.expect(script.render(script.live()).frame, is: "log-changed-entries")
  }

  @Test func wideCombiningRightToLeftAndControlText() {
    var script = Script()
    script.at(10)
    script.note("彼女は桟橋に立っている、父の仕事着を着て、とても静かに、水面を見ながら、長いあいだ動かない")
    script.note("שלום, היא אמרה לי פעמיים", .words)
    script.note(
      "e\u{301}\u{302}\u{303}\u{304}\u{305} climbs, \u{200B}zero\u{200D}width, a\u{202E}b")
    script.note("escape \u{1B}[31mred\u{1B}[0m bell \u{7} tab\there\nand a second line\r\nthird")
    script.note("👩‍👩‍👧 family, 👍🏽 thumb, 🇨🇭 flag, ก็ Thai, \u{301}lone mark")
    let interface = script.live { live in
      live.type("naïve 日本 e\u{301} \u{202E}x\u{7}y\nz", at: script.now)
    }
    Picture.expect(script.render(interface).frame, is: "log-hostile-text")
  }

  @Test func daysChange() {
    var script = Script()
    script.at(60)
    script.note("first day")
    script.at(15 * 3600)
    script.note("after midnight")
    script.at(15 * 3600 + 60)
    script.note("still")
    Picture.expect(script.render(script.live()).frame, is: "log-days")
  }

  @Test func readingsBesideTheirBands() {
    var script = Script(preparation: .arc)
    script.at(60)
    script.vitals(124, 78, 72, 98)
    script.at(120)
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    script.at(120 + 900)
    script.vitals(172, 101, 104, 94)
    script.at(120 + 1000)
    script.vitals(195, 118, 128, 88)
    script.at(120 + 1100)
    script.add(.marked(.helpCalled))
    script.add(.marked(.consentWithdrawn))
    Picture.expect(script.render(script.live()).frame, is: "log-bands-help-consent")
  }

  @Test func processFolded() {
    let script = Script.arc(until: 1700)
    let interface = script.live { $0.isProcessFolded = true }
    let frame = script.render(interface).frame
    let text = Picture.text(of: frame)
    #expect(!text.contains("jetty") && !text.contains("boat"))
    #expect(text.contains("client's words, folded"))
  }

  @Test func ownThoughtShowsUntilItIsKept() {
    var script = Script()
    script.at(30)
    script.note("she reminds me of someone", .thought)
    let keeping = script.keeping(.keeping(since: script.now.up))
    let open = script.live { $0.keeping = keeping }
    #expect(Picture.text(of: script.render(open).frame).contains("reminds me"))
    #expect(!Picture.text(of: script.render(script.live()).frame).contains("reminds me"))
  }

  @Test func aStruckThoughtStaysFolded() {
    var script = Script()
    script.at(30)
    let thought = script.note("she reminds me of someone", .thought)
    script.amend(thought, .replace(.noted(Note(kind: .thought, text: "of my aunt"))))
    script.amend(thought, .retract)
    let text = Picture.text(of: script.render(script.live()).frame)
    #expect(text.contains("own thought, folded") && text.contains("struck"))
    #expect(!text.contains("reminds me") && !text.contains("my aunt"))
  }

  @Test(arguments: [Key.pageUp, Key.pageDown])
  func pagingPassesEntriesTallerThanTheScreen(key: Key) {
    var script = Script()
    for minute in 1...6 {
      script.at(Int64(minute) * 60)
      script.note(String(repeating: "very many words ", count: 500))
      script.note("short \(minute)")
    }
    let shown = script.session.places.shown
    var interface = script.live { live in
      guard key == .pageDown else { return }
      live.scroll = .top(script.session.entries[shown[0]].id)
    }
    var reached: Range<Int> = 0..<0
    for _ in 0..<40 {
      let drawn = script.render(interface)
      reached = drawn.visible
      script.tell(&interface, drawn)
      _ = interface.update(.key(key), script.scene)
    }
    #expect(key == .pageUp ? reached.contains(0) : reached.contains(shown.count - 1))
  }

  @Test func scrolledBackAndChosen() {
    let script = Script.arc(until: 2900)
    let order = script.session.places.shown
    let middle = script.session.entries[order[20]].id
    let interface = script.live { live in
      live.scroll = .bottom(middle)
      live.selected = script.session.entries[order[18]].id
    }
    let drawn = script.render(interface)
    #expect(drawn.visible.upperBound == 21)
    Picture.expect(drawn.frame, is: "log-scrolled")
  }

  /// Below the smallest size no entry can be seen, and the newest is still the nearest.
  @Test func aWindowTooSmallEntersTheLogAtTheNewest() {
    let script = Script.arc(until: 2900)
    let order = script.session.places.shown
    var interface = script.live()
    func chosen() -> Int? {
      guard case .live(let live) = interface.place else { return nil }
      return order.firstIndex { script.session.entries[$0].id == live.selected }
    }
    func press(_ key: Key) {
      script.tell(&interface, script.render(interface, 40, 10))
      _ = interface.update(.key(key), script.scene)
    }
    press(.up)
    #expect(chosen() == order.count - 1)
    press(.up)
    #expect(chosen() == order.count - 2)
    press(.pageUp)
    #expect(chosen() == order.count - 12)
    press(.pageDown)
    #expect(chosen() == order.count - 2)
    press(.pageDown)
    #expect(chosen() == nil)
  }

  @Test func aLogScrolledToItsBeginningIsFull() {
    let script = Script.arc(until: 2900)
    let order = script.session.places.shown
    let interface = script.live { live in
      live.scroll = .bottom(script.session.entries[order[0]].id)
      live.selected = script.session.entries[order[0]].id
    }
    let drawn = script.render(interface)
    #expect(drawn.visible.lowerBound == 0)
    #expect(drawn.visible.count > 10)
    #expect(drawn.frame.rows[4..<20].allSatisfy { !$0.allSatisfy { $0.text == " " } })
  }

  @Test func everyTimeOfTheLogHasHoursMinutesAndSeconds() {
    var script = Script()
    script.at(60)
    script.note("early")
    script.at(25 * 3600)
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    script.note("a note of more words than one row of the log has room for, so that it is broken")
    script.at(25 * 3600 + 10 * 3600)
    script.note("late")
    let rows = script.render(script.live()).frame.rows.map { $0.map(\.text).joined() }
    #expect(rows.contains { $0.contains(" -24:59:00 ") })
    #expect(rows.contains { $0.contains("  0:00:00 ") })
    #expect(rows.contains { $0.contains(" 10:00:00 ") })
  }

  @Test func chosenEntryComesOnTheScreen() {
    let script = Script.arc(until: 2900)
    let order = script.session.places.shown
    for place in [0, 3, order.count - 1] {
      let interface = script.live { live in
        live.selected = script.session.entries[order[place]].id
      }
      #expect(script.render(interface).visible.contains(place))
    }
  }

  /// What a key costs must not depend on how long the session is: the bound is generous, for a
  /// debug build on a busy machine, and a layout of every entry is far beyond it.
  @Test(arguments: [10_000, 100_000])
  func laysOutOnlyWhatIsSeen(count: Int) {
    var script = Script()
    for second in 1...count {
      script.at(Int64(second))
      script.note("entry \(second) of many, quiet, breathing evenly, eyes closed")
    }
    let interface = script.live()
    let clock = ContinuousClock()
    var drawn = script.render(interface)
    let taken = clock.measure {
      for _ in 0..<20 { drawn = script.render(interface) }
    }
    #expect(drawn.visible == (count - 17)..<count)
    #expect(taken / 20 < .milliseconds(50), "\(taken / 20) a frame")
    if count == 10_000 {
      Picture.expect(drawn.frame, is: "log-10000")
    }
  }

  @Test func aLongDosingSessionIsDrawnAtOnce() {
    var script = Script.arc(until: 6000)
    for minute in 1...10_000 {
      script.at(8000 + Int64(minute) * 5)
      switch minute % 20 {
      case 0: script.vitals(130, 80, 80, 97)
      case 5: script.suds(minute % 11)
      case 7: script.mark("4", "affect.tears", "tears")
      default: script.note("entry \(minute), quiet, breathing evenly")
      }
    }
    let interface = script.live { $0.panel = .grounding(chosen: script.grounding(3)) }
    let clock = ContinuousClock()
    let taken = clock.measure {
      for _ in 0..<10 { _ = script.render(interface, 132, 43) }
    }
    #expect(taken / 10 < .milliseconds(250), "\(taken / 10) a frame")
  }

  @Test func oneHugeEntryIsCutWithItsSize() {
    var script = Script()
    script.at(10)
    script.note("before")
    script.note(String(repeating: "long words ", count: 95_000))
    let frame = script.render(script.live()).frame
    #expect(Picture.text(of: frame).contains("1020 KiB in all"))
  }
}
