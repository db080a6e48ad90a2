import Interaction
import Protocols
import SessionModel
import Testing

/// "Bad input: every field's range and unit, with the message at the line and the typed text kept",
/// in checklists; what is named, changed or out of the protocol in the other forms.
struct TypedFigureTests {
  private func room(_ name: String = "im") -> Room {
    Room(rules: library.rules(protocolName: name), protocolName: name)
  }

  /// The form of an item's fields, open.
  private func asking(_ item: String, of list: String, _ name: String) -> Room {
    let room = room(name)
    room.enter(":check \(list)")
    let stage: CheckList.Stage = list.hasPrefix("before") ? .before : .leaving
    let rows = CheckList.rows(
      stage, session: room.session, at: room.session.moment(room.now))
    var live = room.live
    live.panel = .checklist(stage, chosen: rows.first { $0.item.id == item }?.id ?? "")
    room.interface.place = .live(live)
    room.press(.enter)
    return room
  }

  @Test(arguments: [
    ("food", "before", "im", "abc"), ("food", "before", "im", "73"), ("food", "before", "im", "-1"),
    ("water", "before", "im", "99999999"), ("water", "before", "im", "1.5"),
    ("water", "before", "im", "30 h"), ("ready-minute", "leaving", "esketamine", "abc"),
    ("ready-minute", "leaving", "esketamine", "601"),
    ("ready-minute", "leaving", "esketamine", "1:35"),
  ])
  func aFigureOutsideItsRangeStaysInTheLine(
    _ item: String, _ list: String, _ name: String, _ typed: String
  ) {
    let room = asking(item, of: list, name)
    room.type(typed)
    room.press(.enter)
    #expect(room.isRefused && room.text == typed, "\(room.notice)")
    #expect(room.notice.contains(" to ") && !room.notice.contains("abc"), "\(room.notice)")
    #expect(room.events.isEmpty)
  }

  @Test(arguments: [
    ("food", "before", "im", "3.5", "3.5 h"), ("food", "before", "im", "0h", "0 h"),
    ("food", "before", "im", "72 h", "72 h"), ("water", "before", "im", "1440 min", "1440 min"),
    ("ready-minute", "leaving", "esketamine", "T+95", "T+95 min"),
    ("ready-minute", "leaving", "esketamine", "600", "T+600 min"),
  ])
  func aFigureIsKeptWithItsUnitAndTheItemInItsWords(
    _ item: String, _ list: String, _ name: String, _ typed: String, _ kept: String
  ) throws {
    let room = asking(item, of: list, name)
    room.enter(typed)
    let rules = room.session.rules.checklists.flatMap(\.items)
    let words = try #require(rules.first { $0.id == item }?.words)
    #expect(room.events.last?.words == "\(words): done, \(kept)")
  }

  @Test(arguments: [
    "before", "before-dosing", "bef", "leaving", "leaving-esk", "Before dosing",
  ])
  func aListOpensByTheBeginningOfItsName(_ typed: String) {
    let room = room("esketamine")
    room.enter(":check \(typed)")
    #expect(room.mode == .checklist, "\(room.notice)")
    guard case .checklist(_, let chosen)? = room.live.panel else { return }
    #expect(chosen.hasPrefix(typed == "leaving-esk" ? "leaving-esketamine/" : ""))
  }

  @Test func doneAgainGoesOnWithoutASecondRecord() {
    let room = room()
    room.enter(":check before")
    room.press(.right, .right, .right)
    #expect(room.events.count == 2)
    #expect(
      room.events.map(\.words) == ["identity: done", "consent current, incl. off-label: done"])
  }

  @Test(arguments: [
    ("im", "dose 60mg im", ""),
    ("im", "dose 60mg esketamine nasal", "not the protocol's drug, ketamine"),
    ("im", "dose ketamine 75mg sl", "not the protocol's route, IM"),
    ("esketamine", "dose 60mg ketamine im", "not the protocol's drug, esketamine"),
    ("esketamine", "infusion start", "has no infusion"), ("iv", "infusion start", ""),
  ])
  func whatIsNotTheProtocolsIsSaidAndKept(_ name: String, _ line: String, _ words: String) throws {
    let room = room(name)
    room.type(line)
    #expect(room.reading.preview?.contains("protocol") == !words.isEmpty, "\(room.reading)")
    #expect(room.reading.preview?.contains(words.isEmpty ? "" : words) == true || words.isEmpty)
    room.press(.enter)
    let kept = try #require(room.entered.last)
    let said = room.session.remarks(on: kept).filter { $0.words.contains("protocol") }
    #expect(said.contains { $0.words.contains(words) && $0.isPressing } == !words.isEmpty)
    if case .dosed(let dose) = kept.event {
      #expect(dose.drug == (line.contains("esk") ? "esketamine" : "ketamine"))
      room.press(.up, .enter)
      #expect(room.reading.preview?.contains(words.isEmpty ? "60 mg" : words) == true)
    }
  }

  @Test func wasteIsNotHeldToTheLimitOfADose() {
    let room = room()
    room.enter("waste 940mg by AK witness BB")
    #expect(room.events.count == 1)
    room.enter("dose 940mg im")
    #expect(room.isRefused && room.events.count == 1)
  }

  @Test func aSecondBeginningIsAChangeOfTheOneThatIsOpen() {
    let room = room()
    room.enter("ae nausea 1")
    room.enter("ae nausea 2")
    #expect(room.events.map(\.words) == ["nausea 1 begins", "nausea now 2"])
    #expect(room.session.openAdverse.map(\.event.grade) == [2])
    let missing = room.session.outstanding(at: room.session.moment(room.now))
    #expect(missing.filter { $0.kind == .adverse }.map(\.words) == ["nausea 2 is open"])
    let overview = Overview(room.session, at: room.session.moment(room.now))
    #expect(overview.adverse.count == 1 && overview.adverse[0].changes[0].hasPrefix("now 2 at "))
    room.enter("ae nausea end")
    #expect(room.session.openAdverse.isEmpty)
    room.enter("ae nausea 1")
    #expect(room.events.last?.words == "nausea 1 begins")
  }

  @Test func aChangeWhoseBeginningIsStruckIsTheBeginning() throws {
    let room = room()
    room.enter("ae nausea 1")
    let first = try #require(room.entered.last)
    room.enter("ae nausea 2")
    #expect(room.session.striking(first.id).entries.last?.event.words == "nausea 2 begins")
  }

  @Test func oxygenAtAnotherFlowIsAChange() {
    let room = room()
    room.enter("oxygen 2l start")
    room.enter("oxygen 2l start")
    #expect(room.isRefused && room.notice.contains("2 L/min already"))
    #expect(room.events.count == 1)
    room.press(.escape)
    room.enter("oxygen 4l start")
    #expect(room.events.last?.words == "oxygen changed to 4 L/min")
    room.enter("oxygen stop")
    room.enter("oxygen 4l start")
    #expect(room.events.last?.words == "oxygen 4 L/min started")
  }

  /// The cadence "lozenge at home, pre and post with a look every 15" is a protocol to choose.
  @Test func aLookFallsDueAtHome() {
    let room = room("lozenge-home")
    room.enter("bp 124/78")
    room.enter("dose 100mg sl")
    func due() -> DueReading? { room.session.dueReading(at: room.session.moment(room.now)) }
    #expect(due()?.point == .look)
    room.pass(minutes(16))
    #expect((due()?.milliseconds ?? 0) < 0)
    room.enter("asleep, breath quiet")
    #expect((due()?.milliseconds ?? 0) > minutes(14))
    room.enter(":end")
    #expect(due()?.point == .beforeLeaving)
  }
}
