import SessionModel

extension Live {
  mutating func openCloseOut(_ scene: Scene) {
    panel = .closeOut(top: 0)
  }

  /// The client has left: that is kept whatever is missing, and what is missing is shown.
  mutating func close(_ event: Event, _ typed: NoteLine, _ scene: Scene) -> [Effect] {
    let effects = end(event, typed, scene)
    if !effects.isEmpty, !missing(scene).isEmpty {
      openCloseOut(scene)
    }
    return effects
  }

  mutating func seal(_ reason: String, _ scene: Scene) {
    askToSeal(reason, scene)
    if reason.isEmpty, question == nil, scene.session.state == .closed, !missing(scene).isEmpty {
      openCloseOut(scene)
    }
  }
}

extension NoteTaking {
  func missing(_ scene: Scene) -> [String] {
    scene.session.outstanding(at: scene.session.moment(scene.now)).map(\.words)
  }
}
