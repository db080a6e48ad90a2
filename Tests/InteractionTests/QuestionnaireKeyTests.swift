import Interaction
import SessionModel
import Testing

/// "PHQ-9, GAD-7, PCL-5 in full by keyboard (one digit an item, back, totals …)".
struct QuestionnaireKeyTests {
  private func scores(_ room: Room) -> [Score] {
    room.events.compactMap { if case .scored(let score) = $0 { score } else { nil } }
  }

  @Test(arguments: [
    ("phq9", "210301021", 10), ("gad7", "3333333", 21), ("pcl5", "01234012340123401234", 40),
  ])
  func oneDigitAnItemThenEnter(_ scale: String, _ digits: String, _ total: Int) {
    let room = Room(.contact)
    room.enter(":\(scale)")
    let stamp = room.now.up + 40
    room.type(digits)
    #expect(scores(room).isEmpty)
    room.press(.enter)
    #expect(
      scores(room) == [Score(scale: scale, value: total, items: digits.map { Int("\($0)") ?? -1 })])
    #expect(room.entered.last?.happened.up == stamp)
    #expect(room.entered.last?.lane == .record)
    #expect(room.live.panel == nil)
    #expect(room.live.answering.isEmpty)
  }

  @Test func leftGoesBackAndADigitReplaces() {
    let room = Room()
    room.enter(":gad7")
    room.type("12")
    room.press(.left, .left)
    room.type("0")
    room.press(.right)
    room.type("33333")
    room.press(.enter)
    #expect(scores(room).map(\.items) == [[0, 2, 3, 3, 3, 3, 3]])
  }

  @Test func aTotalOfAPartIsNoScore() {
    let room = Room()
    room.enter(":phq9")
    room.type("1230")
    room.press(.enter)
    #expect(scores(room).isEmpty)
    #expect(room.notice.contains("item 5 has no answer"))
    #expect(room.mode == .questionnaire)
    room.type("4")
    #expect(room.isRefused)
    #expect(room.notice.contains("0 to 3"))
    room.type("12303")
    room.type("1")
    #expect(room.notice.contains("every item is answered"))
    room.press(.enter)
    #expect(scores(room).map(\.items.count) == [9])
  }

  @Test func escPutsItAsideAndTheAnswersComeBack() {
    let room = Room()
    room.enter(":phq9")
    room.type("123")
    room.press(.escape)
    #expect(room.notice.contains("3 answers wait"))
    #expect(room.mode == .empty)
    #expect(room.live.drafts.map(\.text) == ["phq9, not finished: 1 2 3"])
    room.type("4")
    room.pass(seconds(1))
    #expect(room.events.last?.sign == "m")
    room.enter(":phq9")
    room.type("000000")
    room.press(.enter)
    #expect(scores(room).map(\.items) == [[1, 2, 3, 0, 0, 0, 0, 0, 0]])
    #expect(room.live.drafts.isEmpty)
  }

  @Test func lettersAreNotesAndNineIsHelp() {
    let room = Room()
    room.enter(":phq9")
    room.type("1")
    room.enter("he asks what 3 means")
    #expect(room.events == [note("he asks what 3 means")])
    #expect(room.mode == .questionnaire)
    room.type("9")
    room.pass(seconds(1))
    #expect(room.session.helpCalled != nil)
    #expect(room.live.answering.first?.answers == [1])
  }

  @Test func theSourceStandsBehindTheQuestionMark() {
    let room = Room()
    room.enter(":phq9")
    room.type("?")
    guard case .questionnaire(_, _, let showsSource)? = room.live.panel else {
      Issue.record("no panel")
      return
    }
    #expect(showsSource)
    room.type("1")
    #expect(room.live.panel == .questionnaire(scale: "phq9", top: 0, showsSource: false))
  }
}
