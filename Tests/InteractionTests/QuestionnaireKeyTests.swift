import Interaction
import SessionModel
import Testing

/// "PHQ-9, GAD-7, PCL-5 in full by keyboard (one digit an item, back, totals …)".
struct QuestionnaireKeyTests {
  /// Half of it put aside is no score: that it waits stays to be seen.
  @Test func oneThatWaitsStaysInSight() {
    let room = Room(.contact)
    room.enter(":gad7")
    room.type("12")
    #expect(room.live.waitingWords == [])
    room.press(.escape)
    room.pass(minutes(3))
    #expect(room.live.waitingWords == ["gad7 waits, 2 answers: :gad7 goes on"])
    room.enter(":phq9")
    room.press(.escape)
    #expect(room.live.waitingWords == ["gad7 waits, 2 answers: :gad7 goes on"])
    room.enter(":gad7")
    #expect(room.live.waitingWords == [])
    room.type("00000")
    room.press(.enter)
    #expect(room.live.waitingWords == [])
  }

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
    room.type("4")
    #expect(room.isRefused)
    #expect(room.notice.contains("0 to 3, or Enter"))
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

  @Test func whereThereIsNoOtherQuestionADigitMoreIsRefused() {
    let room = Room()
    room.enter(":pcl5")
    room.type("00000000000000000001")
    room.type("1")
    #expect(room.isRefused)
    #expect(room.notice.contains("every item is answered"))
  }

  /// "The functional closing question": asked where a problem was checked off, never counted.
  @Test(arguments: [
    ("phq9", "210301021", "2", "Very difficult", 10),
    ("gad7", "1000000", "03", "Extremely difficult", 1),
    ("gad7", "1000000", "", "", 1), ("phq9", "000000000", "", "", 0),
  ])
  func theQuestionThatIsNotCounted(
    _ scale: String, _ items: String, _ keys: String, _ words: String, _ total: Int
  ) {
    let room = Room(.contact)
    room.enter(":\(scale)")
    room.type(items)
    room.type(keys)
    #expect(!room.isRefused, "\(room.notice)")
    room.press(.enter)
    #expect(scores(room).map(\.value) == [total])
    #expect(scores(room).map(\.closing) == [words])
    #expect(scores(room).map(\.items) == [items.map { Int("\($0)") ?? -1 }])
    #expect(room.events.last?.words.contains("daily life") == !words.isEmpty)
  }

  /// Rule 3, "0 consent withdrawn, everywhere and always": where 0 is an answer, the key beside it.
  @Test func consentIsWithdrawnByTheKeyBesideZero() {
    let room = Room()
    room.enter(":phq9")
    room.type("10")
    let stamp = room.now.up + 40
    room.type("-")
    #expect(room.live.pendingMark?.marking == .consentWithdrawn)
    room.pass(seconds(1))
    #expect(room.events == [.marked(.consentWithdrawn)])
    #expect(room.entered.last?.happened.up == stamp)
    #expect(room.live.answering.first?.answers == [1, 0])
    #expect(room.mode == .questionnaire)
    room.type("3")
    #expect(room.live.answering.first?.answers == [1, 0, 3])
    room.type("-2m he sits up")
    room.press(.enter)
    #expect(room.events.last == note("he sits up"))
    #expect((room.ago(room.entered.last) ?? 0) >= minutes(2))
    room.type("-")
    room.press(.backspace)
    room.pass(seconds(2))
    #expect(room.events.count == 2)
    room.press(.escape)
    room.type("-")
    #expect(room.text == "-", "elsewhere it is a letter")
    #expect(room.live.stopKey == "0")
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
