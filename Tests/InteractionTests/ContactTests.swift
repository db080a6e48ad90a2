import Interaction
import SessionModel
import Testing

/// "A live session of `contact` kind: score, call, task done, in under a minute."
struct ContactTests {
  @Test func aScoreACallAndATaskInFewKeys() {
    let room = Room(.contact)
    let began = room.now.up
    room.type("suds 3", every: 250)
    room.press(.enter)
    room.type("call, slept well, asks about saturday", every: 250)
    room.press(.enter)
    room.type("done: walk to the jetty", every: 250)
    room.press(.enter)
    room.type(":close", every: 250)
    room.press(.enter)
    room.type(":seal", every: 250)
    room.press(.enter)
    room.type("y")
    room.pass(500)
    let task = ActionTask(text: "walk to the jetty", when: "", withWhom: "", isDone: true)
    #expect(
      room.events.dropLast() == [
        .scored(Score(scale: "suds", value: 3)), note("call, slept well, asks about saturday"),
        .taskSet(task),
      ])
    #expect(room.session.state == .sealed)
    // At four keys a second, which is slow.
    #expect(room.now.up - began < minutes(1))
  }

  @Test func aTaskHasThreeParts() {
    let room = Room(.integration)
    room.type("task: walk by the lake > sunday > her sister")
    #expect(room.reading.label == "task, record")
    #expect(room.reading.preview == "action: walk by the lake, sunday, with her sister")
    room.press(.enter)
    #expect(room.entered.last?.lane == .record)
    room.press(.up, .enter)
    #expect(room.text == "task: walk by the lake > sunday > her sister")
    room.control("u")
    room.enter("done: walk by the lake")
    #expect(room.events.count == 1)
    guard case .taskSet(let task)? = room.events.first else {
      Issue.record("no task")
      return
    }
    #expect(task.isDone)
  }

  @Test(arguments: ["task:", "done:  ", "task: a > b > c > d"])
  func whatIsNotWholeSaysWhatIsMissing(_ line: String) {
    let room = Room(.contact)
    room.enter(line)
    #expect(room.isRefused)
    #expect(room.text == line)
    #expect(room.events.isEmpty)
  }

  @Test func inTheDosingRoomSuchALineIsANote() {
    let room = Room()
    room.enter("done: the blanket")
    #expect(room.events == [note("done: the blanket")])
  }

  @Test func theFooterHasNoDosingKeys() {
    let hints = Binding.footer(for: .empty, givesDoses: false)
    #expect(!hints.contains { $0.words == "grounding" })
    #expect(hints.last?.words == "help")
  }
}
