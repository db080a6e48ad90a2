import SessionModel
import Testing

/// What the session adds to an entry by comparing it: the plan, the weight, the agreement.
struct RemarkTests {
  @Test(arguments: [
    ("60 mg im, booster 20 mg", 6000, 2000), ("IM 60 mg, booster 30 mg", 6000, 3000),
    ("60mg im booster 20mg", 6000, 2000), ("20 mg booster, 60 mg im", 6000, 2000),
    ("60 mg im then 20 mg booster", 6000, 2000), ("60-75 mg im", 7500, nil),
    ("2 x 28 mg", 5600, nil), ("0.5 mg/kg over 40 min", nil, nil), ("37.5 mg", 3750, nil),
    ("as last time", nil, nil), ("", nil, nil), ("booster 30 mg", nil, 3000),
    ("56 mg or 84 mg", 8400, nil), ("100mg + booster 50mg", 10000, 5000),
    ("IM 60+30 mg", 6000, 3000), ("60mg+30mg im", 6000, 3000), ("60 mg im + 30 mg", 6000, 3000),
    ("60 mg + 30 mg", 6000, 3000), ("60mg/30mg im", 6000, 3000), ("60 / 30 mg", 6000, 3000),
    ("primary 60, booster 30", 6000, 3000), ("2 x 28 mg + 28 mg", 5600, 2800),
    ("0.5mg/kg", nil, nil), ("over 40 min", nil, nil), ("60 mg over 40 min", 6000, nil),
    ("booster after 20 min", nil, nil), ("sixty mg", nil, nil), ("60-75+30 mg", 7500, 3000),
    ("56 mg + ondansetron 4 mg", 5600, nil), ("c+, mg, +, /", nil, nil),
  ])
  func thePlanIsReadFromItsWords(_ plan: String, _ primary: Int?, _ booster: Int?) {
    #expect(PlannedDoses(plan).primary == primary)
    #expect(PlannedDoses(plan).booster == booster)
  }

  @Test(arguments: [
    ("60", "64", "0.94 mg/kg at 64 kg"), ("60", "60", "1 mg/kg at 60 kg"),
    ("37.5", "75", "0.5 mg/kg at 75 kg"), ("0.1", "20", "0.01 mg/kg at 20 kg"),
    // Exactly half goes up: 1.005 has no exact binary form.
    ("100.5", "100", "1.01 mg/kg at 100 kg"), ("100.49", "100", "1 mg/kg at 100 kg"),
  ])
  func milligramsForEachKilogram(_ amount: String, _ weight: String, _ words: String) {
    let scribe = Scribe()
    #expect(scribe.session.perKilogram(amount) == nil)
    scribe.write(.vitalsMeasured(Vitals(weight: "300")))
    scribe.write(.vitalsMeasured(Vitals(weight: weight)))
    scribe.write(reading())
    #expect(scribe.session.perKilogram(amount) == words)
  }

  @Test func theWriterIsNamedInTheLog() {
    let scribe = Scribe()
    func words(_ giver: String, _ witness: String, _ act: Dose.Act = .given) -> [String] {
      let id = scribe.write(
        .dosed(Dose(act: act, milligrams: "10", givenBy: giver, witness: witness)))
      return scribe.session[id].map { scribe.session.remarks(on: $0).map(\.words) } ?? []
    }
    #expect(words("", "") == [])
    #expect(words("A.K.", "M.R.") == [])
    #expect(words("M.K.", "") == ["writer is also giver"])
    #expect(words("A.K.", "MK") == ["writer is also witness"])
    #expect(words("A.K.", "AK") == ["giver is also witness"])
    #expect(words("MK", "MK") == ["writer is also giver and witness"])
    #expect(words("A.K.", "AK", .wasted) == ["who wasted is also witness"])
    let given = Medication(
      drug: "lorazepam", dose: "2 mg", route: "IM", givenBy: "MK", witness: "M.K.")
    let id = scribe.write(.medicated(given))
    let said = scribe.session[id].map { scribe.session.remarks(on: $0).map(\.words) }
    #expect(said == ["writer is also giver and witness"])
  }

  @Test(arguments: [
    ("hand", "hands, shoulders, ask each time", true), ("left hand", "hands", true),
    ("shoulders", "hands and shoulders", true), ("feet", "hands, shoulders", false),
    ("feet", "only the foot", true), ("hand", "not the hands", false),
    ("hand", "shoulders but not the hands", false), ("shoulder", "shoulders, never hands", true),
    ("right hand", "left hand", false), ("left hand", "left hand", true),
    ("hand", "left hand", false), ("hand", "both hands", true), ("hand", "", false),
    ("hand", "handshake", false), ("arm", "forearms", false),
  ])
  func theAgreementNamesAnArea(_ area: String, _ agreement: String, _ isNamed: Bool) {
    #expect(TouchArea(library.vocabulary().lists).isNamed(area, in: agreement) == isNamed)
  }

  @Test func aTotalHasItsBandAndSedationItsSign() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.pass(minutes(5))
    func words(_ scale: String, _ value: Int) -> [String] {
      let id = scribe.write(.scored(Score(scale: scale, value: value)))
      return scribe.session[id].map { scribe.session.remarks(on: $0).map(\.words) } ?? []
    }
    #expect(words("phq9", 19) == ["moderately severe"])
    #expect(words("phq9", 20) == ["severe"])
    #expect(words("suds", 8) == [])
    #expect(words("moaas", 4) == [])
    #expect(words("moaas", 3) == ["! MOAA/S ≤ 3"])
    #expect(words("moaas", 2) == ["!! MOAA/S ≤ 2"])
  }
}
