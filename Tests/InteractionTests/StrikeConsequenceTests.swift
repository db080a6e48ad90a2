import Interaction
import SessionModel
import Testing

/// Rule 7: the question that strikes says what changes.
struct StrikeConsequenceTests {
  private func room(_ name: String = "iv") -> Room {
    var rules = shippedRules
    rules.treatment = library.treatmentProtocol(named: name)
    return Room(rules: rules)
  }

  /// What the question about the newest entry says behind its name, once these lines are kept.
  private func consequence(_ lines: [String], in room: Room) -> String {
    for line in lines {
      room.enter(line)
      #expect(!room.isRefused, "\(line): \(room.notice)")
      room.pass(minutes(1))
    }
    room.control("z")
    guard case .strike(_, let consequence)? = room.live.question?.subject else { return "none" }
    let words = room.live.question?.words(room.session) ?? ""
    #expect(consequence.isEmpty || words.contains("; \(consequence)? y strikes"), "\(words)")
    room.press(.escape)
    return consequence
  }

  @Test(arguments: [
    (["infusion start"], "no infusion shows any more"),
    (["infusion start", "infusion pause"], "the infusion shows as running again"),
    (["infusion start", "infusion pause", "infusion start"], "the infusion shows as paused again"),
    (["infusion start", "infusion stop"], "the infusion shows as running again"),
    (
      ["infusion start", "infusion stop", "-90s infusion pause"],
      "the minutes of the infusion change"
    ),
    (["oxygen 2l start"], "no oxygen shows as running"),
    (["oxygen 2l start", "oxygen 4l start"], "oxygen 2 L/min shows as running again"),
    (["oxygen 2l start", "oxygen stop"], "oxygen 2 L/min shows as running again"),
    (["cannula in left hand"], "the cannula no longer shows as in"),
    (["cannula in left hand", "cannula out"], "the cannula shows as in again"),
    (["enter AK nurse"], "AK no longer shows as here"),
    (["enter AK nurse", "leave AK"], "AK shows as in the room again"),
    (
      ["enter AK nurse", "leave AK", "enter AK nurse"], "AK no longer shows as in the room"
    ),
    (["booster declined enough"], "no booster shows as declined"),
    (["booster offered 30mg"], "no booster shows as offered"),
    (["waste 40mg by X witness Y"], "the waste no longer shows"),
    (["ae nausea 1"], "nausea no longer shows as open"),
    (["ae nausea 1", "ae nausea end"], "nausea is open again"),
    (["gave ondansetron 4mg"], "ondansetron no longer shows as given"),
    (["help called", "help arrived"], "help shows as called and not come"),
    (["he lies still"], ""),
  ])
  func whatChangesIsSaid(_ lines: [String], _ words: String) {
    #expect(consequence(lines, in: room()) == words)
  }

  @Test func theLozengeIsInTheMouthAgain() {
    #expect(
      consequence(["dose 200mg sl", "spit"], in: room("sublingual"))
        == "the lozenge counts as in the mouth again")
  }

  @Test func ofTwoDeclinedBoostersTheOtherStands() {
    let words = consequence(["booster declined no", "booster declined still no"], in: room())
    #expect(words.hasPrefix("that of ") && words.hasSuffix(" stands"), "\(words)")
  }

  /// What the question says is what the strike does.
  @Test func theStrikeDoesIt() {
    let room = room()
    for line in ["oxygen 2l start", "oxygen stop"] { room.enter(line) }
    #expect(room.session.oxygen == nil)
    room.control("z")
    room.type("y")
    room.press(.enter)
    #expect(room.session.oxygen?.medication.dose == "2 L/min")
    #expect(room.session.striking(room.entered[1].id) == room.session)
  }
}
