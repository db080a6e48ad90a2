import Interaction
import SessionModel
import Testing

/// An intravenous session from the list before dosing to the seal, against clinical.md: 0.5 mg/kg
/// over 40 min; onset 2–10; return 15–30 after stop; stay ≥ 60; vitals 0 / 5 / 20 / 40 / 100.
struct InfusionSessionTests {
  @Test func theWholeSession() {
    let sitting = RouteSitting("iv")
    sitting.prepare(weight: "70", pressure: "122/78 p70 o98")
    // 35 mg at 70 kg is 0.5 mg/kg.
    let preview = sitting.enter("dose 35mg iv left hand lot K1 witness A.K. by M.R.")
    #expect(preview.contains("0.5 mg/kg at 70 kg"), "\(preview)")
    sitting.until(1)
    sitting.enter("infusion start")
    #expect(sitting.header.contains("next: vitals 0:05, in 4 min"), "\(sitting.header)")
    sitting.until(3)
    sitting.enter("phase onset")
    #expect(sitting.header.contains("usual 0:02 to 0:10"), "\(sitting.header)")
    infuse(sitting)
    comeBack(sitting)
    leave(sitting)
  }

  private func infuse(_ sitting: RouteSitting) {
    sitting.until(5)
    #expect(sitting.header.contains("due: vitals 0:05, now"), "\(sitting.header)")
    sitting.until(9)
    #expect(sitting.header.contains("overdue: vitals 0:05, 4 min"), "\(sitting.header)")
    sitting.enter("bp 128/82 p76 o97")
    sitting.until(10)
    #expect(sitting.header.contains("next: vitals 0:20, in 10 min"), "\(sitting.header)")
    sitting.until(13)
    sitting.enter("infusion pause")
    // Started at 1, paused at 13: 12 of the 40 minutes, whatever goes by.
    #expect(sitting.header.contains("infusion 12 of 40 min, paused"), "\(sitting.header)")
    sitting.until(18)
    #expect(sitting.header.contains("infusion 12 of 40 min, paused"), "\(sitting.header)")
    sitting.enter("infusion start")
    sitting.until(20)
    #expect(sitting.header.contains("due: vitals 0:20, now"), "\(sitting.header)")
    sitting.enter("bp 138/86 p80 o97")
    sitting.until(25)
    sitting.enter("phase peak")
    // No end yet to count from: the window is said in words.
    #expect(sitting.header.contains("15 min after the infusion"), "\(sitting.header)")
    sitting.until(40)
    #expect(sitting.header.contains("due: vitals 0:40, now"), "\(sitting.header)")
    sitting.enter("bp 142/88 p84 o97")
    sitting.until(46)
    #expect(sitting.small.contains("infusion 39 of 40 min"), "\(sitting.small)")
    sitting.enter("infusion stop")
    #expect(!sitting.header.contains("infusion 40"), "\(sitting.header)")
    let infusion = sitting.room.session.infusion
    #expect(infusion?.ran(at: sitting.room.session.moment(sitting.room.now)) == minutes(40))
  }

  /// Leaving time counts from the last dose: one that was given after the infusion's end too.
  @Test func aDoseAfterTheInfusionMovesTheLeaving() {
    let sitting = RouteSitting("iv")
    sitting.enter("bp 122/78 p70 o98")
    sitting.enter("dose 35mg iv")
    sitting.enter("infusion start")
    sitting.until(40)
    sitting.enter("infusion stop")
    sitting.until(50)
    #expect(sitting.known("minimum-time")?.from.hasPrefix("infusion's end") == true)
    sitting.enter("booster 10mg iv why came back early")
    sitting.until(70)
    let stay = sitting.known("minimum-time")
    #expect(stay?.words == "41 min to go of 60", "\(stay?.words ?? "")")
    #expect(stay?.from.hasPrefix("last dose") == true, "\(stay?.from ?? "")")
    sitting.enter(":end")
    sitting.until(100)
    sitting.enter("bp 122/78 p70 o98")
    #expect(sitting.header.contains("minimum stay: 10 min to go"), "\(sitting.header)")
  }

  private func comeBack(_ sitting: RouteSitting) {
    sitting.until(50)
    sitting.enter("phase return")
    // 15 to 30 minutes after the stop at 46.
    #expect(sitting.header.contains("usual 1:01 to 1:16"), "\(sitting.header)")
    #expect(sitting.header.contains("next: vitals 1:40, in 50 min"), "\(sitting.header)")
    sitting.until(80)
    sitting.enter("phase recovery")
    sitting.until(100)
    #expect(sitting.header.contains("due: vitals 1:40, now"), "\(sitting.header)")
    sitting.enter("bp 124/80 p72 o98")
    #expect(sitting.missed.isEmpty)
    sitting.enter("suds 2")
  }

  private func leave(_ sitting: RouteSitting) {
    sitting.until(105, 1)
    // 60 minutes from the infusion's end at 46:00, not from the dose.
    let stay = sitting.known("minimum-time")
    #expect(stay?.words == "1 min to go of 60", "\(stay?.words ?? "")")
    #expect(stay?.from.contains("infusion's end") == true)
    sitting.enter(":end")
    #expect(sitting.header.contains("minimum stay: under 1 min to go"), "\(sitting.header)")
    sitting.until(106, 1)
    #expect(sitting.known("minimum-time")?.words == "60 of 60 min")
    #expect(sitting.header.contains("minimum stay over"), "\(sitting.header)")
    #expect(sitting.known("vitals")?.words == "124/80  p72  o98  +2/+2")
    #expect(sitting.known("suds")?.words == "2, baseline 5")
    sitting.tickAll(.leaving)
    sitting.enter("enter sister escort")
    sitting.enter("leave sister")
    #expect(sitting.missing.allSatisfy { $0.contains("has not left") }, "\(sitting.missing)")
    sitting.close()
  }
}
