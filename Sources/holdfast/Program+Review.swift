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
    var (session, rulesRemark) = OpenSession.fold(reading) {
      prepare(index, $0, $1, keptRules: $2, isRead: true)
    }
    guard session.began != nil || !reading.entries.isEmpty else { throw .noSession(id: id) }
    session.isRead(inBoot: clocks.boot)
    open = nil
    read = session
    var review = Review(session)
    // What was read from the disk is on the disk.
    review.keeping.upTo = .max
    review.readOnlyBecause = reading.readOnlyBecause(session)
    review.fingerprint = reading.fingerprint.map { "\($0)" }
    review.takeBack(reading.drafts.map { Interaction.Draft($0, boot: clocks.boot) })
    let unsealed = Self.words(ofUnsealed: session.unsealed.count) ?? reading.ignoredWords
    greet(
      &review, damage: review.readOnlyBecause ?? reading.damage ?? unsealed,
      rulesRemark: rulesRemark)
    surroundings.furnish(&interface.clinic, for: session)
    interface.place = .review(review)
  }

  private static func words(ofUnsealed count: Int) -> String? {
    guard count > 0 else { return nil }
    let entries = TimeText.count(count, "entry here is", "entries here are")
    return "\(entries) not sealed: not of a file that the seal knows; see holdfast verify"
  }

  private func greet(_ review: inout Review, damage: String? = nil, rulesRemark: String?) {
    let count = review.parked.count
    let back = count == 0 ? nil : Program.cameBack(count, "Enter, then Up, brings")
    review.notice = Program.greeting(damage: damage, [back, rulesRemark], at: clocks.now())
  }

  /// A session that is open for writing, shown to be read; `drafts` were typed for it.
  private mutating func show(reviewOf opened: OpenSession, drafts: [Interaction.Draft]) {
    open = opened
    read = nil
    var review = Review(opened.session)
    review.isClaimed = true
    review.keeping = opened.keeping
    review.takeBack(drafts)
    review.cursor = max(0, review.order.count - 1)
    greet(&review, rulesRemark: opened.rulesRemark)
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
    read = nil
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
    interface.place = .review(review)
  }

  /// The session is signed: from here on it is read. The fingerprint comes with the disk's answer.
  mutating func showSealed() {
    guard let open else { return }
    if case .review(var review) = interface.place {
      review.refresh(open.session)
      review.cursor = max(0, review.order.count - 1)
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

extension SessionReading {
  /// True where every file reads to its end and no entry is missing; a last line that was cut off
  /// was never kept.
  var isWhole: Bool {
    let isRead = files.allSatisfy { file in
      switch file.report.state {
      case .clean, .missingLineFeed, .torn: file.report.refused.isEmpty
      case .damagedLines, .damagedEnd, .damagedInside, .headerTorn, .headerLost, .newer: false
      }
    }
    return refused.isEmpty && losses.isEmpty && isRead
  }

  /// What a writer is told who goes on here: what is damaged or missing stays so, and is not
  /// touched.
  var damage: String? {
    let isDamaged = files.contains { file in
      switch file.report.state {
      case .damagedLines, .damagedEnd, .damagedInside, .headerLost: true
      // What a crash leaves, and what the writer has just repaired.
      case .clean, .missingLineFeed, .torn, .headerTorn, .newer: !file.report.refused.isEmpty
      }
    }
    if isDamaged || !losses.isEmpty {
      let what = isDamaged ? "a file of this session is damaged" : "entries are missing here"
      return "\(what); holdfast verify \(id.prefix(8)) names it"
    }
    return draftFault.map { "typed text of an earlier run cannot be read: \($0.what)" }
  }

  /// Files in the session's folder that were passed over, in words.
  var ignoredWords: String? {
    ignored.first.map { first in
      let more = ignored.count == 1 ? "" : " (and \(ignored.count - 1) more)"
      return "\(first)\(more) is none of the journal's files; holdfast verify \(id.prefix(8))"
    }
  }

  /// Why a reader may add nothing here, or nil.
  func readOnlyBecause(_ session: Session) -> String? {
    if session.began == nil {
      return "its first entry cannot be read; holdfast verify \(id.prefix(8)) says where"
    }
    if session.state == .open || session.state == .dosingEnded {
      return "this session is open; resume it to write (holdfast resume \(id.prefix(8)))"
    }
    // What is only damaged is repaired or continued in another file; numbers of entries that cannot
    // be read at all would be given twice.
    if !refused.isEmpty {
      return "a file of this session cannot be read; holdfast verify \(id.prefix(8)) names it"
    }
    if files.contains(where: { if case .newer = $0.report.state { true } else { false } }) {
      return "a newer Holdfast wrote here; holdfast verify \(id.prefix(8)) says which"
    }
    return nil
  }
}
