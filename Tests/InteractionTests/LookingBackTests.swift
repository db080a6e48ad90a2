import Interaction
import SessionModel
import Testing

/// Rules 21 and 22, find, goto, help.
struct LookingBackTests {
  private func chosen(_ room: Room) -> String? {
    room.live.selected.flatMap { room.session[$0]?.event.words }
  }

  private func filled() -> Room {
    let room = Room()
    room.enter("dose 60mg im")
    for count in 1...30 {
      room.pass(minutes(1))
      room.enter(count % 10 == 0 ? "the coat \(count)" : "note \(count)")
    }
    return room
  }

  @Test func theLineStaysOpenWhileLookingBack() {
    let room = filled()
    room.press(.pageUp)
    #expect(room.live.scroll != .following)
    let scroll = room.live.scroll
    room.type("he sm")
    #expect(room.live.scroll == scroll)
    room.press(.enter)
    #expect(room.events.last == note("he sm"))
    #expect(room.live.scroll == scroll)
    room.press(.end)
    #expect(room.live.scroll == .following)
  }

  @Test func upEntersTheLogAndDownLeavesIt() {
    let room = filled()
    room.press(.up)
    #expect(room.mode == .log)
    #expect(chosen(room) == "the coat 30")
    room.press(.up)
    #expect(chosen(room) == "note 29")
    room.press(.down, .down)
    #expect(room.mode == .empty)
    room.press(.up, .home)
    #expect(chosen(room) == "ketamine 60 mg IM")
    room.press(.escape)
    #expect(room.mode == .empty)
    #expect(room.live.scroll == .following)
  }

  @Test func rightShowsEveryVersionOfTheChosenEntry() {
    let room = filled()
    room.press(.right)
    #expect(room.live.panel == nil, "no entry is chosen")
    room.press(.up, .up)
    let chosen = room.live.selected
    room.press(.right)
    #expect(chosen.map { room.live.panel == .versions(of: $0, top: 0) } == true)
    room.press(.down)
    #expect(chosen.map { room.live.panel == .versions(of: $0, top: 1) } == true)
    let count = room.events.count
    room.enter("the line is open meanwhile")
    #expect(room.events.count == count + 1)
    room.press(.escape)
    #expect(room.live.panel == nil)
  }

  @Test func aFoldedLaneIsNotUnfoldedByItsVersions() {
    let room = filled()
    room.enter("\"a quote")
    room.enter(":private")
    room.press(.up, .right)
    #expect(room.live.panel == nil)
    #expect(room.live.notice?.words.contains(":private") == true)
  }

  @Test func findGoesBackAndRound() {
    let room = filled()
    room.enter("/COAT")
    #expect(chosen(room) == "the coat 30")
    room.enter("/")
    #expect(chosen(room) == "the coat 20")
    room.enter("/")
    #expect(chosen(room) == "the coat 10")
    room.enter("/")
    #expect(chosen(room) == "the coat 30")
    #expect(room.text == "")
    #expect(room.events.count == 31)
  }

  @Test func aSentenceThatBeginsWithASlashIsParkedThoughItsWordsAreFound() {
    let room = Room()
    room.enter("she cried")
    room.pass(minutes(1))
    room.type("/cried")
    let stamp = room.live.line.firstKey
    room.press(.enter)
    #expect(chosen(room) == "she cried")
    #expect(room.live.parked.map(\.text) == ["/cried"])
    #expect(room.live.drafts.map(\.text) == ["/cried"])
    room.press(.end, .up)
    #expect(room.text == "/cried")
    #expect(room.live.line.firstKey == stamp)
    room.press(.tab, .enter)
    #expect(room.events.last == note("/cried"))
  }

  @Test func onlyTheNewestSearchIsParked() {
    let room = filled()
    room.type("/a thought")
    room.press(.escape)
    for wanted in ["/coat", "/", "/note", "/coat"] {
      room.enter(wanted)
    }
    #expect(room.live.parked.map(\.text) == ["/a thought", "/coat"])
    room.press(.end, .up, .escape)
    room.enter("/note")
    #expect(room.live.parked.map(\.text) == ["/a thought", "/coat", "/note"])
  }

  @Test func findReadsOldVersionsToo() {
    let room = Room()
    room.enter("track 4")
    room.press(.up, .enter, .backspace)
    room.enter("5")
    room.enter("something else")
    room.enter("/track 4")
    #expect(chosen(room) == "track 5")
  }

  @Test func gotoTakesTPlusAndClock() {
    let room = filled()
    room.enter(":goto T+10")
    #expect(chosen(room) == "the coat 10" || chosen(room) == "note 9")
    let start = room.session.start?.wall ?? 0
    room.enter(":goto \(TimeText.clock(start + minutes(21), zone: 120))")
    #expect(chosen(room) != nil)
    let entry = room.live.selected.flatMap { room.session[$0] }
    #expect(abs((entry?.happened.wall ?? 0) - start - minutes(21)) < minutes(2))
    room.enter(":goto T+999")
    #expect(chosen(room) == "the coat 30")
    room.enter(":goto nowhere")
    #expect(room.isRefused)
    #expect(room.text == ":goto nowhere")
  }

  @Test func privateFoldsTheProcessLane() {
    let room = Room()
    room.enter(":private")
    #expect(room.live.isProcessFolded)
    room.enter(":private")
    #expect(!room.live.isProcessFolded)
  }

  @Test func byChangesWhoWrites() {
    let room = Room()
    room.enter("one")
    room.enter(":by AK")
    room.enter("two")
    #expect(room.entered.map(\.author) == ["MK", "AK"])
    #expect(room.interface.author == "AK")
    room.enter(":by somebody with a name")
    #expect(room.isRefused)
    #expect(room.interface.author == "AK")
  }

  @Test func helpFiltersAsOneTypes() {
    let room = Room()
    room.type("?")
    #expect(room.mode == .help)
    let all = Binding.help(for: .empty, filter: "")
    let some = Binding.help(for: .empty, filter: "strike")
    #expect(!some.isEmpty && some.count < all.count)
    let rows = some.filter { !$0.isHeading }
    #expect(rows.allSatisfy { "\($0.keys) \($0.words)".contains("strike") })
    room.press(.escape)
    #expect(room.mode == .empty)
  }

  @Test func controlSSaysWhenItWasKept() {
    let room = Room()
    room.enter("one")
    room.control("s")
    #expect(room.notice.contains(TimeText.clockSeconds(room.now.wall - 40, zone: 120)))
    var live = room.live
    live.keeping = Keeping(state: .notKept(why: "disk full", since: room.now.up), upTo: 1)
    room.live = live
    room.control("s")
    #expect(room.isRefused)
    #expect(room.notice.contains("disk full"))
    room.enter(":retry")
    #expect(room.effects.contains(.retryKeeping))
  }

  @Test func themesArePreviewedAndEscGoesBack() {
    let room = Room()
    room.enter(":theme")
    room.press(.down)
    #expect(room.interface.theme == "ember")
    room.press(.escape)
    #expect(room.interface.theme == "dusk")
    room.enter(":theme")
    room.press(.down, .down, .enter)
    #expect(room.interface.theme == "paper")
    room.enter(":theme nosuch")
    #expect(room.isRefused)
  }
}
