import Interaction
import SampleArc
import SessionModel
import Testing

/// Review of a closed session: letters act, and nothing is written until Enter opens a late note.
struct ReviewTests {
  private func house(closed: Bool = true) throws -> House {
    let room = Room()
    room.enter("dose 60mg im")
    for text in ["one", "phase onset", "the coat", "-5m earlier than all", "phase peak", "two"] {
      room.pass(minutes(1))
      room.enter(text)
    }
    if closed {
      room.enter(":close")
    }
    let house = House(.review(Review(room.session)), session: room.session)
    house.now = room.now.advanced(by: minutes(30))
    return house
  }

  private func review(_ house: House) throws -> Review {
    guard case .review(let review) = house.interface.place else {
      throw Refusal.notClosed
    }
    return review
  }

  private func here(_ house: House) throws -> String {
    let review = try review(house)
    return house.session.entries[review.order[review.cursor]].event.words
  }

  @Test func lateEntriesStandWhereTheyHappened() throws {
    let house = try house()
    let words = try review(house).order.map { house.session.entries[$0].event.words }
    #expect(
      words.firstIndex(of: "earlier than all").map { $0 < (words.firstIndex(of: "one") ?? 0) }
        == true)
  }

  @Test func lettersMoveAndWriteNothing() throws {
    let house = try house()
    let count = house.session.entries.count
    house.type("g")
    #expect(try review(house).cursor == 0)
    house.type(".")
    #expect(try review(house).cursor == 1)
    house.type(",G")
    #expect(try here(house).hasPrefix("closed"))
    house.press(.pageUp)
    #expect(try here(house) == "peak")
    house.press(.pageUp)
    #expect(try here(house) == "onset")
    house.press(.pageDown)
    #expect(try here(house) == "peak")
    house.type("xzw0123456789")
    #expect(house.session.entries.count == count)
    #expect(house.effects.isEmpty)
    house.type("q")
    #expect(house.effects == [.goHome])
  }

  @Test func findGoesOnAndBack() throws {
    let house = try house()
    house.type("g/peak")
    house.press(.enter)
    house.type("g/o")
    house.press(.enter)
    let first = try here(house)
    house.type("n")
    #expect(try here(house) != first)
    house.type("N")
    #expect(try here(house) == first)
  }

  @Test func enterOpensALateNoteAtTheChosenEntry() throws {
    let house = try house()
    house.type("g/the coat")
    house.press(.enter)
    let chosen = try review(house)
    let happened = house.session.entries[chosen.order[chosen.cursor]].happened
    house.press(.enter)
    #expect(house.interface.mode == .reviewLine)
    house.type("\"it was warm")
    house.press(.enter)
    let late = try #require(house.session.entries.last)
    #expect(late.event == note("it was warm", .words))
    #expect(late.isLate)
    #expect(abs(late.happened.wall - happened.wall) < 1_000)
    #expect(house.interface.mode == .review)
  }

  @Test(arguments: ["   ", "\"", "!"])
  func aLateNoteNeedsWords(_ text: String) throws {
    let house = try house()
    let count = house.session.entries.count
    house.press(.enter)
    house.type(text)
    house.press(.enter)
    #expect(house.session.entries.count == count)
  }

  @Test func escParksTheLateNoteAndUpBringsItBack() throws {
    let house = try house()
    house.press(.enter)
    house.type("half a thou")
    house.press(.escape)
    #expect(house.interface.mode == .review)
    house.press(.enter, .up)
    #expect(try review(house).line.text == "half a thou")
    house.press(.escape)
    house.type("q")
    #expect(house.effects == [.goHome])
    #expect(house.interface.drafts?.map(\.text) == ["half a thou"])
  }

  @Test func vShowsEveryVersionAndEscClosesIt() throws {
    let house = try house()
    house.type("g/two")
    house.press(.enter)
    house.type("v")
    #expect(try review(house).versionsTop == 0)
    house.type("q.,")
    house.press(.down)
    #expect(try review(house).versionsTop == 1)
    #expect(try here(house) == "two")
    house.press(.escape)
    #expect(try review(house).versionsTop == nil)
    #expect(house.interface.mode == .review)
    #expect(house.effects.isEmpty)
  }

  @Test func aPasteOpensNothingAndSaysSo() throws {
    let house = try house()
    house.input(.paste("some words"))
    #expect(house.interface.mode == .review)
    #expect(try review(house).notice?.words.contains("Enter") == true)
  }

  @Test func strikingAsksHereToo() throws {
    let house = try house()
    house.type("g/two")
    house.press(.enter, .control("z"))
    house.type("y")
    house.pass(500)
    #expect(house.session.entries.first { $0.event == note("two") }?.isStruck == true)
    house.press(.control("y"))
    #expect(house.session.entries.first { $0.event == note("two") }?.isStruck == false)
  }

  @Test func nothingCanBeAddedWhereItMayNot() throws {
    let house = try house()
    var locked = try review(house)
    locked.readOnlyBecause = "it is open in another window"
    house.interface.place = .review(locked)
    let count = house.session.entries.count
    house.press(.enter, .control("x"), .control("y"), .character("e"))
    #expect(house.session.entries.count == count)
    #expect(house.interface.mode == .review)
    #expect(try review(house).notice?.words.contains("another window") == true)
  }
}
