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

  /// Whether the client is ready, as it was decided last.
  package struct Decision: Equatable, Sendable {
    package static let yes = "yes"
    package static let notYet = "not yet"

    package var isReady: Bool
    package var reason: String
    /// Wall milliseconds, and minutes east of UTC there.
    package var at: Int64
    package var zone: Int
    package init(isReady: Bool, reason: String, at: Int64, zone: Int) {
      self.isReady = isReady
      self.reason = reason
      self.at = at
      self.zone = zone
    }

    /// "ready", "not yet ready: sleeps badly".
    package var words: String {
      let head = isReady ? "ready" : "not yet ready"
      return reason.isEmpty ? head : "\(head): \(reason)"
    }
  }

  package var intention = ""
  /// Personal material: never on the card.
  package var history = ""
  /// "7 of 10".
  package var readiness = ""
  package var fears: [String] = []
  package var triggers: [Trigger] = []
  /// In the client's order.
  package var coping: [String] = []
  package var resource = ""
  package var mantra = ""
  package var say: [String] = []
  package var avoid: [String] = []
  package var touch = ""
  /// Who was there when it was agreed.
  package var touchPresent = ""
  /// Wall milliseconds of the touch agreement.
  package var touchAgreedAt: Int64?
  /// Minutes east of UTC there.
  package var touchAgreedZone = 0
  package var stop = ""
  package var support = ""
  package var escort = ""
  package var music = ""
  package var noGo = ""
  package var consent: [String] = []
  /// Who cleared the client medically, and when, in the words of the entry.
  package var clearance = ""
  package var cleared = ""
  package var plan = ""
  /// Techniques that are not for this client.
  package var excluded: [String] = []
  package var ready: Decision?

  package init() {}

  package var isEmpty: Bool { self == Preparation() }

  /// Takes one prepared section in; a later one of the same section stands in place of the earlier,
  /// which the line says before Enter, but for triggers, which add up by their name.
  package mutating func take(_ prepared: Prepared, at wall: Int64, zone: Int) {
    switch prepared.section {
    case .intention: intention = prepared.text
    case .history: history = prepared.text
    case .readiness: (readiness, fears) = (prepared.text, prepared.list)
    case .trigger: take(trigger: prepared.list)
    case .coping: coping = prepared.list
    case .resource: resource = prepared.text
    case .mantra: mantra = prepared.text
    case .say: say = prepared.list
    case .avoid: avoid = prepared.list
    case .touch:
      (touch, touchPresent) = (prepared.text, prepared.behind)
      touchAgreedAt = wall
      touchAgreedZone = zone
    case .stop: stop = prepared.text
    case .plan: plan = prepared.text
    case .excluded: excluded = prepared.list
    case .ready:
      ready = Decision(
        isReady: prepared.text == Decision.yes, reason: prepared.behind, at: wall, zone: zone)
    case .support, .escort, .music, .noGo, .consent, .clearance: take(around: prepared)
    }
  }

  /// What is arranged around the session.
  private mutating func take(around prepared: Prepared) {
    switch prepared.section {
    case .support: support = prepared.text
    case .escort: escort = prepared.text
    case .music: music = prepared.text
    case .noGo: noGo = prepared.text
    case .consent: consent = (prepared.text.isEmpty ? [] : [prepared.text]) + prepared.list
    case .clearance: (clearance, cleared) = (prepared.text, prepared.behind)
    default: break
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

extension Prepared {
  /// What belongs to the text, as one text.
  package var behind: String { list.joined(separator: ", ") }
}
