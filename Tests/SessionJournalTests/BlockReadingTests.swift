import Glibc
import SessionJournal
import SessionModel
import Testing

/// Files are read a block at a time; that must never show.
@Suite struct BlockReadingTests {
  private struct Found: Equatable {
    var report: FileReport
    var lines: [ScannedLine]
  }

  /// What a scan of whole bytes gathers; its closure outlives the call's arguments.
  private final class Lines {
    var lines: [ScannedLine] = []
  }

  private func whole(_ bytes: [UInt8]) -> Found {
    let lines = Lines()
    let report = bytes.withUnsafeBytes { FileScan.read($0) { lines.lines.append($0) } }
    return Found(report: report, lines: lines.lines)
  }

  private func inBlocks(_ patient: Patient, _ bytes: [UInt8], of block: Int) throws -> Found {
    patient.disk.replace(patient.path, with: bytes)
    let file = try patient.disk.open(patient.path, in: nil, for: .read)
    defer { patient.disk.close(file) }
    let window = FileWindow(file, of: patient.disk, size: bytes.count, block: block)
    let lines = Lines()
    let report = FileScan.read(window) { lines.lines.append($0) }
    #expect(window.fault == nil)
    return Found(report: report, lines: lines.lines)
  }

  @Test(arguments: [1, 7, 256, 4_096])
  func blocksOfAnySizeReadTheSame(_ block: Int) throws {
    let patient = try Patient()
    let random = Counter(UInt64(block))
    try #require(try inBlocks(patient, patient.whole, of: block) == whole(patient.whole))
    for _ in 0..<600 {
      var bytes = Array(patient.whole[..<(random.below(patient.whole.count) + 1)])
      switch random.below(4) {
      case 0: break
      case 1: bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
      case 2: bytes[random.below(bytes.count)] = 0x0A
      default: bytes += (0..<random.below(700)).map { _ in random.byte() }
      }
      try #require(try inBlocks(patient, bytes, of: block) == whole(bytes))
    }
  }

  @Test func damageThatWasExplainedLongAgoReadsTheSame() throws {
    let patient = try Patient()
    _ = try patient.read(Array(patient.whole[..<(patient.ends[9] + 50)]))
    for _ in 0..<12 { _ = try patient.goOn() }
    let bytes = patient.disk.files(under: patient.path)[patient.path] ?? []
    let found = whole(bytes)
    #expect(found.report.explained.count == 1)
    #expect(found.report.state == .clean)
    for block in [1, 100, 1_000] {
      #expect(try inBlocks(patient, bytes, of: block) == found)
    }
  }

  @Test func aReadThatFailsHalfwayRefusesTheFileAndNotTheRest() throws {
    let disk = SimulatedDisk()
    let vault = try Vault.create(
      at: "/vault", author: "MK", storage: disk, machine: steadyMachine())
    var (writer, lock) = try vault.beginWriting()
    let long = String(repeating: "long ", count: 20_000)
    for s in 1...8 {
      let lane: Lane = s == 2 ? .process : .record
      try writer.keep(
        EventCoding.entry(of: note(s, s == 2 ? "short" : long, lane: lane)), in: FileLane(lane))
    }
    writer.close()
    lock.release()
    #expect(try vault.read(writer.session).entries.count == 8)
    // The process file is one block; the second and every later block of the record fails.
    disk.plan(PlannedFault(call: .read, nth: 3, number: EIO, isForEver: true))
    let reading = try vault.read(writer.session)
    #expect(reading.entries.map(\.entry.s) == [2])
    #expect(reading.refused.count == 1)
    disk.clearFaults()
    #expect(try vault.read(writer.session).entries.count == 8)
  }
}
