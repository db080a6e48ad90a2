/// The one order out of many files.
struct Fold {
  private(set) var entries: [KeptEntry] = []
  private(set) var copies: [KeptEntry] = []
  private(set) var losses: [NumberLoss] = []

  init(_ found: consuming [KeptEntry]) {
    if Self.isOfOneWriter(found) {
      // The common session, in place: its two files in their order are two sorted runs.
      if !Self.isNumbered(found) { found.sort { $0.entry.s < $1.entry.s } }
      if Self.isNumbered(found) {
        entries = found
        return
      }
    }
    var writers: [String: [KeptEntry]] = [:]
    for kept in found { writers[kept.writer, default: []].append(kept) }
    var runs: [[KeptEntry]] = []
    for writer in writers.keys.sorted() {
      guard let entries = writers[writer] else { continue }
      runs.append(number(entries, of: writer))
    }
    if losses.contains(where: { if case .altered = $0 { true } else { false } }) {
      let seals = SealedReach(runs.joined() + copies)
      runs = runs.map { Self.sealedFirst($0, seals) }
    }
    entries = runs.count == 1 ? runs[0] : Self.merge(runs)
  }

  private static func isOfOneWriter(_ found: borrowing [KeptEntry]) -> Bool {
    guard let first = found.first?.origin else { return true }
    return found.allSatisfy { $0.origin === first || $0.writer == first.writer }
  }

  /// True where every number is there, once and in its place.
  private static func isNumbered(_ found: borrowing [KeptEntry]) -> Bool {
    for place in found.indices where found[place].entry.s != Int64(place + 1) { return false }
    return true
  }

  /// One writer's entries by number, copies counted once.
  private mutating func number(_ entries: [KeptEntry], of writer: String) -> [KeptEntry] {
    var isSorted = true
    for (one, next) in zip(entries, entries.dropFirst()) where next.entry.s <= one.entry.s {
      isSorted = false
      break
    }
    let sorted = isSorted ? entries : entries.sorted { $0.entry.s < $1.entry.s }
    var kept: [KeptEntry] = []
    kept.reserveCapacity(sorted.count)
    var last: Int64 = 0
    for entry in sorted {
      let s = entry.entry.s
      let rivals = kept.lazy.reversed().prefix { $0.entry.s == s }
      if s == last, !rivals.isEmpty {
        if rivals.contains(where: { $0.isCopied(by: entry) }) {
          copies.append(entry)
          continue
        }
        let isAltered = rivals.contains { $0.entry.id == entry.entry.id }
        losses.append(isAltered ? .altered(writer: writer, s: s) : .doubled(writer: writer, s: s))
      } else if s > last + 1 {
        losses.append(.hole(writer: writer, from: last + 1, through: s - 1))
      }
      kept.append(entry)
      last = s
    }
    return kept
  }

  /// Of copies that contradict each other the one that was sealed comes first.
  private static func sealedFirst(_ run: [KeptEntry], _ seals: SealedReach) -> [KeptEntry] {
    var run = run
    for place in run.indices.dropLast()
    where run[place].entry.id == run[place + 1].entry.id
      && !seals.covers(run[place]) && seals.covers(run[place + 1])
    {
      run.swapAt(place, place + 1)
    }
    return run
  }

  /// Merged by the running maximum of `at`, then by writer, which is the order of `runs`.
  private static func merge(_ runs: [[KeptEntry]]) -> [KeptEntry] {
    var places = runs.map { _ in 0 }
    var latest = runs.map { $0.first?.entry.at ?? .max }
    var order: [KeptEntry] = []
    order.reserveCapacity(runs.reduce(0) { $0 + $1.count })
    while let next = latest.indices.filter({ places[$0] < runs[$0].count })
      .min(by: { (latest[$0], $0) < (latest[$1], $1) })
    {
      order.append(runs[next][places[next]])
      places[next] += 1
      if places[next] < runs[next].count {
        latest[next] = max(latest[next], runs[next][places[next]].entry.at)
      }
    }
    return order
  }
}

extension KeptEntry {
  /// True where the other line says the same. A seal that is written again in a rescue says how far
  /// the files went by then.
  fileprivate func isCopied(by other: KeptEntry) -> Bool {
    guard lane == other.lane else { return false }
    if entry == other.entry { return true }
    guard entry.kind == "sealed" else { return false }
    var (one, two) = (entry, other.entry)
    one.fields.removeAll { $0.name == "files" }
    two.fields.removeAll { $0.name == "files" }
    return one == two
  }
}

/// How far the seals of a session reach into its files.
struct SealedReach {
  private let seals: [[FileID: Int64]]

  /// `found` holds every seal; one that does not say which files it covers is passed over.
  init(_ found: [KeptEntry]) {
    seals = found.compactMap { kept in
      guard kept.entry.kind == "sealed",
        let heads = try? LineReading(fields: kept.entry.fields).heads("files")
      else { return nil }
      return Dictionary(heads.map { ($0.file, $0.count) }, uniquingKeysWith: max)
    }
  }

  /// True where no seal says what it covers.
  var isEmpty: Bool { seals.isEmpty }

  /// True where a seal lists the file.
  func knows(_ file: FileID) -> Bool { seals.contains { $0[file] != nil } }

  /// True where every seal that lists the file reaches over the line, and one does.
  func covers(_ kept: KeptEntry) -> Bool {
    var isListed = false
    for seal in seals {
      guard let reach = seal[kept.file] else { continue }
      if kept.n >= reach { return false }
      isListed = true
    }
    return isListed
  }
}
