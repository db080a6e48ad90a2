import SessionModel

/// The list of figures while it is open. The rows are worked out when it opens: nothing that
/// happens in a session changes them, and keys typed meanwhile have nothing to wait for.
package struct FactsChoice: Equatable, Sendable {
  package let rows: [Fact]
  package let filter: String
  package private(set) var chosen = 0

  package init(_ scene: Scene, filter: String) {
    self.filter = filter
    rows = FactsList.facts(session: scene.session, clinic: scene.clinic, filter: filter)
  }

  package mutating func move(_ action: Action) {
    let target =
      switch action {
      case .up: chosen - 1
      case .down: chosen + 1
      case .pageUp: chosen - 10
      case .pageDown: chosen + 10
      case .toStart: 0
      case .toEnd: rows.count - 1
      default: chosen
      }
    chosen = max(0, min(rows.count - 1, target))
  }

  /// What `?` says of the chosen row.
  var sourceWords: String {
    rows.indices.contains(chosen) ? rows[chosen].sourceWords : "no figure is chosen"
  }
}
