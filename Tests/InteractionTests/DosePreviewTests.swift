import Interaction
import SessionModel
import Testing

/// What is shown before Enter of a dose, a score, a touch: compared, never asked or refused.
struct DosePreviewTests {
  private func room(plan: String = "IM 60 mg, booster 20 mg", touch: String = "hands") -> Room {
    var card = Preparation()
    card.plan = plan
    card.touch = touch
    return Room(preparation: card)
  }

  private func preview(_ room: Room, _ line: String) -> String {
    room.type(line)
    defer { room.control("u") }
    return room.reading.preview ?? ""
  }

  @Test func milligramsForEachKilogram() {
    let room = room(plan: "")
    #expect(preview(room, "dose 60mg im") == "ketamine 60 mg IM")
    room.enter("w 64kg")
    #expect(preview(room, "dose 60mg im") == "ketamine 60 mg IM, 0.94 mg/kg at 64 kg")
    room.enter("w 141lb")
    #expect(preview(room, "dose 37.5mg im").hasSuffix("0.59 mg/kg at 64.0 kg"))
    room.enter("w 80kg")
    #expect(preview(room, "dose 0.4mg im").hasSuffix("0.01 mg/kg at 80 kg"))
    #expect(preview(room, "dose 0.39mg im").hasSuffix("0 mg/kg at 80 kg"))
    #expect(preview(room, "booster offered 20mg").hasSuffix("0.25 mg/kg at 80 kg"))
    #expect(!preview(room, "waste 20mg by X witness Y").contains("mg/kg"))
  }

  @Test func abovethePlanIsShownAndKept() {
    let room = room()
    #expect(!preview(room, "dose 60mg im").contains("plan"))
    #expect(preview(room, "dose 60.01mg im").hasSuffix("above the plan: 60 mg agreed"))
    room.enter("dose 60mg im")
    #expect(
      preview(room, "dose 10mg im").hasSuffix("70 mg in all is above the plan: 60 mg agreed"))
    #expect(!preview(room, "booster 20mg im why edge").contains("plan"))
    #expect(
      preview(room, "booster 20.5mg im why edge")
        == "booster 20.5 mg IM, above the plan: 20 mg agreed, reason: edge")
    room.enter("booster 30mg im why edge")
    #expect(!room.isRefused && room.live.question == nil)
    #expect(room.session.givenDoses.map(\.dose.milligrams) == ["60", "30"])
    let further = preview(room, "dose 10mg im")
    #expect(further.contains("70 mg without the booster in all is above the plan"), "\(further)")
  }

  @Test func putRightCountsTheDosesBeforeIt() {
    let room = room()
    room.enter("dose 60mg im")
    room.press(.up, .enter)
    #expect(room.reading.preview?.contains("plan") == false, "\(room.reading)")
  }

  @Test func whoIsWhom() {
    let room = room(plan: "")
    let same = "dose 60mg im witness M.R. by MR"
    #expect(preview(room, same).hasSuffix("giver is also witness"))
    #expect(!preview(room, "dose 60mg im witness A.K. by M.R.").contains("also"))
    #expect(
      preview(room, "waste 40mg by X witness x").hasSuffix("who wasted is also witness"))
  }

  /// "writer ≠ giver ≠ witness shown when not", before Enter as after it.
  @Test(arguments: [
    ("dose 60mg im by MK", "writer is also giver"),
    ("dose 60mg im witness M.K. by M.R.", "writer is also witness"),
    ("dose 60mg im witness mk by MK", "writer is also giver and witness"),
    ("booster 30mg im by MK why edge", "writer is also giver"),
    ("waste 40mg by MK witness A.K.", "writer is also giver"),
    ("waste 40mg by M.R. witness MK", "writer is also witness"),
    ("gave ondansetron 4mg po by M.K.", "writer is also giver"),
    ("oxygen 2l start by MK", "writer is also giver"),
  ])
  func theWriterIsComparedBeforeEnterToo(_ line: String, _ words: String) throws {
    let room = room(plan: "")
    #expect(preview(room, line).hasSuffix(words), "\(preview(room, line))")
    room.enter(line)
    let kept = try #require(room.entered.last)
    #expect(room.session.remarks(on: kept).contains { $0.words == words && $0.isPressing })
    // Another who writes is another.
    room.enter(":by AB")
    #expect(!preview(room, line).contains("writer is also"))
    // The same flow of oxygen is refused.
    room.enter(line.replacing("oxygen 2l", with: "oxygen 3l"))
    let other = try #require(room.entered.last)
    #expect(!room.session.remarks(on: other).contains { $0.words.contains("writer") })
    // Put right by another, the first one's entry stays the first one's.
    room.press(.up, .up, .enter)
    #expect(room.reading.preview?.hasSuffix(words) == true, "\(room.reading)")
  }

  @Test(arguments: [
    ("phq9 17", "phq9 17, moderately severe (Kroenke and others 2001), asks the last 2 weeks"),
    ("gad7 15", "gad7 15, severe (Spitzer and others 2006), asks the last 2 weeks"),
    ("gad7 14", "gad7 14, moderate (Spitzer and others 2006), asks the last 2 weeks"),
    ("rass -1", "rass -1"), ("rass +4", "rass 4"), ("rass -5", "rass -5"),
    ("aldrete 10", "aldrete 10"), ("padss 0", "padss 0"), ("cadss 92", "cadss 92"),
    ("cadss6 24", "cadss6 24"), ("meq30 150", "meq30 150"), ("kset 200", "kset 200"),
    ("cssrs 5", "cssrs 5"), ("poss 4", "poss 4"), ("pcl5 80", "pcl5 80, above the cut-point"),
    ("moaas 3", "moaas 3, answers only to a loud or repeated name (after Chernik"),
    ("moaas 0", "moaas 0, does not answer at all"),
  ])
  func scoresNameTheirBandAndItsSource(_ line: String, _ words: String) {
    let room = room()
    let preview = preview(room, line)
    // Only what is published has a name: a number alone stays a number.
    let isNamed = words.contains(",")
    #expect(isNamed ? preview.hasPrefix(words) : preview == words, "\(preview)")
    room.enter(line)
    #expect(!room.isRefused && room.events.count == 1)
  }

  @Test func newPermissionWhileDosedDoesNotWiden() {
    let room = room()
    #expect(preview(room, "touch feet yes") == "feet: asked, yes")
    room.enter("dose 60mg im")
    #expect(preview(room, "touch feet yes").hasSuffix("does not widen the agreement"))
    #expect(preview(room, "touch left hand yes") == "left hand: asked, yes")
    #expect(preview(room, "touch feet no") == "feet: asked, no")
    room.enter("touch feet yes")
    #expect(room.session.preparation.touch == "hands")
    room.enter("0")
    room.pass(2_000)
    #expect(preview(room, "touch hand yes").hasSuffix("consent stays withdrawn"))
  }

  @Test func theIntervalBetweenDevicesIsShownNeverRefused() {
    var rules = shippedRules
    rules.treatment = library.treatmentProtocol(named: "esketamine")
    let room = Room(rules: rules)
    #expect(!preview(room, "dose 28mg nasal").contains("devices"))
    room.enter("dose 28mg nasal")
    room.pass(minutes(3))
    let shown = preview(room, "dose 28mg nasal")
    #expect(shown.contains("before the 5 min between devices are over"), "\(shown)")
    room.enter("dose 28mg nasal")
    #expect(room.session.givenDoses.count == 2)
    room.pass(minutes(5))
    #expect(!preview(room, "dose 28mg nasal").contains("devices"))
  }
}
