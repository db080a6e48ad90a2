/// Which of a writer's files goes on, lane by lane: that with its newest entry, of those that no
/// other file continues. The order of names says nothing.
struct OwnFiles {
  private let candidates: [JournalFile]
  private let newest: [FileID: Int64]

  init(of writer: String, in reading: SessionReading, files: [JournalFile]) {
    let continued = Set(files.compactMap { $0.report.header?.continues?.file })
    candidates = files.filter {
      $0.report.header?.writer == writer && !continued.contains($0.report.header?.file ?? .none)
    }
    var newest: [FileID: Int64] = [:]
    for kept in reading.entries where kept.writer == writer {
      newest[kept.file] = max(newest[kept.file] ?? 0, kept.entry.s)
    }
    self.newest = newest
  }

  /// A file under another name than its header gives stands back: a copy may be removed one day,
  /// and what was written to it would go with it.
  func file(_ lane: FileLane) -> JournalFile? {
    let own = candidates.filter { $0.report.header?.lane == lane }
    let named = own.filter(\.isNamedByHeader)
    return (named.isEmpty ? own : named).max {
      (last($0), $0.report.count) < (last($1), $1.report.count)
    }
  }

  func mayGrow(_ file: JournalFile) -> Bool { file.report.isAppendable && file.isNamedByHeader }

  private func last(_ file: JournalFile) -> Int64 {
    file.report.header.flatMap { newest[$0.file] } ?? 0
  }
}
