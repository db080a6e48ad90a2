import Interaction
import SessionModel
import Testing

/// "Also: … second check": who checked the drug and its amount as the second is the witness, by
/// whichever of its names.
struct SecondCheckTests {
  @Test(arguments: ["witness", "check", "second check", "Second check"])
  func aDrugGivenByStaff(_ word: String) {
    for line in [
      "gave ondansetron 4mg po by MK \(word) BB", "gave ondansetron 4mg po \(word) BB by MK",
    ] {
      let room = Room()
      room.type(line)
      #expect(
        room.reading.preview == "ondansetron 4 mg oral, given by MK, witness BB, "
          + "writer is also giver", "\(line)")
      room.press(.enter)
      #expect(
        room.events == [
          .medicated(
            Medication(
              drug: "ondansetron", dose: "4 mg", route: "oral", givenBy: "MK", witness: "BB"))
        ], "\(line)")
    }
  }

  @Test(arguments: ["witness", "check", "second check"])
  func aDoseABoosterAndWaste(_ word: String) throws {
    let room = Room()
    room.enter("dose 60mg im left deltoid lot K2 \(word) Bo Ek by M.R.")
    let given = try #require(room.session.givenDoses.last?.dose)
    #expect(given.witness == "Bo Ek" && given.givenBy == "M.R." && given.lot == "K2")
    room.enter("booster 20mg im by M.R. \(word) AK why asked for more")
    let booster = try #require(room.session.givenDoses.last?.dose)
    #expect(booster.witness == "AK" && booster.reason == "asked for more")
    room.enter("waste 40mg by M.R. \(word) AK")
    #expect(room.events.last?.words == "waste 40 mg, by M.R., witness AK")
  }

  /// What only just misses is refused and stays; nothing of it becomes a note unseen.
  @Test(arguments: [
    "dose 60mg im check", "dose 60mg im second AK", "dose 60mg im check AK check BB",
    "gave ondansetron 4mg po check", "gave ondansetron 4mg po second check",
  ])
  func whatMissesIsSaid(_ line: String) {
    let room = Room()
    room.type(line)
    room.press(.enter)
    #expect(room.isRefused && room.text == line, "\(room.notice)")
    #expect(room.events.isEmpty)
  }

  @Test(arguments: ["gave her a second check", "gave him the check", "dose check later with AK"])
  func proseStaysProse(_ line: String) {
    let room = Room()
    room.enter(line)
    #expect(room.events == [note(line)])
  }
}
