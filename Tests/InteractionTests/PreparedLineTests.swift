import Interaction
import SessionModel
import Testing

/// "Coping strategies in the client's order", and nothing agreed goes unseen: a line of the card
/// says before Enter what it takes the place of.
struct PreparedLineTests {
  private func preview(_ line: String, in room: Room) -> String {
    room.type(line)
    let words = room.reading.preview ?? ""
    room.control("u")
    return words
  }

  @Test func aListSaysWhatItTakesThePlaceOf() {
    let room = Room(.preparation)
    #expect(preview("coping: hum", in: room) == "coping: hum")
    room.enter("coping: slow out-breath; both feet")
    #expect(
      preview("coping: hum; both feet", in: room)
        == "coping: hum · both feet, in place of: slow out-breath; + in front adds")
    room.enter("coping: both feet; slow out-breath; hum")
    #expect(room.session.preparation.coping == ["both feet", "slow out-breath", "hum"])
    #expect(preview("coping: hum; both feet; slow out-breath", in: room).contains("place") == false)
  }

  @Test(arguments: ["coping", "say", "avoid", "not with this client"])
  func aPlusSignAdds(_ name: String) {
    let room = Room(.preparation)
    room.enter("\(name): one; two")
    #expect(preview("\(name): + three; one", in: room).hasPrefix("\(name): one · two · three"))
    #expect(preview("\(name): +three", in: room).contains("in place of") == false)
    room.enter("\(name): + three; one")
    let section = Prepared.section(named: name) ?? .plan
    #expect(room.session.preparation.parts(of: section) == ["one", "two", "three"])
    room.type("\(name): +")
    room.press(.enter)
    #expect(room.isRefused && room.notice.contains("words go behind"), "\(room.notice)")
  }

  @Test(arguments: [
    "touch", "stop", "plan", "intention", "resource", "mantra", "support", "music",
  ])
  func wordsSayWhatTheyTakeThePlaceOf(_ name: String) {
    let room = Room(.preparation)
    #expect(preview("\(name): 60 mg", in: room).contains("in place of") == false)
    room.enter("\(name): 60 mg")
    #expect(preview("\(name): 30 mg", in: room).hasSuffix("in place of: 60 mg"))
    #expect(preview("\(name): 60 mg", in: room).contains("in place of") == false)
  }

  @Test func aTriggerTakesThePlaceOfItsOwnNameOnly() {
    let room = Room(.preparation)
    room.enter("trigger: door > jaw > hum")
    #expect(preview("trigger: smell > breath > light", in: room).contains("place") == false)
    #expect(
      preview("trigger: door > fist > hum", in: room).hasSuffix("in place of: door → jaw → hum"))
  }

  @Test func whatAnEarlierPreparationAgreedCounts() {
    var card = Preparation()
    card.coping = ["hum"]
    let room = Room(.preparation, preparation: card)
    #expect(preview("coping: both feet", in: room).contains("in place of: hum"))
    room.enter("coping: + both feet")
    #expect(room.session.preparation.coping == ["hum", "both feet"])
  }

  /// Rule 7: "the old words come back and are kept as an amendment".
  @Test(arguments: [
    ("coping: slow out-breath; both feet", "coping: slow out-breath; both feet; hum"),
    ("touch: hands", "touch: hands, shoulders"),
    ("trigger: door > jaw > hum", "trigger: door > jaw > hum with me"),
    ("not with this client: light", "not with this client: light; hum"),
  ])
  func aLineIsPutRight(_ line: String, _ right: String) {
    let room = Room(.preparation)
    room.enter(line)
    room.press(.up, .enter)
    #expect(room.text == line)
    #expect(room.reading.preview?.contains("in place of") == false)
    room.control("u")
    room.enter(right)
    #expect(!room.isRefused, "\(room.notice)")
    #expect(room.events.count == 1 && room.entered[0].earlier.count == 1)
    #expect(ShortForm.text(for: room.events[0], in: room.session) == right)
  }

  @Test func anotherSectionIsNotTheSameEntry() {
    let room = Room(.preparation)
    room.enter("touch: hands")
    room.press(.up, .enter)
    room.control("u")
    room.enter("stop: right hand up")
    #expect(room.isRefused)
    #expect(room.session.preparation.touch == "hands" && room.session.preparation.stop.isEmpty)
  }

  @Test func whatIsNotWithThisClientIsPutRightInTheRoom() {
    var card = Preparation()
    card.excluded = ["light"]
    let room = Room(preparation: card)
    room.enter("not with this client: box breath")
    room.press(.up, .enter)
    #expect(room.text == "not with this client: light; box breath")
    room.control("u")
    room.enter("not with this client: box breath")
    #expect(room.session.preparation.excluded == ["box breath"])
  }
}
