import Interaction
import SessionJournal
import SessionModel
import Synchronization

/// A session that is read on a thread of its own: the loop shows what there is of it meanwhile.
final class SessionLoading: Sendable {
  /// What there is so far.
  struct Part: Sendable {
    var loading: Loading
    /// Where more can be shown than before.
    var playback: Playback?
  }

  enum End: Sendable {
    case whole(LoadedSession)
    case failed(JournalFault)
  }

  /// What the thread and the loop both touch.
  private struct Desk {
    var part: Part?
    var end: End?
    var isStopped = false
    /// Boot-clock milliseconds when the loop was woken last.
    var wokenAt: Int64 = 0
  }

  let id: String
  /// Sizes of the files by name before they were read.
  let sizes: [String: Int]
  /// Boot-clock milliseconds when the reading began.
  let began: Int64
  let wake = Wake()
  private let vault: Vault
  private let rescue: [RescueFolder]
  private let fold: PlaybackFold
  private let desk = Mutex(Desk())

  /// A share that grew is told of no more often than this, milliseconds: a thousand pictures of it
  /// would take longer than the reading.
  private static let rest: Int64 = 100

  init(_ fold: PlaybackFold, from vault: Vault, rescue: [RescueFolder]) {
    id = fold.id
    sizes = vault.sizes(of: fold.id)
    began = Machine.real.up()
    self.vault = vault
    self.rescue = rescue
    self.fold = fold
    Thread.start { self.run() }
  }

  // MARK: On the loop's thread

  /// Bytes that are to be read.
  var size: Int { sizes.values.reduce(0, +) }

  /// The end of it, where that comes within so many milliseconds.
  func end(within milliseconds: Int64) -> End? {
    wait(milliseconds) { $0.end != nil }
    return desk.withLock { desk in
      defer { desk.end = nil }
      return desk.end
    }
  }

  /// Waits so many milliseconds at most for something to show.
  func waitForPart(_ milliseconds: Int64) {
    wait(milliseconds) { $0.part?.playback != nil || $0.end != nil }
  }

  private func wait(_ milliseconds: Int64, until isThere: (borrowing Desk) -> Bool) {
    let until = Machine.real.up() + milliseconds
    while !desk.withLock({ isThere($0) }) {
      let left = until - Machine.real.up()
      guard left > 0 else { return }
      wake.wait(milliseconds: Int(left))
      wake.clear()
    }
  }

  /// What has come since this was asked last.
  func take() -> (part: Part?, end: End?) {
    wake.clear()
    return desk.withLock { desk in
      defer { (desk.part, desk.end) = (nil, nil) }
      return (desk.part, desk.end)
    }
  }

  /// Nobody wants it any more.
  func stop() { desk.withLock { $0.isStopped = true } }

  // MARK: On its own

  private func run() {
    var fold = fold
    let end: End
    do throws(JournalFault) {
      let reading = try vault.read(id, rescue: rescue) { soFar in
        tell(soFar, fold.take(soFar))
        return !desk.withLock { $0.isStopped }
      }
      guard !desk.withLock({ $0.isStopped }) else { return }
      end = .whole(LoadedSession(reading, fold.finish(reading), rulesRemark: fold.rulesRemark))
    } catch {
      end = .failed(error)
    }
    desk.withLock { $0.end = end }
    wake.raise()
  }

  private func tell(_ soFar: ReadingSoFar, _ playback: Playback?) {
    let loading = Loading(percent: soFar.percent, isDamaged: soFar.isDamaged)
    let now = Machine.real.up()
    let isNews = desk.withLock { desk in
      let isDamageNew = loading.isDamaged && desk.part?.loading.isDamaged != true
      desk.part = Part(loading: loading, playback: playback ?? desk.part?.playback)
      guard playback != nil || isDamageNew || now - desk.wokenAt >= Self.rest else { return false }
      desk.wokenAt = now
      return true
    }
    if isNews { wake.raise() }
  }
}

/// All of a session that was read, and what is to be said of its files.
struct LoadedSession: Sendable {
  let playback: Playback
  let rulesRemark: String?
  let readOnlyBecause: String?
  /// Why not all of it could be read.
  let incomplete: String?
  let fingerprint: String?
  let drafts: [SessionJournal.Draft]
  /// Said as it is shown.
  let damage: String?
  /// Why nothing of it can be shown.
  let fault: JournalFault?

  init(_ reading: SessionReading, _ playback: Playback, rulesRemark: String?) {
    let session = playback.whole
    self.playback = playback
    self.rulesRemark = rulesRemark
    readOnlyBecause = reading.readOnlyBecause(session)
    incomplete = reading.incomplete
    fingerprint = reading.fingerprint.map { "\($0)" }
    drafts = reading.drafts
    damage =
      readOnlyBecause ?? reading.damage ?? Self.words(ofUnsealed: session.unsealed.count)
      ?? reading.ignoredWords
    // Of a damaged file nothing may be left to show: the session is there all the same.
    let isShown = session.began != nil || !reading.entries.isEmpty
    fault = isShown ? nil : reading.whyNothing
  }

  private static func words(ofUnsealed count: Int) -> String? {
    guard count > 0 else { return nil }
    let entries = TimeText.count(count, "entry here is", "entries here are")
    return "\(entries) not sealed: not of a file that the seal knows; see holdfast verify"
  }
}
