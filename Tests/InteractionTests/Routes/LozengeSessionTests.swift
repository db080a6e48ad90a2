import Interaction
import SessionModel
import Testing

/// A sublingual session, against clinical.md: 100–400 mg; hold 10–12 min then spit; onset 10–20;
/// peak the next 30–45; return 60–120; booster 15–30; vitals 0 / 15 / 30 / 60 / end; leaving 90 min
/// after the last dose; slot about 3 h.
struct LozengeSessionTests {
  @Test func theWholeSession() {
    var card = Preparation()
    card.plan = "sublingual 200 mg, booster 100 mg"
    let sitting = RouteSitting("sublingual", preparation: card)
    sitting.prepare(weight: "80", pressure: "124/78 p72 o98")
    // 200 mg at 80 kg is 2.5 mg/kg, as planned.
    let preview = sitting.enter("dose 200mg sl lot L9 by M.R.")
    #expect(preview.contains("2.5 mg/kg at 80 kg") && !preview.contains("plan"), "\(preview)")
    hold(sitting)
    boost(sitting)
    leave(sitting)
  }

  private func hold(_ sitting: RouteSitting) {
    sitting.until(1)
    #expect(sitting.header.contains("spit in 9 min"), "\(sitting.header)")
    sitting.until(9, 30)
    #expect(sitting.header.contains("spit in under 1 min"), "\(sitting.header)")
    for (minute, second) in [(10, 0), (12, 0), (12, 59)] as [(Int64, Int64)] {
      sitting.until(minute, second)
      #expect(sitting.header.contains("due: spit"), "\(minute): \(sitting.header)")
      #expect(!sitting.header.contains("overdue: spit"))
    }
    sitting.until(13)
    #expect(sitting.header.contains("overdue: spit, 1 min"), "\(sitting.header)")
    #expect(sitting.small.contains("overdue: spit, 1 min"), "\(sitting.small)")
    sitting.enter("spit")
    #expect(!sitting.header.contains(": spit"), "\(sitting.header)")
    sitting.room.type("spit")
    #expect(sitting.room.reading.refusal != nil, "nothing is held any more")
    sitting.room.control("u")
    sitting.enter("phase onset")
    #expect(sitting.header.contains("usual 0:10 to 0:20"), "\(sitting.header)")
    sitting.until(15)
    #expect(sitting.header.contains("due: vitals 0:15, now"), "\(sitting.header)")
    sitting.enter("bp 130/82 p78 o97")
  }

  private func boost(_ sitting: RouteSitting) {
    sitting.room.enter(":facts booster")
    #expect(sitting.whole.contains("booster: 15 to 30 min after the first dose"))
    sitting.room.press(.escape)
    sitting.until(22)
    sitting.enter("booster offered 100mg why still at the edge")
    let preview = sitting.enter("booster 100mg sl by M.R. why still at the edge")
    #expect(!preview.contains("above the plan"), "\(preview)")
    #expect(sitting.room.session.givenDoses.map(\.dose.milligrams) == ["200", "100"])
    // The second lozenge has a hold and a clock of its own.
    let second = sitting.room.tPlus(sitting.room.session.givenDoses[1].entry) ?? 0
    #expect(second >= minutes(22) && second < minutes(23))
    sitting.until(24)
    #expect(sitting.header.contains("spit in 8 min"), "\(sitting.header)")
    #expect(sitting.header.contains("2nd +0:01"), "\(sitting.header)")
    sitting.enter("phase peak")
    // Onset ends at 20, and the peak is the 30 to 45 minutes after: by 65.
    #expect(sitting.header.contains("usual 0:20 to 1:05"), "\(sitting.header)")
    sitting.until(33)
    #expect(sitting.header.contains("due: spit"), "\(sitting.header)")
    sitting.enter("spit")
    sitting.until(34)
    #expect(sitting.header.contains("overdue: vitals 0:30, 4 min"), "\(sitting.header)")
    #expect(sitting.missed == [30])
    sitting.enter("bp 136/84 p80 o97")
    #expect(sitting.missed.isEmpty)
    sitting.until(60)
    #expect(sitting.header.contains("due: vitals 1:00, now"), "\(sitting.header)")
    sitting.enter("bp 128/80 p76 o98")
  }

  private func leave(_ sitting: RouteSitting) {
    sitting.until(70)
    sitting.enter("phase return")
    #expect(sitting.header.contains("usual 1:00 to 2:00"), "\(sitting.header)")
    sitting.until(111)
    // 90 minutes from the booster at 22, not from the first dose.
    let stay = sitting.known("minimum-time")
    #expect(stay?.words == "2 min to go of 90", "\(stay?.words ?? "")")
    #expect(
      stay?.from.contains("last dose") == true && stay?.from.contains("clinic default") == true)
    sitting.enter(":end")
    #expect(sitting.header.contains("due: vitals before leaving"), "\(sitting.header)")
    sitting.enter("bp 122/76 p70 o98")
    #expect(sitting.header.contains("minimum stay: "), "\(sitting.header)")
    sitting.until(113)
    #expect(sitting.known("minimum-time")?.words == "90 of 90 min")
    #expect(sitting.header.contains("minimum stay over"), "\(sitting.header)")
    #expect(sitting.known("vitals")?.words == "122/76  p70  o98  -2/-2")
    sitting.enter("suds 3")
    sitting.tickAll(.leaving)
    sitting.close()
  }
}
