import ArgumentParser
import Glibc
import SessionJournal
import SessionModel

/// One session read to be looked at, in a process of its own, so that its memory is nobody else's.
struct ReadBack: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read-back", abstract: "Read one session back; review runs this.",
    shouldDisplay: false)

  @Argument var home: String
  @Argument var session: String
  @Option var seeks = 0
  /// Where to write the median, the 99th percentile and the worst of the seeks in nanoseconds, and
  /// the memory in use, KiB.
  @Option var figures: String?

  func run() throws {
    var playback = try load()
    guard playback.whole.entries.count > 0 else { throw BenchFailure("the session is empty") }
    guard seeks > 0, let figures else { return }
    var random = SplitMix(state: 1)
    var samples = Samples()
    for _ in 0..<seeks {
      let time = Int64(random.below(Int(playback.last)))
      let began = ContinuousClock.now
      playback.seek(to: time)
      samples.add(ContinuousClock.now - began)
    }
    let times = [50.0, 99, 100].map { Int(samples.percentile($0).milliseconds * 1e6) }
    let words = (times + [memory]).map { "\($0)" }.joined(separator: " ")
    let file = Glibc.open(figures, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    defer { close(file) }
    guard file >= 0, write(file, words, words.utf8.count) == words.utf8.count else {
      throw BenchFailure("writing \(figures)")
    }
  }

  /// What was read is let go of once it is folded.
  private func load() throws -> Playback {
    let vault = try Vault.open(at: home, consent: [.memory, .network], isReadOnly: true)
    let reading = try vault.read(session)
    return Playback(
      reading.entries.lazy.map { EventCoding.record(of: $0) },
      into: Session(id: session, rules: .none))
  }

  private var memory: Int {
    let text = SmallFile.text("/proc/self/status") ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
