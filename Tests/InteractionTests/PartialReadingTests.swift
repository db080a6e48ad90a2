import Interaction
import SessionModel
import Testing

/// "partial readings": an oximeter or a thermometer alone, by short form and by form, held to
/// range, band and cadence as every reading is.
struct PartialReadingTests {
  @Test(arguments: [
    ("o97", Vitals(spo2: 97)), ("p74", Vitals(pulse: 74)), ("r8", Vitals(respirations: 8)),
    ("t36.8", Vitals(temperature: "36.8")), ("O97", Vitals(spo2: 97)),
    ("p74 o97", Vitals(pulse: 74, spo2: 97)),
    ("r14 t36.8 o97 p74", Vitals(pulse: 74, spo2: 97, respirations: 14, temperature: "36.8")),
    ("o97 by M.R.", Vitals(spo2: 97, measuredBy: "M.R.")), ("bp o97", Vitals(spo2: 97)),
    ("bp p74 o97 by AK", Vitals(pulse: 74, spo2: 97, measuredBy: "AK")),
    ("bp -/- o97", Vitals(spo2: 97)),
  ])
  func aLineOfReadingsIsAReading(_ line: String, _ vitals: Vitals) {
    let room = Room()
    room.enter(line)
    #expect(room.events == [.vitalsMeasured(vitals)])
    // Put right, the same line comes back.
    room.press(.up, .enter)
    let whole = room.text
    #expect(room.reading.meaning == .form(.vitalsMeasured(vitals)), "\(whole)")
  }

  @Test func itIsDatedBackComparedAndAnswersWhatIsDue() throws {
    let room = Room()
    room.enter("bp 124/78 p70")
    room.enter("dose 60mg im")
    room.pass(minutes(17))
    #expect(room.session.dueReading(at: room.session.moment(room.now))?.point == .minutes(15))
    room.enter("-1m o88")
    let entry = try #require(room.entered.last)
    #expect(room.session.remarks(on: entry).map(\.words) == ["!! SpO₂ < 92"])
    #expect(room.ago(entry).map { $0 >= minutes(1) } == true)
    #expect(room.session.dueReading(at: room.session.moment(room.now))?.point == .minutes(30))
    #expect(room.session.baseline?.systolic == 124)
  }

  @Test func aGlanceAtTheOximeterIsNoBaseline() {
    let room = Room()
    func due() -> DueReading.Point? {
      room.session.dueReading(at: room.session.moment(room.now))?.point
    }
    room.enter("o97")
    #expect(due() == .minutes(0))
    room.enter("dose 60mg im")
    room.enter("p74 o97")
    #expect(due() == .minutes(0))
    room.enter("bp 124/78")
    #expect(due() == .minutes(15))
  }

  @Test(arguments: [("o101", "101"), ("p400", "400"), ("t50", "50"), ("r99", "99")])
  func itsRangeHolds(_ line: String, _ typed: String) {
    let room = Room()
    room.enter(line)
    #expect(room.events.isEmpty && room.isRefused && room.notice.contains(typed))
    #expect(room.text == line)
  }

  @Test func theFormLeavesThePressureOut() {
    let room = Room()
    room.enter("bp")
    room.press(.enter, .enter)
    room.enter("91")
    room.press(.enter, .enter, .enter)
    #expect(room.text == "bp o91")
    room.press(.enter)
    #expect(room.events == [.vitalsMeasured(Vitals(spo2: 91))])
    // Nothing typed is nothing kept, and nothing is said to be a form.
    room.enter("bp")
    room.press(.enter, .enter, .enter, .enter, .enter, .enter)
    #expect(room.text == "" && room.live.form == nil && room.events.count == 1)
    #expect(room.notice == "nothing was typed: nothing is kept")
  }
}
