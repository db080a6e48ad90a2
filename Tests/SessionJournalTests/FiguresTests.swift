import Glibc
import SessionJournal
import SessionModel
import Testing

/// HOLDFAST_FIGURES=100000 measures a session of so many entries, beside jq on the same file.
@Suite struct FiguresTests {
  @Test func openingAndVerifyingALongSession() throws {
    guard let count = environment("HOLDFAST_FIGURES").flatMap({ Int($0) }) else { return }
    let scratch = Scratch()
    let vault = try Vault.create(
      at: scratch.file("vault"), author: "MK", storage: HastyStorage(),
      consent: [.memory, .network])
    var (writer, lock) = try vault.beginWriting()
    let words = "breath slow, hands open, a long sigh; turned to the wall for about a minute"
    let clock = ContinuousClock()
    let writing = try clock.measure {
      for s in 1...count {
        let record = note(s, "\(s) \(words)")
        try writer.keep(EventCoding.entry(of: record), in: .record)
      }
    }
    writer.close()
    lock.release()
    let session = writer.session
    let folder = scratch.file("vault/sessions/\(session)")
    let file = "\(folder)/\(names(in: folder)[0])"
    var readings: [Duration] = []
    for _ in 0..<5 {
      readings.append(
        try clock.measure {
          let read = try vault.read(session).records.count
          #expect(read == count)
        })
    }
    let jq = clock.measure { run("jq -c . '\(file)' > /dev/null") }
    var usage = rusage()
    getrusage(0, &usage)
    let report =
      "FIGURES \(count) entries, \(bytes(of: file).count) bytes: written in \(writing), "
      + "opened and verified in \(readings.min() ?? .zero), jq \(jq), \(usage.ru_maxrss) KiB\n"
    _ = Glibc.write(2, report, report.utf8.count)
  }
}
