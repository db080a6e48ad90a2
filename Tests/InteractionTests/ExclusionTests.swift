import Interaction
import SessionModel
import Testing

/// "*not with this client* honoured": typed in preparation or in the room, matched as people name
/// things, and never silently gone.
struct ExclusionTests {
  private func rows(_ room: Room) -> [String] {
    GroundingList.rows(
      session: room.session, clinic: clinic, at: room.session.moment(room.now)
    ).map(\.words)
  }

  private func excluded(_ room: Room) -> [String] {
    GroundingList.excluded(room.session.preparation, clinic: clinic)
  }

  @Test(arguments: ["not with this client: ", "Not with this client: ", "excluded: "])
  func preparationTakesIt(_ words: String) {
    let room = Room(.preparation)
    room.type("\(words)Box Breath; light")
    #expect(room.reading.preview == "not with this client: Box Breath · light")
    room.press(.enter)
    #expect(room.session.preparation.excluded == ["Box Breath", "light"])
    #expect(!rows(room).contains("box breath 4-4-4-4") && !rows(room).contains("light"))
    #expect(rows(room).contains("4-7-8 breath"))
    #expect(excluded(room) == ["box breath 4-4-4-4", "light"])
  }

  @Test(arguments: [
    ("box breath", true), ("BOX", true), ("box-breath", true), ("box breath 4-4-4-4", true),
    ("breath", false), ("bo", false), ("box breathing", false), ("", false),
  ])
  func aTechniqueIsMeantByItsBeginningOrItsName(_ typed: String, _ isMeant: Bool) {
    #expect(Exclusion(typed).isMeant("box breath 4-4-4-4", id: "box-breath") == isMeant)
  }

  @Test func quotationMarksAreNothing() {
    #expect(Exclusion("this is the medicine").isMeant("\"this is the medicine, it will pass\""))
  }

  @Test func herOwnAndAnAgreedResponseGoToo() {
    let room = Room(.preparation)
    room.enter("coping: hum; both feet")
    room.enter("trigger: door > jaw > hum with me")
    room.enter("not with this client: hum")
    #expect(!rows(room).contains("hum") && !rows(room).contains("hum with me"))
    #expect(rows(room).contains("both feet"))
    #expect(excluded(room) == ["hum with me", "hum"])
  }

  @Test func whatNothingIsCalledIsSaidAndKept() {
    let room = Room(.preparation)
    room.type("not with this client: box breathing")
    #expect(
      room.reading.preview?.hasSuffix(
        "nothing in the list is called box breathing, kept all the same") == true)
    room.press(.enter)
    #expect(room.session.preparation.excluded == ["box breathing"])
    #expect(excluded(room) == ["box breathing"])
    room.type("not with this client: medical help")
    #expect(room.reading.preview?.hasSuffix("medical help always stays") == true)
    room.press(.enter)
    #expect(rows(room).last == "medical help")
  }

  @Test func oneMoreTakesNothingOffTheList() {
    let room = Room(.preparation)
    room.enter("not with this client: light")
    room.type("not: box breath")
    #expect(room.reading.preview == "not with this client: light · box breath")
    room.press(.enter)
    room.enter("not with this client: grounding object")
    #expect(
      room.session.preparation.excluded == ["light", "box breath", "grounding object"])
  }

  /// The shorter word is taken where it can only be meant so; else what it can mean is named.
  @Test(arguments: [SessionKind.preparation, .dosing])
  func theWordNotAlone(_ kind: SessionKind) {
    let room = Room(kind)
    room.type("not: light")
    #expect(room.reading.preview == "not with this client: light")
    room.press(.enter)
    #expect(room.session.preparation.excluded == ["light"])
    room.type("not: breath")
    #expect(
      room.reading.preview
        == "not with this client, which: slow breath together; box breath 4-4-4-4; 4-7-8 breath")
    room.press(.enter)
    #expect(room.isRefused && room.text == "not: breath")
    room.press(.tab, .enter)
    #expect(room.events.last == note("not: breath"))
    for line in ["not: sure about it", "not: on", "not: medical help", "not:", "not light"] {
      room.enter(line)
      #expect(room.events.last == note(line))
    }
    room.type("not with this client: breath")
    #expect(
      room.reading.preview?.contains(
        "called breath, there is slow breath together, box breath 4-4-4-4, 4-7-8 breath; kept")
        == true)
  }

  @Test func anAgreedResponseThatDoesNotSuitIsShownAndNeverOffered() {
    var card = Preparation()
    card.triggers = [.init(trigger: "door", sign: "jaw", response: "hum with me")]
    card.excluded = ["hum"]
    let room = Room(preparation: card)
    let withheld = GroundingList.withheld(room.session)
    #expect(withheld.map(\.sign) == ["jaw"] && withheld.map(\.words) == ["hum with me"])
    room.control("g")
    room.press(.enter, .right)
    for event in room.events {
      guard case .grounded(let step) = event else { continue }
      #expect(step.words != "hum with me")
    }
    #expect(room.events.count == 2)
  }

  @Test func inTheRoomOneMoreIsMeant() {
    var card = Preparation()
    card.excluded = ["light"]
    let room = Room(preparation: card)
    room.enter("dose 60mg im")
    room.enter("not with this client: feet on the floor")
    #expect(room.session.preparation.excluded == ["light", "feet on the floor"])
    #expect(!rows(room).contains("light"))
    #expect(!rows(room).contains("feet on the floor, back on the chair"))
    // Struck, it is back; what was prepared is not.
    room.control("z")
    room.type("y")
    room.pass(600)
    #expect(room.session.preparation.excluded == ["light"])
    // In the room only the whole words are a form.
    room.enter("excluded: the music")
    #expect(room.events.last == note("excluded: the music"))
  }
}
