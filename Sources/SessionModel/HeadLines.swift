extension Session {
  /// What stands over a session where it leaves the screen: whose, which, and how far it came.
  package var headLines: [String] {
    guard let began else {
      let known = lastListLine.map {
        "\($0.client), \($0.kind.rawValue) session \($0.ordinal): "
      }
      return ["\(known ?? "")a session whose beginning cannot be read", "session \(id)"]
    }
    let protocolWords = began.protocolName.isEmpty ? "" : treatment?.title ?? began.protocolName
    return (began.isSample ? ["SAMPLE: invented, no client"] : []) + [
      joined(["\(began.client), \(began.kind.rawValue) session \(began.ordinal)", protocolWords]),
      "session \(id), \(state.words)",
    ]
  }

  /// The day that it began on, where that was: "2026-09-09"; nil where nothing was entered.
  package var beganOn: String? {
    guard let start, let first = entries.first(where: { $0.event.hasOwnZone }) else { return nil }
    return TimeText.date(start.wall, zone: first.zone)
  }
}
