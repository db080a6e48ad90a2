/// Parts of the body as touch names them, and whether an agreement names one.
package enum TouchArea {
  /// One form of each word for all that it may be typed as.
  private static let stems: [String: String] = [
    "hand": "hand", "hands": "hand", "finger": "finger", "fingers": "finger", "palm": "palm",
    "palms": "palm", "wrist": "wrist", "wrists": "wrist", "arm": "arm", "arms": "arm",
    "forearm": "forearm", "forearms": "forearm", "elbow": "elbow", "elbows": "elbow",
    "shoulder": "shoulder", "shoulders": "shoulder", "neck": "neck", "head": "head",
    "hair": "hair", "forehead": "forehead", "face": "face", "cheek": "cheek", "cheeks": "cheek",
    "back": "back", "chest": "chest", "sternum": "sternum", "belly": "belly",
    "stomach": "stomach", "abdomen": "abdomen", "hip": "hip", "hips": "hip", "leg": "leg",
    "legs": "leg", "thigh": "thigh", "thighs": "thigh", "knee": "knee", "knees": "knee",
    "shin": "shin", "shins": "shin", "ankle": "ankle", "ankles": "ankle", "foot": "foot",
    "feet": "foot", "toe": "toe", "toes": "toe", "body": "body",
  ]
  private static let places: Set<String> = [
    "left", "right", "both", "upper", "lower", "middle", "mid",
  ]
  private static let negations: Set<String> = [
    "no", "not", "never", "nothing", "except", "without", "but", "avoid", "nowhere",
  ]

  /// "hand", "left shoulder", "upper back": the last word is a part of the body.
  package static func isArea(_ words: [String]) -> Bool {
    guard (1...3).contains(words.count), let last = words.last?.lowercased() else { return false }
    return stems[last] != nil && words.dropLast().allSatisfy { places.contains($0.lowercased()) }
  }

  /// True where the agreement names the area. What stands behind a "not" or "but" is not agreed,
  /// and "left hand" agrees to no right one.
  package static func isNamed(_ area: String, in agreement: String) -> Bool {
    let words = area.lowercased().split(separator: " ").map(String.init)
    guard let stem = words.last.flatMap({ stems[$0] }) else {
      return agreement.lowercased().contains(area.lowercased())
    }
    return agreement.lowercased().split(whereSeparator: { ",;.()/·".contains($0) })
      .contains { clause in
        let said = clause.split(separator: " ").map(String.init)
          .prefix { !negations.contains($0) }
        return said.indices.contains { place in
          guard stems[said[place]] == stem else { return false }
          let before = said[..<place].reversed().prefix { places.contains($0) }
          return before.allSatisfy { $0 == "both" || words.dropLast().contains($0) }
        }
      }
  }
}
