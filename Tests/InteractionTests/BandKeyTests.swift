import Interaction
import SessionModel
import Testing

/// "bands amber/red shown by sign and role, acknowledged by key and recorded, no advice".
struct BandKeyTests {
  private func acknowledged(_ room: Room) -> [String] {
    room.events.compactMap {
      guard case .checkTicked(let tick) = $0, tick.list == CheckTick.bands else { return nil }
      return tick.words
    }
  }

  @Test func theNewestThatWaitsIsAcknowledged() {
    let room = Room()
    room.enter("dose 60mg im")
    room.enter("bp 165/95")
    room.enter("bp 120/80")
    let reading = room.entered[1]
    #expect(room.session.unacknowledgedReadings.map(\.id) == [reading.id])
    room.control("v")
    #expect(acknowledged(room).count == 1)
    #expect(acknowledged(room).first?.hasSuffix("! systolic > 160") == true)
    #expect(room.session.acknowledgements[reading.id]?.id == room.entered.last?.id)
    #expect(room.session.unacknowledgedReadings.isEmpty)
    room.control("v")
    #expect(room.isRefused)
    #expect(acknowledged(room).count == 1)
  }

  /// Before dosing > 140/90 is a hold-check: acknowledged by the same key, and recorded.
  @Test func aHoldCheckIsAcknowledgedToo() {
    let room = Room()
    room.enter("bp 140/90")
    #expect(room.session.unacknowledgedReadings.isEmpty)
    room.enter("bp 150/85")
    room.control("v")
    #expect(acknowledged(room).map { $0.hasSuffix("! hold-check: systolic > 140") } == [true])
    room.enter("dose 60mg im")
    #expect(room.session.unacknowledged.isEmpty)
    room.control("v")
    #expect(room.isRefused)
  }

  @Test func aChosenReadingGoesFirst() {
    let room = Room()
    room.enter("dose 60mg im")
    room.enter("bp 185/95")
    room.enter("bp 165/95")
    room.press(.up, .up)
    room.enter(":ack")
    #expect(acknowledged(room).first?.contains("!! systolic > 180") == true)
    room.press(.escape, .up, .up, .up)
    room.control("v")
    #expect(room.isRefused)
    #expect(room.notice.contains("was acknowledged"))
    room.press(.up)
    room.control("v")
    #expect(room.notice.contains("no reading in a band"))
    #expect(acknowledged(room).count == 1)
  }

  @Test func aReadingPutRightIntoAnotherBandWaitsAgain() {
    let room = Room()
    room.enter("dose 60mg im")
    room.enter("bp 165/95")
    room.control("v")
    room.press(.up, .up, .enter)
    room.control("u")
    room.enter("bp 185/95")
    #expect(room.session.unacknowledgedReadings.count == 1)
    room.press(.end)
    room.control("v")
    #expect(room.session.unacknowledgedReadings.isEmpty)
    #expect(acknowledged(room).count == 2)
  }

  @Test func theFooterShowsTheKeyOnlyWhileOneWaits() {
    for mode in [Mode.empty, .log] {
      #expect(!Binding.footer(for: mode).contains { $0.key == "^V" })
      let hints = Binding.footer(for: mode, asksAcknowledging: true)
      #expect(hints.first?.key == "^V")
      #expect(hints.count <= 5 && hints.last?.words == "help")
    }
  }
}
