/// Who was in the room, and for how long: what is billed is per person present.
package struct Attendance: Equatable, Sendable {
  package var person: String
  package var role: String
  /// Since when this person is in the room; nil where they have left.
  package var since: Moment?
  /// Milliseconds of the visits before that.
  package var earlier: Int64

  /// Milliseconds of all visits together.
  package func milliseconds(at now: Moment) -> Int64 {
    earlier + (since.map { max(0, now.elapsed(since: $0).milliseconds) } ?? 0)
  }
}

/// Names of people as they are typed.
package enum Person {
  /// "M.R.", "MR" and "mr" are one person.
  package static func isSame(_ one: String, _ other: String) -> Bool {
    let key = key(one)
    return !key.isEmpty && key == self.key(other)
  }

  /// True where the name stands among the words, whole: "sister" in "her sister, by car".
  static func isNamed(_ name: String, in text: String) -> Bool {
    let (wanted, all) = (words(name), words(text))
    guard !wanted.isEmpty, all.count >= wanted.count else { return false }
    return (0...all.count - wanted.count).contains { place in
      all[place..<place + wanted.count].elementsEqual(wanted)
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split { " ,;()".contains($0) }.map { key(String($0)) }.filter { !$0.isEmpty }
  }

  private static func key(_ name: String) -> String { name.filter { $0 != "." }.lowercased() }
}

extension Session {
  /// Everybody who entered, in the order in which they first did.
  package var attendance: [Attendance] {
    var people: [Attendance] = []
    for entry in standing(places.presence) {
      guard case .presenceChanged(let change) = entry.event else { continue }
      let known = people.firstIndex { Person.isSame($0.person, change.person) }
      switch (change.change, known) {
      case (.enters, nil):
        people.append(
          Attendance(
            person: change.person, role: change.role, since: entry.happened, earlier: 0))
      case (.enters, let place?):
        if people[place].since == nil { people[place].since = entry.happened }
        if !change.role.isEmpty { people[place].role = change.role }
      case (.leaves, let place?):
        people[place].earlier = people[place].milliseconds(at: entry.happened)
        people[place].since = nil
      case (.leaves, nil): break
      }
    }
    return people
  }

  /// Those in the room now.
  package var present: [Attendance] { attendance.filter { $0.since != nil } }

  package func isPresent(_ person: String) -> Bool {
    present.contains { Person.isSame($0.person, person) }
  }
}
