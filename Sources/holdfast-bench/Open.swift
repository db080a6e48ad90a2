import ArgumentParser
import Glibc
import SessionJournal
import SessionModel

/// From a session on the disk to one that can be written in.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time and peak memory of opening and verifying a long session, beside jq -c .",
    discussion: """
      Each figure is a whole process. Opening is what resume does before its first frame: lock, \
      read from the disk, verify every hash, repair a torn end, fold every entry.
      """)

  @Option(parsing: .upToNextOption, help: "Entries of each session that is made.")
  var events = [100_000]

  @Option(help: "Rounds; the median of each figure is shown.")
  var rounds = 5

  @Option(help: "A folder on the disk to measure; the temporary folder without it.")
  var folder: String?

  func validate() throws {
    guard rounds > 0, !events.isEmpty, events.allSatisfy({ $0 > 0 }) else {
      throw ValidationError("Give counts above 0.")
    }
  }

  func run() throws {
    umask(0o077)
    let scratch = try ScratchFolder(in: folder)
    var table = Table("open", "ms", "/ jq", "µs an entry", "/ shortest", "peak MiB")
    var shortest: [String: Double] = [:]
    for count in events {
      let patient = try Patient(home: "\(scratch.path)/vault-\(count)", events: count)
      var times: [String: Samples] = [:]
      var peaks: [String: Int] = [:]
      for _ in 0..<rounds {
        for way in Way.allCases {
          let (time, peak) = try patient.measure(way)
          times[way.rawValue, default: Samples()].add(time)
          peaks[way.rawValue] = max(peaks[way.rawValue] ?? 0, peak)
        }
      }
      let jq = times[Way.jq.rawValue]?.median.milliseconds ?? .nan
      for way in Way.allCases {
        let time = times[way.rawValue]?.median.milliseconds ?? .nan
        let each = time * 1000 / Double(count)
        let least = shortest[way.rawValue] ?? each
        shortest[way.rawValue] = least
        table.add(
          "\(count), \(way.rawValue)", decimal(time, 0), decimal(time / jq, 2),
          decimal(each, 2), decimal(each / least, 2),
          decimal(Double(peaks[way.rawValue] ?? 0) / 1024, 0))
      }
    }
    table.show()
    print("\(rounds) rounds, in turn; / shortest: time an entry beside that of the first session")
  }

  enum Way: String, CaseIterable {
    case jq = "jq -c ."
    case verify, open
    case torn = "open, torn"
  }
}

/// One opening in a process of its own, so that its memory is nobody else's.
struct OpenOnce: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open-once", abstract: "Open or verify one session; open runs this.",
    shouldDisplay: false)

  enum Way: String, EnumerableFlag { case open, verify }

  @Flag var way: Way
  @Argument var home: String
  @Argument var session: String

  func run() throws {
    let vault = try Vault.open(
      at: home, consent: [.memory, .network], isReadOnly: way == .verify)
    switch way {
    case .verify:
      let verdict = try Verification().session(session, in: vault)
      guard verdict.exitCode == .clean else { throw BenchFailure("\(verdict.exitCode)") }
    case .open:
      let (journal, reading) = try vault.resumeSession(session)
      var folded = Session(id: session, rules: .none)
      for kept in reading.entries { folded.apply(EventCoding.record(of: kept)) }
      guard folded.entries.count > 0, journal.close(milliseconds: 10_000) == 0 else {
        throw BenchFailure("the session could not be opened")
      }
    }
  }
}
