import SessionModel

/// The cursor among the entries, and what brings it elsewhere.
extension Review {
  mutating func move(to place: Int) {
    cursor = max(0, min(order.count - 1, place))
  }

  mutating func movePhase(_ direction: Int, _ scene: Scene) {
    func isPhase(_ place: Int) -> Bool {
      if case .phaseEntered = scene.session.entries[order[place]].event { return true }
      return false
    }
    let places = order.indices.filter(isPhase)
    let target =
      direction > 0 ? places.first { $0 > cursor } : places.last { $0 < cursor }
    move(to: target ?? (direction > 0 ? order.count - 1 : 0))
  }

  package mutating func find(_ typed: String, _ scene: Scene) {
    findOn(typed, forward: true, scene)
  }

  /// The nearest entry behind or before the cursor that holds the words; without words those of the
  /// search before.
  mutating func findOn(_ typed: String, forward: Bool, _ scene: Scene) {
    let wanted = typed.isEmpty ? found ?? "" : typed
    guard !wanted.isEmpty else {
      refuse("type / and the words to find", scene)
      return
    }
    found = wanted
    let count = order.count
    for distance in 1...max(1, count) {
      let place = (cursor + (forward ? distance : count - distance % max(1, count))) % max(1, count)
      guard order.indices.contains(place) else { break }
      if scene.session.entries[order[place]].contains(wanted) {
        let wrapped = forward ? place <= cursor : place >= cursor
        cursor = place
        closeLine()
        say(wrapped ? "found, from the other end again" : "found; n and N go on", scene)
        return
      }
    }
    // It may have been a sentence: its words stay.
    let way = isLineOpen ? "; Tab keeps the line as a late note" : ""
    refuse("nothing in this session holds these words\(way)", scene)
  }

  mutating func goTo(_ target: String, _ scene: Scene) {
    guard let place = scene.session.place(of: target, at: scene.now),
      let found = order.firstIndex(of: scene.session.places.shown[place])
    else {
      refuse("no such moment: as in :goto T+31 or :goto 14:05", scene)
      return
    }
    cursor = found
  }
}
