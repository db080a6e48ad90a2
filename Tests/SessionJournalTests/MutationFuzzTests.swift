import SessionJournal
import SessionModel
import Testing

/// Changed files through reader and recovery. HOLDFAST_PROOF=long tries many, HOLDFAST_SEED=n one.
@Suite struct MutationFuzzTests {
  private static let parts = 4

  private func seeds(_ part: Int) -> [Int] {
    Proof.seeds(quick: 12_000, long: 400_000).filter { $0 % Self.parts == part }
  }

  /// Four parts, for as many processors.
  @Test(arguments: 0..<parts)
  func noBytesLoseChangeOrInventAnEntry(_ part: Int) throws {
    let ordeal = try Ordeal()
    let others = [try Patient(6, seed: 9).whole, ordeal.original]
    let bases = Self.rareFiles(ordeal)
    var failures: [String] = []
    for seed in seeds(part) where failures.count < 20 {
      let mutation = Mutation(random: Counter(UInt64(seed)), others: others)
      // Some begin from a file of a state that chance alone seldom meets, or are that file.
      let turn = seed / Self.parts
      let base = turn % 10 == 0 ? bases[turn / 10 % bases.count] : ordeal.original
      let isWhole = turn % 10 == 0 && turn / 10 % 25 < bases.count
      let isForged = seed % 3 == 0 && !isWhole
      var bytes = isWhole ? base : mutation.change(base)
      if isForged { bytes = Mutation.forge(bytes, file: ordeal.file) }
      failures += ordeal.endure(bytes, isForged: isForged).map { "seed \(seed): \($0)" }
    }
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    // A fuzz that meets only some of the states proves little.
    let missed = FileState.names.union(["refused"]).subtracting(ordeal.seen)
    #expect(missed.isEmpty || seeds(part).count < 1_000, "never met: \(missed)")
  }

  /// A file that needs a newer version, and one whose last line feed is damaged.
  private static func rareFiles(_ ordeal: Ordeal) -> [[UInt8]] {
    let lines = ordeal.original.split(separator: 0x0A).map(Array.init)
    let header = lines[0].dropLast(Chain.tailCount) + Array(",\"crit\":[\"later\"]".utf8)
    let padding = [UInt8](repeating: 0x20, count: Chain.tailCount)
    let newer = ([header + padding] + lines.dropFirst()).joined(separator: [0x0A])
    return [
      Mutation.forge(Array(newer), file: ordeal.file),
      ordeal.original.dropLast() + [0x58],
    ]
  }

  @Test func noDraftLedgerOrVaultFileStopsAnything() throws {
    let ordeal = try Ordeal()
    let files = ordeal.disk.files(under: "/vault")
    let seedFiles = files.keys.sorted().compactMap { files[$0] }
    var failures: [String] = []
    for seed in Proof.seeds(quick: 3_000, long: 60_000) where failures.count < 20 {
      let random = Counter(UInt64(seed) &* 31)
      let mutation = Mutation(random: random, others: seedFiles)
      let bytes = mutation.change(seedFiles[random.below(seedFiles.count)])
      failures += ordeal.endureBeside(bytes).map { "seed \(seed): \($0)" }
    }
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  /// What the reader takes, the writer writes so that the reader takes it for the same.
  @Test func whatParsesIsWrittenAndReadTheSame() throws {
    let lines = try Ordeal().original.split(separator: 0x0A).map(Array.init)
    var parsed = 0
    for seed in Proof.seeds(quick: 20_000, long: 1_000_000) {
      let random = Counter(UInt64(seed) &* 37)
      let mutation = Mutation(random: random, others: lines)
      let bytes = mutation.change(lines[random.below(lines.count)])
      guard let fields = try? JSONReader.object(bytes) else { continue }
      parsed += 1
      let again = try? JSONReader.object(Array(JSONValue.object(fields).line.utf8))
      try #require(again == fields, "seed \(seed)")
    }
    #expect(parsed > 0 || environment("HOLDFAST_SEED") != nil)
  }
}
