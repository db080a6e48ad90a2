import Interaction
import SessionModel
import Testing

/// Rules 11 and 15: phases by hand, and the grounding checklist.
struct GroundingKeyTests {
  private func prepared() -> Preparation {
    var card = Preparation()
    card.triggers = [
      .init(trigger: "hospital smell", sign: "breath stops", response: "name, place, date"),
      .init(trigger: "door closing", sign: "jaw, left fist", response: "\"it opens\""),
    ]
    card.coping = ["slow out-breath", "both feet"]
    card.resource = "the jetty"
    card.mantra = "I can go slowly"
    card.excluded = ["light"]
    return card
  }

  private func rows(_ room: Room) -> [GroundingRow] {
    GroundingList.rows(
      session: room.session, clinic: clinic, at: room.session.moment(room.now))
  }

  private func steps(_ room: Room) -> [String] {
    room.events.compactMap {
      guard case .grounded(let step) = $0 else { return nil }
      return "\(step.episode) \(step.technique) \(step.act.rawValue) \(step.step)"
    }
  }

  @Test func theOrderOfTheList() {
    let room = Room(preparation: prepared())
    let all = rows(room)
    #expect(all.prefix(2).map(\.words) == ["name, place, date", "\"it opens\""])
    #expect(
      all.filter { $0.group == .hers }.map(\.words)
        == ["slow out-breath", "both feet", "the jetty", "I can go slowly"])
    let general = all.filter { $0.group == .general }.map(\.id)
    #expect(general.first == "quiet-presence")
    #expect(!general.contains("light"))
    #expect(all.last?.group == .always)
    #expect(all.filter { $0.group == .always }.count == 1)
    room.enter("! jaw, left fist again")
    #expect(rows(room).first?.words == "\"it opens\"")
    room.enter("it is the hospital smell")
    #expect(rows(room).first?.words == "name, place, date")
  }

  @Test func keysOfferAcceptDeclineAndTick() {
    let room = Room(preparation: prepared())
    room.control("g")
    room.press(.enter, .right)
    let place = rows(room).firstIndex { $0.id == "name-place-date" } ?? 0
    for _ in 0..<place {
      room.press(.down)
    }
    room.type("   ")
    room.press(.left)
    #expect(
      steps(room) == [
        "1 agreed:hospital smell offered ", "1 agreed:hospital smell accepted ",
        "1 name-place-date step name", "1 name-place-date step place",
        "1 name-place-date step date", "1 name-place-date declined ",
      ])
    let row = rows(room)[place]
    #expect(row.steps.map(\.isTicked) == [true, true, true])
    #expect(row.act == .declined)
    room.type(" ")
    #expect(steps(room).count == 6)
    #expect(room.mode == .grounding)
  }

  @Test func theChosenTechniqueStaysChosenWhenASignIsNoted() {
    let room = Room(preparation: prepared())
    room.control("g")
    #expect(rows(room).map(\.id).prefix(2) == ["agreed:hospital smell", "agreed:door closing"])
    room.enter("jaw, left fist")
    #expect(rows(room).map(\.id).prefix(2) == ["agreed:door closing", "agreed:hospital smell"])
    room.press(.right)
    room.press(.down)
    room.press(.right)
    #expect(
      steps(room) == ["1 agreed:hospital smell accepted ", "1 hers:slow out-breath accepted "])
  }

  @Test func aWayNamedTwiceIsOneRow() {
    var card = prepared()
    card.coping = ["both feet", "both feet"]
    card.resource = "both feet"
    let room = Room(preparation: card)
    #expect(rows(room).count { $0.id == "hers:both feet" } == 1)
    room.control("g")
    for _ in rows(room) {
      room.press(.down)
    }
    room.press(.enter)
    #expect(room.live.pendingMark?.marking == .helpCalled)
  }

  @Test func lettersAreNotesAndDigitsMarks() {
    let room = Room(preparation: prepared())
    room.control("g")
    room.enter("he grips the blanket")
    #expect(room.events.last == note("he grips the blanket"))
    #expect(room.mode == .grounding)
    room.type("4")
    room.pass(seconds(1))
    #expect(room.events.last?.sign == "m")
    room.enter("suds 7")
    #expect(room.events.last?.sign == "s")
    #expect(room.mode == .grounding)
    room.press(.escape)
    #expect(room.mode == .empty)
  }

  @Test func medicalHelpIsTheLastRowAndRestsLikeItsKey() {
    let room = Room()
    room.control("g")
    for _ in 0..<60 {
      room.press(.down)
    }
    room.type(" ")
    #expect(room.events.isEmpty)
    room.press(.enter)
    #expect(room.live.pendingMark?.marking == .helpCalled)
    room.pass(seconds(1))
    #expect(room.session.helpCalled != nil)
  }

  @Test func theEffectIsSeenAndTheListBeginsAnew() {
    let room = Room(preparation: prepared())
    room.enter("suds 8")
    room.control("g")
    room.press(.right)
    #expect(rows(room).first?.act == .accepted)
    room.enter("suds 5")
    let episode = room.session.episodes.first
    #expect(episode?.before?.value == 8)
    #expect(episode?.after?.value == 5)
    #expect(rows(room).first?.act == nil)
    room.press(.right)
    #expect(steps(room).last?.hasPrefix("2 ") == true)
  }

  @Test func countingIsUnsuitedAtThePeakButStaysInTheList() {
    let room = Room()
    room.enter("phase peak")
    let box = rows(room).first { $0.id == "box-breath" }
    #expect(box?.isUnsuited == true)
    room.enter("phase return")
    #expect(rows(room).first { $0.id == "box-breath" }?.isUnsuited == false)
  }

  @Test func groundingBelongsToDosing() {
    let room = Room(.integration)
    room.control("g")
    room.press(.enter)
    #expect(room.isRefused)
    #expect(room.events.isEmpty)
  }

  @Test func controlNOffersThePhasesInOrder() {
    let room = Room()
    for phase in Phase.allCases {
      room.control("n")
      #expect(room.text == "phase \(phase.rawValue)")
      room.press(.enter)
    }
    #expect(room.events == Phase.allCases.map { .phaseEntered($0) })
  }

  @Test func anotherPhaseByUpAndDown() {
    let room = Room()
    room.control("n")
    let stamp = room.now.up
    room.press(.down, .down, .up)
    #expect(room.text == "phase baseline")
    room.control("n")
    #expect(room.text == "phase onset")
    room.press(.enter)
    #expect(room.events == [.phaseEntered(.onset)])
    #expect(room.entered[0].happened.up == stamp)
  }

  @Test(arguments: ["-2m ", "@T1 "])
  func anotherPhaseKeepsTheTimeInFront(_ time: String) {
    let room = Room()
    room.enter("dose 60mg im")
    room.pass(minutes(3))
    room.type("\(time)phase onset")
    let stamp = room.now.up
    room.press(.down)
    #expect(room.text == "\(time)phase peak")
    room.press(.up)
    room.control("n")
    #expect(room.text == "\(time)phase peak")
    room.press(.enter)
    #expect(room.events.last == .phaseEntered(.peak))
    #expect(stamp - (room.entered.last?.happened.up ?? stamp) > minutes(1))
  }

  @Test func controlNParksWhatStandsInTheLine() {
    let room = Room()
    room.type("he is abou")
    room.control("n")
    room.press(.enter)
    #expect(room.events == [.phaseEntered(.arrival)])
    #expect(room.live.parked.map(\.text) == ["he is abou"])
  }

  @Test func phasesBelongToDosing() {
    let room = Room(.preparation)
    room.control("n")
    #expect(room.isRefused)
    #expect(room.text == "")
  }
}
