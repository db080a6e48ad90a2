import Foundation
import Screen
import Testing

/// A screen as text: its rows, then the same rows as letters of roles, then the cursor.
///
/// A picture that is missing fails; only RECORD=1 in the environment writes one.
enum Picture {
  static func expect(
    _ frame: Frame, is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Pictures")
    let file = folder.appendingPathComponent("\(name).txt")
    let drawn = text(of: frame)
    if isRecording {
      try? drawn.write(to: file, atomically: true, encoding: .utf8)
    }
    guard let wanted = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record(
        "no picture \(name): look at the screen, then RECORD=1 writes it",
        sourceLocation: sourceLocation)
      return
    }
    guard drawn != wanted else { return }
    Issue.record(
      "\(name) is drawn otherwise:\n\(difference(wanted, drawn))", sourceLocation: sourceLocation)
  }

  static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }

  /// Rows end at "|", so that trailing blanks are seen.
  static func text(of frame: Frame) -> String {
    var lines = ["\(frame.columns)×\(frame.rows.count)"]
    lines += frame.rows.map { row in row.map(\.text).joined() + "|" }
    lines.append("roles")
    lines += frame.rows.map { row in
      String(row.map { letter(of: $0) }) + "|"
    }
    if let cursor = frame.cursor {
      lines.append("cursor column \(cursor.column) row \(cursor.row)")
    } else {
      lines.append("no cursor")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A blank in plain text is no news.
  private static func letter(of cell: Cell) -> Character {
    cell.text == " " && cell.role == .text ? " " : letters[cell.role] ?? "?"
  }

  private static let letters: [Role: Character] = [
    .text: "t", .dim: "d", .faint: "f", .strong: "S", .heading: "H", .process: "p",
    .struck: "x", .quote: "q", .keeping: "k", .notKept: "K", .due: "D", .amber: "A", .red: "R",
    .label: "l", .input: "i", .selected: "s", .question: "Q", .key: "y", .sample: "M",
  ]

  static var hasLetterForEveryRole: Bool {
    Role.allCases.allSatisfy { letters[$0] != nil }
      && Set(letters.values).count == Role.allCases.count
  }

  private static func difference(_ wanted: String, _ drawn: String) -> String {
    let wanted = wanted.split(separator: "\n", omittingEmptySubsequences: false)
    let drawn = drawn.split(separator: "\n", omittingEmptySubsequences: false)
    var lines: [String] = []
    for row in 0..<max(wanted.count, drawn.count) {
      let old = row < wanted.count ? String(wanted[row]) : ""
      let new = row < drawn.count ? String(drawn[row]) : ""
      if old != new {
        lines += ["\(row) wanted \(old)", "\(row) drawn  \(new)"]
      }
    }
    return lines.joined(separator: "\n")
  }
}
