import Interaction
import SessionModel
import Testing

/// The list of a preparation's sections, by keys.
struct SectionKeyTests {
  private func room(_ preparation: Preparation = .init()) -> Room {
    let room = Room(.preparation, preparation: preparation)
    room.live.openFirstPanel(room.session)
    return room
  }

  private func rows(_ room: Room) -> [SectionRow] {
    var order: [String]?
    if case .sections(let choice) = room.live.panel { order = choice.order }
    return SectionList.rows(session: room.session, clinic: clinic, order: order)
  }

  private func chosen(_ room: Room) -> String {
    guard case .sections(let choice) = room.live.panel else { return "closed" }
    return choice.chosen
  }

  private func go(_ room: Room, to id: String) {
    for _ in 0..<40 { room.press(.up) }
    while chosen(room) != id {
      let before = chosen(room)
      room.press(.down)
      guard chosen(room) != before else {
        Issue.record("no row \(id)")
        return
      }
    }
  }

  private func row(_ room: Room, _ id: String) -> SectionRow? { rows(room).first { $0.id == id } }

  @Test func itOpensByItselfInAnEmptyPreparationOnly() {
    #expect(room().mode == .sections)
    let begun = Room(.preparation)
    begun.enter("she is late")
    begun.live.openFirstPanel(begun.session)
    #expect(begun.mode == .empty)
    for kind in [SessionKind.dosing, .contact, .integration] {
      let other = Room(kind)
      other.live.openFirstPanel(other.session)
      #expect(other.mode == .empty)
      other.enter(":sections")
      #expect(other.isRefused)
    }
    begun.enter(":sections")
    #expect(begun.mode == .sections)
    begun.press(.escape)
    begun.control("o")
    #expect(begun.mode == .sections)
    begun.control("o")
    #expect(begun.mode == .empty)
  }

  @Test func lettersAreNotesAndDigitsMarks() {
    let room = room()
    room.enter("she asks for water")
    room.press(.character("4"))
    room.pass(1_100)
    #expect(room.events.first == note("she asks for water"))
    #expect(room.events.count == 2)
    #expect(room.mode == .sections)
  }

  @Test func aSectionIsFilledInAnyOrderAndSaysItIsFilled() {
    let room = room()
    let empty = SectionList.emptyCount(rows(room))
    go(room, to: "mantra")
    room.press(.enter)
    #expect(room.text == "mantra: ")
    room.enter("I can go slowly")
    #expect(room.session.preparation.mantra == "I can go slowly")
    go(room, to: "intention")
    room.press(.enter)
    room.enter("Meet the grief")
    #expect(row(room, "intention")?.words == "Meet the grief")
    #expect(SectionList.emptyCount(rows(room)) == empty - 2)
    #expect(room.mode == .sections)
  }

  /// Every section of the issue, by the list alone.
  @Test func everySectionCanBeFilledFromTheList() {
    let room = room()
    let typed = [
      "intention": "grief", "history": "two losses", "readiness": "7 > not coming back; the dark",
      "trigger": "door > jaw > \"here\"", "coping": "breath; stone", "resource": "the jetty",
      "mantra": "slowly", "say": "here", "avoid": "relax", "touch": "hands > MK, her sister",
      "stop": "right hand up", "music": "cello", "no-go": "voices", "support": "sister",
      "escort": "sister, by car", "consent": "treatment; off-label use",
      "clearance": "Dr. L. > 2026-09-01", "plan": "60 mg im", "excluded": "box breath",
      "ready": "yes she sleeps",
    ]
    for id in rows(room).map(\.id) where !id.hasPrefix("score:") {
      guard let words = typed[id] else {
        Issue.record("nothing to type into \(id)")
        continue
      }
      go(room, to: id)
      room.press(.enter)
      room.enter(words)
      #expect(!room.isRefused, "\(id): \(room.notice)")
    }
    let empty = rows(room).filter(\.isEmpty).map(\.id)
    #expect(empty == ["trigger:", "score:phq9", "score:gad7", "score:pcl5"])
    let lanes = room.entered.filter { $0.lane == .process }.map(\.event.words)
    #expect(lanes == ["history: two losses"])
    #expect(row(room, "readiness")?.words == "7 of 10, afraid of: not coming back · the dark")
    #expect(row(room, "consent")?.missing == ["touch", "notes", "emergency care"])
    #expect(row(room, "ready")?.words.hasPrefix("yes: she sleeps") == true)
  }

  @Test func whatStandsComesIntoTheLineAndIsPutRight() {
    let room = room()
    room.enter("touch: hands, shoulders")
    #expect(row(room, "touch")?.missing == ["who was present"])
    go(room, to: "touch")
    room.press(.enter)
    #expect(room.text == "touch: hands, shoulders")
    room.enter(" > MK, her sister")
    #expect(room.entered.count == 1)
    #expect(room.session.preparation.touch == "hands, shoulders")
    #expect(room.session.preparation.touchPresent == "MK, her sister")
    let versions = room.session.versions(of: room.entered[0].id).map(\.change.words)
    #expect(versions.first == "touch: hands, shoulders")
    #expect(row(room, "touch")?.missing == [])
  }

  @Test func whatAnEarlierSessionSaidIsSaidAnew() {
    var card = Preparation()
    card.intention = "Stay"
    card.triggers = [.init(trigger: "door", sign: "jaw", response: "here")]
    let room = room(card)
    #expect(row(room, "intention")?.entry == nil)
    room.press(.enter)
    #expect(room.text == "intention: Stay")
    room.enter(" in the room")
    #expect(room.entered.map(\.event.words) == ["intention: Stay in the room"])
    go(room, to: "trigger:door")
    room.press(.enter)
    room.enter(" with you")
    #expect(room.session.preparation.triggers.map(\.response) == ["here with you"])
  }

  @Test func escLeavesWhatAKeyPutInAndKeepsTheList() {
    let room = room()
    room.press(.enter, .escape)
    #expect(room.text.isEmpty && room.live.parked.isEmpty && room.mode == .sections)
    room.enter("intention: Stay")
    room.press(.enter, .escape)
    #expect(room.live.parked.isEmpty && room.mode == .sections)
    #expect(room.events.count == 1)
    // Untouched for two minutes it goes by itself, and is no draft meanwhile.
    go(room, to: "mantra")
    room.press(.enter)
    #expect(room.live.drafts.isEmpty)
    room.pass(minutes(3))
    #expect(room.text.isEmpty && room.live.parked.isEmpty)
    // What was typed to it is somebody's words.
    room.press(.enter)
    room.type("slow")
    #expect(room.live.drafts.map(\.text) == ["mantra: slow"])
    room.press(.escape)
    #expect(room.live.parked.map(\.text) == ["mantra: slow"])
    #expect(room.mode == .sections)
  }

  @Test func theOrderOfCopingIsMovedByKeysAndKeptAtEnter() {
    let room = room()
    room.enter("coping: breath; feet; stone")
    go(room, to: "coping:stone")
    room.press(.left, .left)
    #expect(room.session.preparation.coping == ["breath", "feet", "stone"])
    #expect(rows(room).filter { $0.id.hasPrefix("coping") }.map(\.words).first == "1  stone")
    #expect(chosen(room) == "coping:stone")
    room.press(.enter)
    #expect(room.session.preparation.coping == ["stone", "breath", "feet"])
    #expect(room.events.count == 2)
    room.press(.right, .escape)
    #expect(room.session.preparation.coping == ["stone", "breath", "feet"])
    #expect(room.events.count == 2 && room.mode == .sections)
    // Moved there and back nothing waits, and Enter opens the list.
    room.press(.right, .left, .enter)
    #expect(room.text == "coping: stone; breath; feet")
    // Grounding has the client's order.
    let own = GroundingList.rows(
      session: room.session, clinic: clinic, at: room.session.moment(room.now)
    ).filter { $0.group == .hers }.map(\.words)
    #expect(own == ["stone", "breath", "feet"])
  }

  @Test func readyIsDecidedByKeyNotYetNeedsItsReason() {
    let room = room()
    go(room, to: "ready")
    room.press(.right)
    #expect(room.session.preparation.ready?.isReady == true)
    room.press(.left)
    #expect(room.text == "ready: not yet ")
    room.press(.enter)
    #expect(room.isRefused && room.events.count == 1)
    room.enter("sleeps badly")
    #expect(room.session.preparation.ready?.words == "not yet ready: sleeps badly")
    #expect(room.events.count == 2)
  }

  @Test func aStartingScoreIsAskedFromTheListWhichComesBack() {
    let room = room()
    go(room, to: "score:gad7")
    room.press(.enter)
    #expect(room.mode == .questionnaire)
    room.press(.escape)
    #expect(chosen(room) == "score:gad7")
    room.press(.enter)
    room.type("2121210")
    room.press(.enter)
    #expect(room.session.entries.contains { $0.event.words.hasPrefix("gad7 9") })
    #expect(row(room, "score:gad7")?.words.hasPrefix("9  (") == true)
    #expect(chosen(room) == "score:gad7")
  }

  @Test(arguments: [
    "readiness: very", "readiness: 11 > dark", "readiness: 7th heaven", "trigger: a > b",
    "clearance: Dr. L.", "ready: no", "ready: not yet", "ready: yesterday", "touch: >", "coping: ;",
    "touch: a > b > c", "escort:", "no-go: ",
  ])
  func whatIsNotWholeSaysWhatIsMissing(_ line: String) {
    let room = Room(.preparation)
    room.enter(line)
    #expect(room.isRefused && room.text == line && room.events.isEmpty)
  }

  @Test(arguments: [
    "intention: Stay", "readiness: 7 of 10 > not coming back; the dark", "readiness: 7 of 10",
    "trigger: door > jaw > here", "coping: breath; stone", "touch: hands > MK", "touch: hands",
    "clearance: Dr. L. > 2026-09-01", "ready: yes", "ready: not yet sleeps badly", "no-go: voices",
    "consent: treatment; touch", "not with this client: box breath",
  ])
  func whatWasKeptComesBackAsItsLine(_ line: String) {
    let room = Room(.preparation)
    room.enter(line)
    #expect(room.events.count == 1)
    room.press(.up, .enter)
    #expect(room.text == line)
    room.press(.enter)
    #expect(room.entered.count == 1)
  }
}
