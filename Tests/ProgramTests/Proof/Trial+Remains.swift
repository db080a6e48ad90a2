import Foundation
import Testing

/// What a run has left, read without the program's own code.
extension Trial {
  /// Every storage call so far, in order.
  func calls() throws -> [StorageCallSeen] {
    try logLines("calls").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 2)
      guard parts.count == 3 else { return nil }
      return StorageCallSeen(call: String(parts[1]), path: String(parts[2]))
    }
  }

  /// How many faults the library has really done.
  func injected() throws -> Int { try logLines("injected").count }

  private func logLines(_ name: String) throws -> [Substring] {
    let file = log.appending(path: name)
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    return String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n")
  }

  /// Of every journal file the bytes that a sync has answered for, by its name.
  func copies() throws -> [String: Data] {
    var copies: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: log.path)
    where name.hasSuffix(".jsonl") {
      copies[name] = try Data(contentsOf: log.appending(path: name))
    }
    return copies
  }

  /// Texts of the notes that a sync has answered for, each once, as they were written.
  func acknowledged() throws -> [String] {
    try Self.notes(in: copies().values)
  }

  /// How many lines of notes a sync has answered for; cheap, to wait for.
  func acknowledgedCount() throws -> Int {
    let mark = Data("\"kind\":\"note\"".utf8)
    return try copies().values.reduce(0) { count, bytes in
      var (count, rest) = (count, bytes.startIndex..<bytes.endIndex)
      while let found = bytes.range(of: mark, in: rest) {
        count += 1
        rest = found.upperBound..<bytes.endIndex
      }
      return count
    }
  }

  /// Texts of the notes on the disk, each once, as they were written.
  func notes() throws -> [String] { try Self.notes(in: files().values) }

  static func notes(in files: some Sequence<Data>) throws -> [String] {
    var found: [String: (at: String, s: Int, text: String)] = [:]
    let mark = Data("\"kind\":\"note\"".utf8)
    for bytes in files {
      for line in bytes.split(separator: 0x0A) where line.range(of: mark) != nil {
        guard let fields = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
          let id = fields["id"] as? String, let s = fields["s"] as? Int,
          let at = fields["at"] as? String, let text = fields["text"] as? String
        else { continue }
        found[id] = (at, s, text)
      }
    }
    return found.values.sorted { ($0.at, $0.s) < ($1.at, $1.s) }.map(\.text)
  }

  /// Every journal file of home and rescue folder by its name; that at home where it is in both.
  func files() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for folder in [rescue, home] {
      let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
      for path in names ?? [] where path.hasSuffix(".jsonl") && path.contains("/") {
        let name = String(path.split(separator: "/").last ?? "")
        files[name] = try Data(contentsOf: folder.appending(path: path))
      }
    }
    return files
  }

  /// The bytes of the line that one of these notes is kept as, without its line feed.
  static func lineLength(of note: Int, in notes: [String]) throws -> Int {
    let trial = try Trial()
    _ = try trial.sit(typing: notes)
    let lines = try trial.copies().values.flatMap { $0.split(separator: 0x0A) }
    let line = lines.first { $0.range(of: Data(notes[note].utf8)) != nil }
    return try #require(line).count
  }

  // MARK: What must hold

  /// What is wrong with the bytes on the disk: every acknowledged byte is where it was.
  func lostBytes() throws -> [String] {
    let files = try files()
    return try copies().compactMap { name, copy in
      guard let file = files[name] else { return "\(name) is gone" }
      guard file.starts(with: copy) else { return "\(name) lost what was acknowledged" }
      return nil
    }
  }

  /// What is wrong after a run, however it ended.
  ///
  /// Nothing acknowledged is lost or changed, nothing is there that was not typed, the session
  /// verifies and resumes, a new entry is kept and verifies.
  func wrongs(
    after notes: [String], claimed: [String] = [], mayBe codes: Set<Int32> = [0, 1]
  ) throws -> [String] {
    let acknowledged = try acknowledged()
    let began = Data("\"kind\":\"began\"".utf8)
    let hasSession = try copies().values.contains { $0.range(of: began) != nil }
    var wrong = try lostBytes()
    wrong += claimed.filter { !acknowledged.contains($0) }
      .map { "shown as kept, not synced: \($0)" }
    let verdict = try say(["verify"])
    if hasSession ? !codes.contains(verdict.code) : ![0, 1, 64].contains(verdict.code) {
      wrong.append("verify ends with \(verdict.code): \(verdict.words)")
    }
    let more = "one more"
    var again = try sit(["resume"], typing: [more])
    if again.exitCode == 64, !hasSession {
      again = try sit(typing: [more])
    }
    if again.exitCode != 0 {
      wrong.append("resuming ends with \(again.exitCode): \(again.words)")
    }
    wrong += try lostBytes()
    let kept = try self.notes()
    let expected = Array(notes.prefix(max(0, kept.count - 1))) + [more]
    if kept != expected {
      wrong.append("on the disk: \(kept.suffix(4)), \(kept.count) of them; typed \(notes.count)")
    }
    if !acknowledged.allSatisfy(kept.contains) { wrong.append("acknowledged and gone") }
    let last = try say(["verify"])
    if !codes.contains(last.code) {
      wrong.append("after one more entry verify ends with \(last.code): \(last.words)")
    }
    return wrong
  }
}
