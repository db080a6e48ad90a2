/// What is wrong with a file of the clinic's, as facts; `FaultWords` says it.
enum FaultReason: Equatable {
  // The text is not JSON5.
  case notUTF8
  case unexpectedEnd(expected: String)
  case unexpected(String, expected: String)
  case unfinishedText
  case badEscape
  case badNumber(String)
  case duplicateKey(String)
  case tooDeep(limit: Int)
  case tooManyKeys(limit: Int)
  case tooLong(limit: Int)
  case textAfterEnd
  // The values are not what the program knows.
  case wrongKind(key: String, expected: String, found: String)
  case missingKey(String)
  case unknownKey(String, known: [String])
  case unknownWord(key: String, found: String, known: [String])
  case outOfRange(key: String, found: Int, lowest: Int, highest: Int)
  case emptyText(key: String)
  case controlCharacter(key: String)
  case emptyList(key: String)
  // The values contradict each other.
  case duplicate(key: String, value: String)
  case labelTooLong(label: String, columns: Int, limit: Int)
  case marksTooWide(columns: Int, limit: Int)
  case markMissing(key: Int)
  case unknownReference(key: String, value: String)
  case stillUsed(key: String, value: String, by: String)
  case windowReversed(key: String, from: Int, to: Int)
  case phasesOutOfOrder(phase: String, after: String)
  case windowsOutOfOrder(phase: String, after: String)
  case cadenceOutOfOrder(minutes: Int)
  case beforeLeavingNotLast
  case stepLevelOutOfOrder(technique: String)
  case medicalHelpNotLast
  case oneLimitOnly(found: Int)
  case bandGap(scale: String, from: Int)
  case bandHidden(measure: String, level: String, edge: String, hidden: String)
  case wordOfForm(key: String, value: String)
  case nameNotFileName(name: String, file: String)
  case unknownFile(String)
  case secondFile(for: String, first: String)
}

/// A fault at a line of one file.
struct FileFault: Error, Equatable {
  let line: Int
  let reason: FaultReason
}
