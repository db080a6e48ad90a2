import Crypto

/// Brings two states of what was typed and not entered together. Clocks do not say which is newer:
/// one text gives way to another only where that begins with it.
struct DraftJoin {
  /// A line of a file of drafts; one that cannot be read stays as it is.
  struct Line: Equatable, Sendable {
    let bytes: [UInt8]
    let draft: Draft?

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      draft = DraftFile.draft(bytes)
    }

    init(_ draft: Draft) {
      bytes = (try? DraftFile.line(draft)) ?? []
      self.draft = draft
    }
  }

  private(set) var lines: [Line]

  /// - Parameter lines: of which a text keeps its place in the line where the other's differs.
  init(_ lines: [Line], with others: [Line]) {
    // What an earlier join set apart is not to be set apart again, whichever file is newer now.
    let known = Set(others.compactMap(\.draft?.id))
    self.lines = lines.filter { line in
      line.draft.map { !known.contains(Self.apart($0).id) } ?? true
    }
    for line in others { add(line) }
  }

  private mutating func add(_ line: Line) {
    guard let draft = line.draft else {
      if !lines.contains(line) { lines.append(line) }
      return
    }
    guard let place = lines.firstIndex(where: { $0.draft?.id == draft.id }),
      let there = lines[place].draft
    else {
      lines.append(line)
      return
    }
    if there.text.utf8.starts(with: draft.text.utf8) { return }
    if draft.text.utf8.starts(with: there.text.utf8) {
      lines[place] = line
      return
    }
    let apart = Self.apart(draft)
    if !lines.contains(where: { $0.draft?.id == apart.id }) { lines.append(Line(apart)) }
  }

  /// The same text as a draft of its own. Its id comes from what it says: joined twice, because a
  /// crash came between, it is there once.
  private static func apart(_ draft: Draft) -> Draft {
    var sha = SHA256()
    sha.update(data: Array("holdfast/1 draft\0".utf8))
    sha.update(data: Array(draft.id.utf8))
    sha.update(data: [0])
    sha.update(data: Array(draft.text.utf8))
    var apart = draft
    apart.id = Base64url.encode(Array(sha.finalize().prefix(9)))
    apart.parked = true
    return apart
  }
}
