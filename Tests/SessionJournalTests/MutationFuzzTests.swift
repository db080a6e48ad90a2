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
    var failures: [String] = []
    for seed in seeds(part) where failures.count < 20 {
      let mutation = Mutation(random: Counter(UInt64(seed)), others: others)
      var bytes = mutation.change(ordeal.original)
      let isForged = seed % 3 == 0
      if isForged { bytes = Mutation.forge(bytes, file: ordeal.file) }
      failures += ordeal.endure(bytes, isForged: isForged).map { "seed \(seed): \($0)" }
    }
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    // A fuzz that meets only some of the states proves little.
    let missed = FileState.names.union(["refused"]).subtracting(ordeal.seen)
    #expect(missed.isEmpty || seeds(part).count < 1_000, "never met: \(missed)")
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
