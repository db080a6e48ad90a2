import Interaction
import Screen
import SessionModel
import Testing

@Suite struct LiveScreenTests {
  @Test func roleLettersAreDistinct() {
    #expect(Picture.hasLetterForEveryRole)
  }

  @Test(.enabled(if: !Picture.isRecording))
  func aMissingPictureFails() {
    let frame = Frame(columns: 2, rows: 1)
    withKnownIssue { Picture.expect(frame, is: "there-is-no-such-picture") }
  }

  @Test(arguments: [(80, 24), (132, 43), (60, 16)])
  func arcWhileTyping(columns: Int, rows: Int) {
    let script = Script.arc(until: 2900)
    let interface = script.live { live in
      live.keeping = script.keeping(.keeping(since: script.now.up - 40))
      live.type("asks for the bucket, sits up with help", at: script.now.advanced(by: -3000))
    }
    Picture.expect(script.render(interface, columns, rows).frame, is: "live-\(columns)x\(rows)")
  }

  @Test func nothingHappenedYet() {
    let script = Script()
    Picture.expect(script.render(script.live()).frame, is: "live-new")
  }

  @Test(arguments: [(80, 24), (132, 43), (60, 16)])
  func grounding(columns: Int, rows: Int) {
    let script = Script.arc(until: 1300)
    let interface = script.live { $0.panel = .grounding(chosen: script.grounding(11)) }
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "grounding-\(columns)x\(rows)")
  }
}

extension Live {
  /// Text in the line whose first key came then.
  mutating func type(_ text: String, at first: Now) {
    line.buffer = TextBuffer(text)
    line.firstKey = Stamp(first)
    line.id = EntryID("draft")
  }
}
