/// Parts of the body as touch names them, and whether an agreement names one.
package struct TouchArea: Sendable {
  /// One form of each word for all that it may be typed as.
  private let stems: [String: String]
  private let places: Set<String>

  package init(_ lists: RoomLists) {
    var stems: [String: String] = [:]
    for forms in lists.bodyParts {
      for form in forms { stems[form.lowercased()] = forms[0].lowercased() }
    }
    self.stems = stems
    places = Set(lists.bodyPlaces.map { $0.lowercased() })
  }

  private static let negations: Set<String> = [
    "no", "not", "never", "nothing", "except", "without", "but", "avoid", "nowhere",
  ]

  /// "hand", "left shoulder", "upper back": the last word is a part of the body.
  package func isArea(_ words: [String]) -> Bool {
    guard (1...3).contains(words.count), let last = words.last?.lowercased() else { return false }
    return stems[last] != nil && words.dropLast().allSatisfy { places.contains($0.lowercased()) }
  }

  /// True where the agreement names the area. What stands behind a "not" or "but" is not agreed,
  /// and "left hand" agrees to no right one.
  package func isNamed(_ area: String, in agreement: String) -> Bool {
    let words = area.lowercased().split(separator: " ").map(String.init)
    guard let stem = words.last.flatMap({ stems[$0] }) else {
      return agreement.lowercased().contains(area.lowercased())
    }
    return agreement.lowercased().split(whereSeparator: { ",;.()/·".contains($0) })
      .contains { clause in
        let said = clause.split(separator: " ").map(String.init)
          .prefix { !Self.negations.contains($0) }
        return said.indices.contains { place in
          guard stems[said[place]] == stem else { return false }
          let before = said[..<place].reversed().prefix { places.contains($0) }
          return before.allSatisfy { $0 == "both" || words.dropLast().contains($0) }
        }
      }
  }
}
