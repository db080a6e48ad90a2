import Interaction
import SessionModel
import Testing

/// The card in the room: a noticed trigger is one key, and what was agreed is said at once.
struct CardKeyTests {
  private var card: Preparation {
    var card = Preparation()
    card.triggers = [
      .init(trigger: "hospital smell", sign: "breath stops", response: "name, place, date"),
      .init(trigger: "door closing", sign: "jaw, left fist", response: "the door opens"),
    ]
    card.coping = ["hum"]
    return card
  }

  @Test(arguments: [Key.enter, .right])
  func aNoticedTriggerIsLoggedNowAndItsResponseSaid(_ key: Key) {
    let room = Room(preparation: card)
    room.enter("dose 60mg im")
    room.control("o")
    #expect(room.mode == .card)
    room.press(.down)
    room.press(key)
    let entry = room.entered.last
    #expect(entry?.event == note("jaw, left fist: early sign of \"door closing\"", .safety))
    #expect(entry?.lane == .record && entry?.record.ago == 0)
    #expect(room.notice.contains("the door opens"))
    #expect(room.mode == .empty)
    let first = GroundingList.rows(
      session: room.session, clinic: clinic, at: room.session.moment(room.now)
    ).first
    #expect(first?.words == "the door opens" && first?.sign == "jaw, left fist")
    // And a talk afterwards begins with it.
    #expect(room.session.surfacedMoments.map(\.why) == ["trigger"])
  }

  @Test func lettersAreNotesDigitsMarksAndEscCloses() {
    let room = Room(preparation: card)
    room.control("o")
    room.enter("looks at the door")
    #expect(room.events == [note("looks at the door")])
    #expect(room.mode == .card)
    room.press(.character("4"))
    room.pass(1_100)
    #expect(room.events.count == 2)
    room.press(.escape)
    #expect(room.mode == .empty && room.events.count == 2)
  }

  @Test func behindTheLastTriggerTheCardScrollsAndComesBack() {
    let room = Room(preparation: card)
    room.control("o")
    room.press(.down, .down)
    #expect(room.mode == .preparation)
    room.press(.enter)
    #expect(room.events.isEmpty)
    room.press(.escape, .escape)
    room.control("o")
    room.press(.down, .down, .up)
    #expect(room.mode == .card)
    room.press(.up, .up, .enter)
    #expect(room.events.last == note("breath stops: early sign of \"hospital smell\"", .safety))
  }

  @Test func withoutATriggerOrOutsideTheRoomThereIsNothingToLog() {
    for room in [Room(), Room(.contact, preparation: card)] {
      room.control("o")
      #expect(room.mode == .preparation)
      room.press(.enter, .right)
      #expect(room.events.isEmpty)
    }
  }

  @Test func controlTMakesItEarlier() {
    let room = Room(preparation: card)
    room.control("t")
    room.control("o")
    room.press(.enter)
    #expect(room.entered.last?.record.ago == 30_000)
    #expect(room.live.nextEarlier == 0)
  }
}
