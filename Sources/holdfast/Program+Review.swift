import Interaction
import SessionJournal
import SessionModel

/// Reading a session back, and what it takes to add to it.
extension Program {
  mutating func review(_ id: String) throws(JournalFault) {
    guard let vault else { return }
    if let back = takeBackParting(id) {
      show(reviewOf: back, drafts: back.unsent)
      return
    }
    let reading = try vault.read(id, rescue: surroundings.rescue)
    let index = index
    let (playback, rulesRemark) = OpenSession.playback(reading, inBoot: clocks.boot) {
      prepare(index, $0, $1, keptRules: $2, isRead: true)
    }
    let session = playback.whole
    guard session.began != nil || !reading.entries.isEmpty else {
      // Of a damaged file nothing may be left to show: the session is there all the same.
      throw reading.whyNothing
    }
    open = nil
    var review = Review(playback)
    // What was read from the disk is on the disk.
    review.keeping.upTo = .max
    review.readOnlyBecause = reading.readOnlyBecause(session)
    review.fingerprint = reading.fingerprint.map { "\($0)" }
    review.takeBack(reading.drafts.map { Interaction.Draft($0, boot: clocks.boot) })
    let unsealed = Self.words(ofUnsealed: session.unsealed.count) ?? reading.ignoredWords
    let place = takePlace(&review)
    greet(
      &review, damage: review.readOnlyBecause ?? reading.damage ?? unsealed,
      [place, rulesRemark])
    surroundings.furnish(&interface.clinic, for: session)
    interface.place = .review(review)
    tail = Tail(sizes: vault.sizes(of: id), next: clocks.now().up + Tail.interval(of: session))
  }

  private static func words(ofUnsealed count: Int) -> String? {
    guard count > 0 else { return nil }
    let entries = TimeText.count(count, "entry here is", "entries here are")
    return "\(entries) not sealed: not of a file that the seal knows; see holdfast verify"
  }

  private func greet(_ review: inout Review, damage: String? = nil, _ remarks: [String?]) {
    let count = review.parked.count
    let back = count == 0 ? nil : Program.cameBack(count, "Enter, then Up, brings")
    review.notice = Program.greeting(damage: damage, [back] + remarks, at: clocks.now())
  }

  /// A session that is open for writing, shown to be read; `drafts` were typed for it.
  private mutating func show(reviewOf opened: OpenSession, drafts: [Interaction.Draft]) {
    open = opened
    tail = nil
    var review = Review(opened.session)
    review.isClaimed = true
    review.keeping = opened.keeping
    review.takeBack(drafts)
    review.goToEnd()
    greet(&review, [opened.rulesRemark])
    surroundings.furnish(&interface.clinic, for: opened.session)
    interface.place = .review(review)
    takeFingerprint()
  }

  /// Locks the session that is read, and takes what other runs did to it meanwhile. Nothing is
  /// recorded before the first late entry.
  mutating func claim() throws(JournalFault) {
    guard open == nil, let vault, let id = read?.id,
      case .review(var review) = interface.place
    else { return }
    let opened: OpenSession
    do throws(JournalFault) {
      opened = try reopen(id, in: vault)
    } catch {
      review.refuseOpening(at: clocks.now())
      interface.place = .review(review)
      throw error
    }
    guard opened.session.state == .closed || opened.session.state == .sealed else {
      _ = opened.journal.close(milliseconds: OpenSession.patience)
      review.refuseOpening(at: clocks.now())
      review.readOnlyBecause = "this session was opened again; resume it to write"
      interface.place = .review(review)
      return
    }
    open = opened
    tail = nil
    review.isClaimed = true
    review.parked.removeAll { opened.session[$0.id] != nil }
    review.takeBack(opened.unsent)
    review.refresh(opened.session)
    interface.place = .review(review)
  }

  /// Hands a changed session to a review, so that its order of entries is current.
  mutating func takeSession() {
    guard case .review(var review) = interface.place, let session else { return }
    review.refresh(session)
    review.renewPage(at: clocks.now())
    interface.place = .review(review)
  }

  /// The session is signed: from here on it is read. The fingerprint comes with the disk's answer.
  mutating func showSealed() {
    guard let open else { return }
    if case .review(var review) = interface.place {
      review.refresh(open.session)
      review.renewPage(at: clocks.now())
      review.goToEnd()
      interface.place = .review(review)
    } else {
      show(reviewOf: open, drafts: interface.drafts ?? [])
    }
  }

  /// The fingerprint of the sealed record stands there to be copied, once that is on the disk.
  mutating func takeFingerprint() {
    guard case .review(var review) = interface.place, review.fingerprint == nil,
      let fingerprint = open?.journal.keeping.fingerprint
    else { return }
    review.fingerprint = "\(fingerprint)"
    interface.place = .review(review)
  }
}
