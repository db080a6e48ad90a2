import Interaction
import Screen
import SessionModel
import Testing

@Suite struct NoteLineTests {
  /// The two rows above the footer, and the cursor.
  private func line(_ script: Script, _ change: (inout Live) -> Void) -> (String, Frame) {
    let frame = script.render(script.live(change)).frame
    let rows = frame.rows.suffix(6).dropLast().map { $0.map(\.text).joined() }
    return (rows.joined(separator: "\n"), frame)
  }

  @Test func emptyLineShowsMinutesOnly() {
    var script = Script()
    script.at(75)
    let (text, frame) = line(script) { _ in }
    #expect(text.contains("09:41 observed, record > "))
    #expect(!text.contains("09:41:15"))
    #expect(frame.cursor == Frame.Place(column: 25, row: 22))
  }

  @Test func stampIsTheFirstKeys() {
    var script = Script()
    script.at(75)
    let first = script.now
    script.at(95)
    let (text, _) = line(script) { $0.type("slow", at: first) }
    #expect(text.contains("09:41:15 observed, record > slow"))
  }

  @Test func backdatedSaysHowLate() {
    var script = Script()
    script.at(300)
    let (text, _) = line(script) { live in
      live.type("turned to the wall", at: script.now)
      live.line.earlier = 120_000
    }
    #expect(text.contains("09:43:00 late 2 min, observed, record > turned to the wall"))
  }

  @Test func unknownTimeOverflowsNothing() {
    var script = Script()
    script.at(300)
    let (text, _) = line(script) { $0.type("@T39:30 turned", at: script.now) }
    #expect(text.contains("at no known time"))
  }

  @Test func shortFormShowsWhatItBecomes() {
    let script = Script.arc(until: 100)
    let (text, _) = line(script) { $0.type("bp 128/82 p74 o97", at: script.now) }
    #expect(text.contains("vitals, record > bp 128/82 p74 o97"))
    #expect(text.contains("= 128/82  p74  o97"))
  }

  @Test func aRefusedFormShowsWhyInPlaceOfWhatItWouldBecome() {
    let script = Script.arc(until: 2900)
    let (_, frame) = line(script) { $0.type("suds 11", at: script.now) }
    let text = Picture.text(of: frame)
    #expect(text.contains("outside 0 to 10"), "\(text)")
    #expect(!text.contains("= suds 11"), "\(text)")
  }

  @Test func aTimeSinceTheDoseSaysWhatItWasTakenFor() {
    let script = Script.arc(until: 2900)
    let (text, _) = line(script) { $0.type("@T1:00 calm", at: script.now) }
    #expect(text.contains("10:08:00 T+0:01:00 late"), "\(text)")
  }

  @Test func pendingMarkStandsInTheLine() {
    let script = Script.arc(until: 100)
    var interface = script.live()
    _ = interface.update(.key(.character("4")), script.scene)
    let text = Picture.text(of: script.render(interface).frame)
    #expect(text.contains("10:08:40 mark > 4 tears"))
  }

  @Test func parkedAndReturnedSayTheirAge() {
    let script = Script.arc(until: 1000)
    let draft = Draft(
      id: EntryID("d"), firstKey: Stamp(script.now), kind: .observed, isLaneFlipped: false,
      earlier: 0, isWordForWord: false, puttingRight: nil, text: "x", isParked: true)
    let (parked, _) = line(script) { $0.parked = [draft] }
    #expect(parked.contains("1 parked, Up brings it back"))
    let (returned, _) = line(script) { live in
      live.type("half a thou", at: script.now.advanced(by: -12 * 60_000))
      live.line.isReturned = true
    }
    #expect(returned.contains("typed 12 min ago"))
  }

  @Test func longLineTakesThreeRowsThenScrolls() {
    let script = Script.arc(until: 1000)
    let words = (1...60).map { "word\($0)" }.joined(separator: " ")
    let (_, frame) = line(script) { $0.type(words, at: script.now) }
    Picture.expect(frame, is: "line-long-end")
    let (_, start) = line(script) { live in
      live.type(words, at: script.now)
      live.line.buffer.moveToStart()
    }
    Picture.expect(start, is: "line-long-start")
  }

  @Test(arguments: [
    ("日本", 4), ("e\u{301}e\u{301}", 2), ("👩‍👩‍👧x", 3), ("שלום", 4), ("a\nb", 3), ("\u{7}", 1),
  ])
  func cursorStandsBehindWhatWasTyped(text: String, columns: Int) {
    let script = Script()
    let (_, frame) = line(script) { $0.type(text, at: script.now) }
    #expect(frame.cursor == Frame.Place(column: 28 + columns, row: 22))
  }

  @Test func cursorWalksOverEveryGrapheme() throws {
    let script = Script()
    var live = Live()
    live.type("日e\u{301} x" + String(repeating: "本", count: 90), at: script.now)
    live.line.buffer.moveToStart()
    var before: Frame.Place?
    for _ in 0..<94 {
      let frame = script.render(script.live { $0.line = live.line }).frame
      let here = try #require(frame.cursor)
      #expect(here.column < 80 && here.row < 23)
      if let before, before.row == here.row {
        #expect(here.column > before.column || here.column == 28)
      }
      before = here
      live.line.buffer.moveRight()
    }
  }

  @Test func megabyteLineCostsNoMoreThanAPage() {
    let script = Script()
    let text = String(repeating: "words of a very long paste ", count: 38_000)
    var live = Live()
    live.type(text, at: script.now)
    let interface = script.live { $0.line = live.line }
    let clock = ContinuousClock()
    let taken = clock.measure { _ = script.render(interface) }
    #expect(taken < .milliseconds(250), "\(taken)")
  }
}
