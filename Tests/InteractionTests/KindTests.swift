import Interaction
import SessionModel
import Testing

/// Rule 4: six kinds, two lanes.
struct KindTests {
  @Test(arguments: [
    ("\"I am here", NoteKind.words, "I am here"), ("\"I am here\"", .words, "I am here"),
    ("+ moved the chair", .action, "moved the chair"), ("#hand", .touch, "hand"),
    ("! jaw", .safety, "jaw"), ("* the coat", .thought, "the coat"), ("plain", .observed, "plain"),
    ("\"here\" she says", .words, "\"here\" she says"),
  ])
  func theFirstCharacterChooses(_ line: String, _ kind: NoteKind, _ text: String) {
    let room = Room()
    room.enter(line)
    #expect(room.events == [note(text, kind)])
    #expect(room.entered[0].lane == kind.defaultLane)
    // After Enter it is observed again.
    room.enter("next")
    #expect(room.events.last == note("next"))
  }

  @Test func tabGoesRoundInOrderAndShiftTabBack() {
    let room = Room()
    room.type("x")
    var kinds: [NoteKind] = []
    for _ in 0..<6 {
      room.press(.tab)
      kinds.append(room.live.line.kind)
    }
    #expect(kinds == [.words, .action, .touch, .safety, .thought, .observed])
    room.press(.backTab)
    #expect(room.live.line.kind == .thought)
    room.press(.enter)
    #expect(room.events == [note("x", .thought)])
  }

  @Test func tabBeforeTheFirstLetterCountsToo() {
    let room = Room()
    room.press(.tab, .tab)
    #expect(room.reading.label == "my action, record")
    room.enter("held still")
    room.enter("next")
    #expect(room.events == [note("held still", .action), note("next")])
  }

  @Test func tabGivesUpTheFirstCharacter() {
    let room = Room()
    room.type("! jaw")
    room.press(.tab, .enter)
    #expect(room.events == [note("jaw", .thought)])
  }

  @Test func kindAndLaneStandInWords() {
    let room = Room()
    room.type("x")
    #expect(room.reading.label == "observed, record")
    room.control("r")
    #expect(room.reading.label == "observed, process")
    room.press(.enter)
    #expect(room.entered[0].lane == .process)
    room.enter("\"mine")
    #expect(room.entered[1].lane == .process)
    room.type("\"hers")
    room.control("r")
    room.press(.enter)
    #expect(room.entered[2].lane == .record)
    room.enter("again")
    #expect(room.entered[3].lane == .record)
  }

  @Test(arguments: ["+ moved", "# hand", "! jaw", "suds 6", "dose 60mg im", "phase onset"])
  func theLawsLaneDoesNotFlip(_ line: String) {
    let room = Room()
    room.type(line)
    room.control("r")
    #expect(room.isRefused)
    #expect(room.reading.lane == .record)
    room.press(.enter)
    #expect(room.entered[0].lane == .record)
  }

  @Test func aFlipDoesNotFollowIntoAForcedKind() {
    let room = Room()
    room.type("x")
    room.control("r")
    room.press(.tab, .tab, .enter)
    #expect(room.entered[0].lane == .record)
  }

  @Test func relaneMovesAndMovesBack() {
    let room = Room()
    room.enter("he cries for his mother")
    room.enter(":relane")
    #expect(room.entered[0].lane == .process)
    #expect(room.entered[0].isMoved)
    room.enter(":relane")
    #expect(!room.entered[0].isMoved)
    room.enter("! jaw")
    room.enter(":relane")
    #expect(room.isRefused)
    #expect(room.entered[1].lane == .record)
  }

  @Test func aKindWithoutWordsIsNotKept() {
    let room = Room()
    for line in ["!", "\"", "\"\"", "* ", "-2m ", "-2m !"] {
      room.enter(line)
      #expect(room.isRefused, "\(line)")
      room.control("u")
    }
    #expect(room.events.isEmpty)
  }
}
