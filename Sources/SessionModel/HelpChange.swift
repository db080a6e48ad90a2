/// What became of a call for medical help: somebody came, or the client was taken elsewhere.
package struct HelpChange: Equatable, Sendable {
  package enum Act: String, CaseIterable, Sendable {
    case arrived, transferred
  }
  package var act: Act
  /// Where the client was taken; empty for an arrival.
  package var place: String
  /// Who came, or who took the client there.
  package var who: String

  package init(act: Act, place: String = "", who: String = "") {
    self.act = act
    self.place = place
    self.who = who
  }

  package var words: String {
    switch act {
    case .arrived: joined(["help arrived", by(who)])
    case .transferred: joined([place.isEmpty ? "transferred" : "transferred to \(place)", by(who)])
    }
  }
}

extension Session {
  /// The call for medical help that is still waited for: not struck, and since it was made nobody
  /// came and the client was not taken elsewhere.
  package var awaitedHelp: Entry? {
    guard let call = helpCalled else { return nil }
    let isAnswered = standing(places.help).contains {
      $0.happened.elapsed(since: call.happened).milliseconds >= 0
    }
    return isAnswered ? nil : call
  }
}
