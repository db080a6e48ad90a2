import SessionModel

extension Live {
  /// The chosen reading, or the newest in a band that nobody has acknowledged.
  mutating func acknowledge(_ scene: Scene) -> [Effect] {
    let session = scene.session
    guard let target = chosen(in: session) ?? session.unacknowledgedReadings.first else {
      refuse("no reading waits to be acknowledged", scene)
      return []
    }
    let reached = session.bandWords(of: target)
    guard !reached.isEmpty, !target.isStruck else {
      refuse("the chosen entry is no reading in a band", scene)
      return []
    }
    let at = TimeText.clock(target.happened.wall, zone: target.zone)
    if let known = session.acknowledgements[target.id] {
      let clock = TimeText.clock(known.happened.wall, zone: known.zone)
      refuse("the reading of \(at) was acknowledged \(clock)", scene)
      return []
    }
    let tick = CheckTick(
      list: CheckTick.bands, item: target.id.text, answer: .done, words: "\(at) \(reached)")
    let request = Request(.record(.checkTicked(tick)), id: scene.freshID, ago: nextEarlier)
    guard let effects = send(request, scene) else { return [] }
    nextEarlier = 0
    return effects
  }
}
