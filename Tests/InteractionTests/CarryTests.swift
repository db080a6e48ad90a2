import Interaction
import SessionModel
import Testing

/// Ctrl-X: any entry of a dosing session, live or in review; again takes it back.
struct CarryTests {
  @Test func theChosenEntryIsCarriedAndNotTheNewest() {
    let room = Room()
    room.enter("one")
    room.enter("two")
    room.press(.up, .up)
    room.control("x")
    #expect(room.entered.map(\.isCarried) == [true, false])
    #expect(room.notice.contains("carried to integration"))
    room.control("x")
    #expect(room.entered.map(\.isCarried) == [false, false])
    #expect(room.notice.contains("no longer carried"))
  }

  @Test func everyKindOfEntryIsCarried() {
    let room = Room()
    for line in [
      "bp 128/82", "dose 60mg im", "suds 8", "\"I did not leave", "* the coat", "phase onset",
      "touch hand yes", "ae nausea 1", "#hand", "!jaw",
    ] {
      room.enter(line)
      room.control("x")
      #expect(room.entered.last?.isCarried == true, "\(line)")
    }
    #expect(room.session.surfacedMoments.count == room.entered.count)
    #expect(room.session.surfacedMoments.allSatisfy { $0.reasons.first == .carried })
  }

  @Test func inReviewTheEntryAtTheCursorAlsoOnceSealed() throws {
    let room = Room()
    room.enter("one")
    room.enter("two")
    room.enter(":close")
    room.enter(":seal")
    room.type("y")
    room.pass(600)
    #expect(room.session.state == .sealed)
    let house = House(.review(Review(room.session)), session: room.session)
    house.press(.control("x"))
    func carried() -> [Bool] {
      house.session.entries.filter { $0.event.isEntered && $0.event.words != "" }.prefix(2)
        .map(\.isCarried)
    }
    #expect(carried() == [true, false])
    house.press(.control("x"))
    #expect(carried() == [false, false])
  }
}
