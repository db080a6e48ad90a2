import Interaction
import SessionModel
import Testing

/// Racemic nasal and oral sessions, against clinical.md. It gives them no cadence of their own: the
/// clinic default is that of IM, 0 / 15 / 30 / 60 / end; and no minimum stay.
struct SwallowedAndSprayedTests {
  /// Racemic: first effect 1–3, come-up 5–15; peak 15–45; return 60–120. A reading is missed,
  /// oxygen runs, and the session is sealed with its reason.
  @Test func racemic() {
    let sitting = RouteSitting("racemic")
    sitting.prepare(weight: "60", pressure: "120/76 p70 o98")
    let preview = sitting.enter("dose 50mg nasal by M.R.")
    #expect(preview.hasPrefix("ketamine 50 mg"), "\(preview)")
    sitting.until(2)
    #expect(!sitting.header.contains("next device"), "the interval is the label's of esketamine")
    sitting.enter("phase onset")
    #expect(sitting.header.contains("usual 0:01 to 0:15"), "\(sitting.header)")
    sitting.until(16)
    sitting.enter("phase peak")
    #expect(sitting.header.contains("usual 0:15 to 0:45"), "\(sitting.header)")
    sitting.until(20)
    #expect(sitting.header.contains("overdue: vitals 0:15, 5 min"), "\(sitting.header)")
    // From five minutes before the next point one reading is that point's own.
    sitting.until(26)
    sitting.enter("bp 150/84 p90 o94")
    #expect(sitting.missed == [15])
    #expect(sitting.missing.contains { $0.contains("o94") && $0.contains("! SpO₂ < 95") })
    sitting.room.control("v")
    sitting.enter("oxygen 2l start by M.R.")
    #expect(sitting.header.contains("oxygen 2 L/min runs"), "\(sitting.header)")
    #expect(sitting.small.contains("oxygen 2 L/min runs"), "\(sitting.small)")
    sitting.until(40)
    sitting.enter("oxygen stop by M.R.")
    #expect(!sitting.header.contains("oxygen"), "\(sitting.header)")
    sitting.until(60)
    #expect(sitting.header.contains("due: vitals 1:00, now"), "\(sitting.header)")
    sitting.enter("bp 126/80 p76 o98")
    sitting.enter("phase return")
    #expect(sitting.header.contains("usual 1:00 to 2:00"), "\(sitting.header)")
    sitting.until(125)
    #expect(sitting.known("minimum-time")?.words == "the protocol names none")
    sitting.enter(":end")
    #expect(sitting.header.contains("due: vitals before leaving"), "\(sitting.header)")
    sitting.enter("bp 122/78 p72 o98")
    sitting.tickAll(.leaving)
    #expect(sitting.missing.contains("vitals of 0:15 missed"), "\(sitting.missing)")
    sitting.close(reason: "the client slept, not woken for a cuff")
    guard case .sealed(let seal)? = sitting.room.session.entries.last?.event else { return }
    #expect(seal.reason == "the client slept, not woken for a cuff")
  }

  /// Oral: 2–2.5 mg/kg; onset 10–30; peak 45–90; return 180–360. An adverse event begins and ends,
  /// and consent is withdrawn.
  @Test func oral() {
    let sitting = RouteSitting("oral")
    sitting.prepare(weight: "64", pressure: "124/78 p72 o98")
    // 140 mg at 64 kg is 2.1875 mg/kg.
    let preview = sitting.enter("dose 140mg po by M.R.")
    #expect(preview.contains("2.19 mg/kg at 64 kg"), "\(preview)")
    sitting.until(15)
    #expect(sitting.header.contains("due: vitals 0:15, now"), "\(sitting.header)")
    sitting.enter("bp 126/80 p74 o98")
    sitting.until(20)
    sitting.enter("phase onset")
    #expect(sitting.header.contains("usual 0:10 to 0:30"), "\(sitting.header)")
    #expect(!sitting.header.contains("spit"), "what is swallowed is not held")
    sitting.until(30)
    sitting.enter("bp 130/82 p76 o98")
    sitting.until(50)
    sitting.enter("phase peak")
    #expect(sitting.header.contains("usual 0:45 to 1:30"), "\(sitting.header)")
    sitting.until(60)
    sitting.enter("bp 132/82 p78 o98")
    #expect(!sitting.header.contains("vitals"), "nothing is due before the end")
    sitting.enter("ae nausea 2")
    #expect(sitting.header.contains("open: nausea 2"), "\(sitting.header)")
    sitting.until(90)
    sitting.room.type("0")
    sitting.room.pass(seconds(2))
    #expect(sitting.header.contains("! CONSENT WITHDRAWN"), "\(sitting.header)")
    sitting.until(200)
    sitting.enter("phase return")
    #expect(sitting.header.contains("usual 3:00 to 6:00"), "\(sitting.header)")
    sitting.enter("ae nausea end")
    #expect(!sitting.header.contains("open: nausea"), "\(sitting.header)")
    #expect(sitting.header.contains("! CONSENT WITHDRAWN"), "it stands until the end")
    leave(sitting)
  }

  private func leave(_ sitting: RouteSitting) {
    sitting.until(340)
    sitting.enter("suds 2")
    #expect(sitting.known("minimum-time")?.words == "the protocol names none")
    #expect(sitting.known("touch-agreement", .before)?.words == "consent withdrawn")
    sitting.enter(":end")
    #expect(sitting.header.contains("due: vitals before leaving"), "\(sitting.header)")
    sitting.enter("bp 122/78 p70 o98")
    sitting.tickAll(.leaving)
    #expect(sitting.missed.isEmpty)
    sitting.close()
  }
}
