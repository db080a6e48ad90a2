import Interaction
import Protocols
import SampleArc
import Screen
import SessionModel
import Testing

/// The worked arc, drawn: what the demonstration shows.
@Suite struct SampleArcTests {
  private static func played() throws -> [SampleArc.Played] {
    var ids = 0
    var sessions = 0
    return try SampleArc.played(
      by: Script.library, writer: "sample01",
      sessionIDs: {
        sessions += 1
        return "sample\(sessions)"
      },
      ids: {
        ids += 1
        return EntryID("id\(ids)")
      })
  }

  private func interface(_ place: Interface.Place) -> Interface {
    Interface(place: place, clinic: Script.clinic, theme: "dusk", author: "MK", isSample: true)
  }

  @Test(arguments: [0, 1, 3, 7])
  func reviewed(number: Int) throws {
    let played = try SampleArcTests.played()[number]
    var review = Review(played.session)
    review.cursor = review.order.count - 1
    let frame = Screen.render(
      interface(.review(review)), session: played.session,
      now: played.script.now(played.script.ends), columns: 80, rows: 24
    ).frame
    Picture.expect(frame, is: "sample-review-\(number)")
  }

  @Test func preparationBeingWritten() throws {
    let played = try SampleArcTests.played()[0]
    let frame = Screen.render(
      interface(.live(Live())), session: played.session,
      now: played.script.now(played.script.ends), columns: 132, rows: 43
    ).frame
    Picture.expect(frame, is: "sample-preparation-132x43")
  }

  /// Every word of every entry can be read on a screen that is tall enough.
  @Test func nothingIsLeftOut() throws {
    for played in try SampleArcTests.played() {
      let review = Review(played.session)
      let frame = Screen.render(
        interface(.review(review)), session: played.session,
        now: played.script.now(played.script.ends), columns: 80, rows: 400
      ).frame
      let shown = frame.rows.map { $0.map(\.text).joined() }.joined(separator: " ")
      for position in review.order {
        for word in played.session.entries[position].event.words.split(separator: " ") {
          #expect(shown.contains(word), "\(word) of \(played.script.kind)")
        }
      }
    }
  }
}
