import SessionModel
import Testing

/// Who is in the room, since when, and for how many minutes in all.
struct AttendanceTests {
  private func enters(_ person: String, _ role: String = "nurse") -> Event {
    .presenceChanged(Presence(person: person, role: role, change: .enters))
  }

  private func leaves(_ person: String) -> Event {
    .presenceChanged(Presence(person: person, role: "", change: .leaves))
  }

  private func now(_ scribe: Scribe) -> Moment { scribe.session.moment(scribe.now) }

  @Test func severalVisitsAddUp() {
    let scribe = Scribe()
    scribe.write(enters("A.K."))
    scribe.pass(minutes(10))
    scribe.write(leaves("AK"))
    scribe.pass(minutes(30))
    scribe.write(enters("ak", "doctor"))
    scribe.write(enters("M.R.", "escort"))
    scribe.pass(minutes(5))
    let people = scribe.session.attendance
    #expect(people.map(\.person) == ["A.K.", "M.R."])
    #expect(people.map(\.role) == ["doctor", "escort"])
    #expect(people.map { $0.milliseconds(at: now(scribe)) } == [minutes(15), minutes(5)])
    #expect(scribe.session.present.map(\.person) == ["A.K.", "M.R."])
    scribe.write(leaves("M.R."))
    scribe.pass(minutes(60))
    #expect(
      scribe.session.attendance.map { $0.milliseconds(at: now(scribe)) }
        == [minutes(75), minutes(5)])
    #expect(scribe.session == scribe.replayed)
  }

  @Test func nobodyEntersTwiceOrLeavesUnseen() {
    let scribe = Scribe()
    #expect(scribe.refusal(leaves("AK")) == .notPresent)
    scribe.write(enters("AK"))
    #expect(scribe.refusal(enters("A.K.")) == .presentAlready)
    let left = scribe.write(leaves("AK"))
    #expect(scribe.refusal(leaves("AK")) == .notPresent)
    scribe.must(.strike(left))
    #expect(scribe.session.present.map(\.person) == ["AK"])
  }

  @Test func whoCameIsTypedLate() {
    let scribe = Scribe()
    scribe.pass(minutes(20))
    scribe.write(leaves("AK"), ago: minutes(2))
    scribe.write(enters("AK"), ago: minutes(12))
    #expect(scribe.session.attendance.map { $0.milliseconds(at: now(scribe)) } == [minutes(10)])
    #expect(scribe.session.present.isEmpty)
  }
}
