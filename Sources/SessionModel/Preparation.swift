/// What was agreed before dosing, folded from the client's preparation: on screen while it counts.
package struct Preparation: Equatable, Sendable {
  package struct Trigger: Equatable, Sendable {
    package var trigger: String
    package var sign: String
    package var response: String
    package init(trigger: String, sign: String, response: String) {
      self.trigger = trigger
      self.sign = sign
      self.response = response
    }
  }

  package var intention = ""
  package var triggers: [Trigger] = []
  /// In the client's order.
  package var coping: [String] = []
  package var resource = ""
  package var mantra = ""
  package var say: [String] = []
  package var avoid: [String] = []
  package var touch = ""
  /// Wall milliseconds of the touch agreement.
  package var touchAgreedAt: Int64?
  /// Minutes east of UTC there.
  package var touchAgreedZone = 0
  package var stop = ""
  package var support = ""
  package var music = ""
  package var plan = ""
  /// Techniques that are not for this client.
  package var excluded: [String] = []

  package init() {}

  package var isEmpty: Bool { self == Preparation() }

  /// Takes one prepared section in; a later one of the same section stands in place of the earlier,
  /// which the line says before Enter, but for triggers, which add up by their name.
  package mutating func take(_ prepared: Prepared, at wall: Int64, zone: Int) {
    switch prepared.section {
    case .intention: intention = prepared.text
    case .trigger: take(trigger: prepared.list)
    case .coping: coping = prepared.list
    case .resource: resource = prepared.text
    case .mantra: mantra = prepared.text
    case .say: say = prepared.list
    case .avoid: avoid = prepared.list
    case .touch:
      touch = prepared.text
      touchAgreedAt = wall
      touchAgreedZone = zone
    case .stop: stop = prepared.text
    case .support: support = prepared.text
    case .music: music = prepared.text
    case .plan: plan = prepared.text
    case .excluded: excluded = prepared.list
    case .history, .readiness, .consent, .clearance: break
    }
  }

  private mutating func take(trigger parts: [String]) {
    guard parts.count == 3 else { return }
    let fresh = Trigger(trigger: parts[0], sign: parts[1], response: parts[2])
    if let known = triggers.firstIndex(where: { $0.trigger == fresh.trigger }) {
      triggers[known] = fresh
    } else {
      triggers.append(fresh)
    }
  }
}
