import SessionJournal
import SessionModel
import Testing

/// Recovery that is itself cut off, at every byte it writes, and again while it is repaired.
@Suite struct RecoveryCutTests {
  /// What opening made of these bytes.
  private func recovered(_ patient: Patient, _ bytes: [UInt8]) throws -> [UInt8] {
    patient.disk.replace(patient.path, with: bytes)
    var (writer, lock, _) = try patient.vault.resumeWriting(patient.session)
    writer.close()
    lock.release()
    return patient.disk.files(under: patient.path)[patient.path] ?? []
  }

  @Test func recoveringAfterACutRecoveryReadsTheSame() throws {
    let patient = try Patient()
    let random = Counter(21)
    let last = patient.ends[23]
    // Where the last line was cut: all of it in the long set.
    let step = Proof.isLong ? 1 : 37
    for cut in stride(from: last + 1, to: patient.whole.count, by: step) {
      let torn = Array(patient.whole[..<cut])
      let whole = try recovered(patient, torn)
      try #require(whole.starts(with: torn))
      let entries = try patient.vault.read(patient.session).entries
      try #require(try recovered(patient, whole) == whole, "cut \(cut): recovered twice")
      for stop in cut..<whole.count {
        var cutAgain = Array(whole[..<stop])
        // The disk may keep the length and lose the bytes.
        if stop % 3 == 0, stop > cut { cutAgain[stop - 1] = random.byte() }
        let again = try recovered(patient, cutAgain)
        try #require(again.starts(with: cutAgain), "cut \(cut), then \(stop)")
        let reading = try patient.vault.read(patient.session)
        try #require(reading.entries == entries, "cut \(cut), then \(stop)")
        try #require(reading.files.map(\.report.state) == [.clean], "cut \(cut), then \(stop)")
        // Where only the line feed was missing, it is the whole repair.
        let isClean = cut == patient.whole.count - 1
        let verdict = try patient.verdict().exitCode
        try #require(verdict == (isClean ? .clean : .explained), "cut \(cut), then \(stop)")
      }
    }
  }
}
