import Interaction
import SessionModel
import Testing

/// An esketamine session, against clinical.md: 5 min between devices; onset 5–15; peak about 40;
/// return 90–120; vitals 0 / 40 / before leaving; at least 120 min **and** until resolved; before
/// dosing > 140/90 hold-check; at what minute the client *would* have been ready.
struct EsketamineSessionTests {
  @Test func theWholeSession() {
    let sitting = RouteSitting("esketamine")
    hold(sitting)
    sitting.tickAll(.before)
    spray(sitting)
    comeBack(sitting)
    leave(sitting)
  }

  /// "5 min between devices": a dose by another way or of another drug is no device. Leaving time
  /// counts from the last dose, whatever it was.
  @Test(arguments: ["dose 25mg ketamine im", "dose 25mg im", "dose 25mg ketamine nasal"])
  func aDoseThatIsNoDeviceLeavesTheirClockAlone(_ line: String) {
    let sitting = RouteSitting("esketamine")
    sitting.enter("bp 124/78 p72 o98")
    sitting.enter("dose 28mg nasal lot E1 by M.R.")
    sitting.until(1, 30)
    let other = sitting.enter(line)
    #expect(!other.contains("between devices"), "\(other)")
    #expect(sitting.header.contains("next device in 3 min"), "\(sitting.header)")
    sitting.until(2, 30)
    sitting.room.type("dose 28mg nasal lot E1 by M.R.")
    let device = sitting.room.reading.preview ?? ""
    #expect(device.contains("2 min before the 5 min between devices are over"), "\(device)")
    sitting.room.control("u")
    sitting.until(101, 45)
    let stay = sitting.known("minimum-time")?.words ?? ""
    #expect(stay.hasPrefix("20 min to go of 120"), "\(stay)")
  }

  /// A device that is entered late is held to the one before it, not to one that came after.
  @Test func aLateDeviceIsHeldToTheOneBefore() {
    let sitting = RouteSitting("esketamine")
    sitting.enter("dose 28mg nasal")
    sitting.until(8)
    sitting.enter("dose 28mg nasal")
    sitting.until(9)
    sitting.room.type("-6m30s dose 28mg nasal")
    let late = sitting.room.reading.preview ?? ""
    #expect(late.contains("2 min before the 5 min between devices are over"), "\(late)")
  }

  /// A pressure over 140/90 before dosing is acknowledged by key, and measured again.
  private func hold(_ sitting: RouteSitting) {
    sitting.enter("enter MK therapist")
    sitting.enter("enter M.R. nurse")
    sitting.enter("bp 145/92 p80 o98")
    #expect(sitting.whole.contains("! hold-check: systolic > 140"))
    #expect(sitting.missing.contains { $0.contains("145/92") && $0.contains("not acknowledged") })
    sitting.room.control("v")
    #expect(!sitting.missing.contains { $0.contains("not acknowledged") })
    sitting.room.pass(minutes(10))
    sitting.enter("bp 138/88 p76 o98")
    sitting.enter("suds 5")
    let asked = sitting.rows(.before).map(\.item.id)
    #expect(asked.contains("food-esketamine") && asked.contains("nasal-spray"))
    #expect(!asked.contains("food") && !asked.contains("water"))
  }

  private func spray(_ sitting: RouteSitting) {
    let preview = sitting.enter("dose 28mg nasal lot E1 by M.R.")
    #expect(preview.hasPrefix("esketamine 28 mg"), "\(preview)")
    sitting.until(2)
    #expect(sitting.header.contains("next device in 3 min"), "\(sitting.header)")
    sitting.until(3)
    sitting.room.type("dose 28mg nasal lot E1 by M.R.")
    let early = sitting.room.reading.preview ?? ""
    #expect(early.contains("before the 5 min between devices are over"), "\(early)")
    #expect(sitting.room.reading.refusal == nil, "shown, never refused")
    sitting.room.control("u")
    sitting.until(5, 1)
    #expect(!sitting.header.contains("next device"), "\(sitting.header)")
    let second = sitting.enter("dose 28mg nasal lot E1 by M.R.")
    #expect(!second.contains("between devices"), "\(second)")
    #expect(sitting.header.contains("28+28 mg"), "\(sitting.header)")
    sitting.until(8)
    sitting.enter("phase onset")
    #expect(sitting.header.contains("usual 0:05 to 0:15"), "\(sitting.header)")
    sitting.until(10)
    #expect(sitting.header.contains("next: vitals 0:40, in 30 min"), "\(sitting.header)")
    sitting.until(30)
    sitting.enter("phase peak")
    sitting.until(40)
    #expect(sitting.header.contains("due: vitals 0:40, now"), "\(sitting.header)")
    sitting.enter("bp 152/94 p88 o97")
    #expect(sitting.whole.contains("+14/+6 from baseline"))
    #expect(sitting.whole.contains("SpO₂ throughout: 97 at"), "\(sitting.whole)")
    #expect(sitting.missing.filter { $0.contains("152/94") }.isEmpty, "160/100 is the edge")
  }

  private func comeBack(_ sitting: RouteSitting) {
    sitting.until(90)
    sitting.enter("phase return")
    #expect(sitting.header.contains("usual 1:30 to 2:00"), "\(sitting.header)")
    sitting.until(95)
    sitting.enter("suds 3")
    sitting.room.enter(":check leaving")
    sitting.choose("ready-minute", .leaving)
    sitting.room.press(.enter)
    #expect(sitting.room.live.form?.field.name == "minute")
    sitting.room.enter("95")
    sitting.room.press(.escape)
    let ready = sitting.rows(.leaving).first { $0.item.id == "ready-minute" }?.tick
    #expect(ready?.words == "T+95 min" && ready?.list == "leaving-esketamine")
  }

  private func leave(_ sitting: RouteSitting) {
    // 120 minutes from the second device at 5:01, and until effects have resolved.
    sitting.until(124, 2)
    let stay = sitting.known("minimum-time")
    #expect(
      stay?.words == "1 min to go of 120, and until effects have resolved", "\(stay?.words ?? "")")
    #expect(stay?.from.contains("Spravato label") == true)
    sitting.until(125, 2)
    #expect(
      sitting.known("minimum-time")?.words == "120 of 120 min, and until effects have resolved")
    sitting.enter(":end")
    #expect(sitting.header.contains("due: vitals before leaving"), "\(sitting.header)")
    sitting.enter("bp 136/86 p74 o98")
    #expect(sitting.header.contains("minimum stay over"), "\(sitting.header)")
    #expect(sitting.missed.isEmpty)
    sitting.tickAll(.leaving)
    sitting.close()
  }
}
