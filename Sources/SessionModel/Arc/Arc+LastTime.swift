/// What the sessions before a dosing session ask of it, for its card.
extension Arc {
  /// One matter of it: its name, and a line or more.
  package struct Reminder: Equatable, Sendable {
    package var label: String
    package var lines: [String]
    package var lane: Lane
  }

  /// Themes named at most: those that recur first, then the newest.
  private static let mostThemes = 6

  /// What stood at `wall`: the dosing before it, what helped then, what was carried from it, what
  /// integration found and what is still open. Empty where nothing was dosed before.
  package func reminders(before wall: Int64) -> [Reminder] {
    guard let last = lastDosing(before: wall) else { return [] }
    let told = joined([
      last.doses.joined(separator: " + "), last.boosters.joined(separator: ", "),
      last.peak.map { "highest SUDS \($0.value)" } ?? "", last.adverse.joined(separator: " and "),
    ])
    var reminders = [
      Reminder(label: "last time", lines: ["\(last.place.words): \(told)"], lane: .record)
    ]
    func add(_ label: String, _ lines: [String], _ lane: Lane) {
      if !lines.isEmpty { reminders.append(Reminder(label: label, lines: lines, lane: lane)) }
    }
    add("helped", helped(in: last.place.session), .record)
    let inTime = { (place: Place) in place.wall < wall }
    add("carried", carried.filter { inTime($0.at) }.map(\.value), .process)
    add("insights", insights.filter { inTime($0.at) }.map(\.value.text), .process)
    let named = themes.filter { $0.places.contains(where: inTime) }
      .sorted { $0.sessions > $1.sessions }.prefix(Arc.mostThemes).map(\.name)
    add("themes", named.isEmpty ? [] : [named.joined(separator: " · ")], .process)
    add(
      "open",
      steps.filter { $0.set.map(inTime) == true && ($0.done.map(inTime) ?? false) == false }
        .map(\.words), .record)
    return reminders
  }

  /// Ways that were accepted in a session and after which SUDS was lower.
  private func helped(in session: String) -> [String] {
    outcomes.filter { $0.at.session == session && $0.value.isFollowedByLess }.map { outcome in
      let (before, after) = (outcome.value.before ?? 0, outcome.value.after ?? 0)
      return "\(outcome.value.words): SUDS \(before) → \(after)"
    }
  }
}

extension Arc.Theme {
  /// In how many sessions it came.
  package var sessions: Int { Set(places.map(\.session)).count }
}
