import Interaction
import SessionJournal
import SessionModel

/// Reading a session back, and what it takes to add to it.
extension Program {
  mutating func review(_ id: String) throws(JournalFault) {
    guard let vault else { return }
    if let back = takeBackParting(id) {
      show(reviewOf: back, drafts: back.unsent)
      takePlaceOfParting()
      return
    }
    let (surroundings, index) = (surroundings, index)
    let fold = PlaybackFold(of: id, inBoot: clocks.boot) {
      surroundings.held(for: $0, of: id, at: $1, keptRules: $2, among: index)
    }
    let loading = SessionLoading(fold, from: vault, rescue: surroundings.rescue)
    (open, tail, self.loading) = (nil, nil, nil)
    // A long session is shown at once as far as it is read.
    switch loading.end(within: loading.size <= Self.quicklyRead ? Self.patience : 0) {
    case .whole(let loaded):
      if let fault = loaded.fault { throw fault }
      show(loaded, loading)
    case .failed(let fault): throw fault
    case nil:
      interface.place = .review(
        Review(id: id, loading: Loading(percent: 0, isDamaged: false)))
      self.loading = loading
      loading.waitForPart(Self.patienceForPart)
      takeLoaded(at: clocks.now())
    }
  }

  /// Bytes that are read before anybody could see that they are.
  private static let quicklyRead = 1 << 20
  /// Waited for those, though a disk may be slow; milliseconds.
  private static let patience: Int64 = 250
  /// Waited for the beginning of a longer session; milliseconds.
  private static let patienceForPart: Int64 = 30

  /// Shows a session that was read before anything could be shown of it.
  private mutating func show(_ loaded: LoadedSession, _ loading: SessionLoading) {
    var review = Review(loaded.playback)
    // What was read from the disk is on the disk.
    review.keeping.upTo = .max
    review.keeping.remark = readOnlyRemark ?? ""
    finish(&review, loaded, loading)
    let place = takePlace(&review)
    greet(&review, damage: loaded.damage, [place, loaded.rulesRemark])
    interface.place = .review(review)
  }

  private mutating func finish(
    _ review: inout Review, _ loaded: LoadedSession, _ loading: SessionLoading
  ) {
    review.readOnlyBecause = loaded.readOnlyBecause
    review.incomplete = loaded.incomplete
    review.fingerprint = loaded.fingerprint
    review.takeBack(loaded.drafts.map { Interaction.Draft($0, boot: clocks.boot) })
    surroundings.furnish(&interface.clinic, for: loaded.playback.whole)
    tail = Tail(
      sizes: loading.sizes, next: clocks.now().up + Tail.interval(of: loaded.playback.whole))
  }

  // MARK: What is read while it is shown

  /// Takes what the thread that reads has to hand over.
  mutating func takeLoaded(at now: Now) {
    guard let loading else { return }
    guard open == nil, case .review(var review) = interface.place else {
      self.loading = nil
      return
    }
    let (part, end) = loading.take()
    switch end {
    case .whole(let loaded) where review.loading == nil: takeTail(loaded, loading, now)
    case .whole(let loaded): showRest(loaded, loading, now)
    case .failed(let fault): fail(fault)
    case nil:
      guard let part, review.loading != nil else { return }
      review.loading = part.loading
      if let playback = part.playback {
        let isFirst = review.playback.whole.entries.isEmpty
        review.take(playback, part.loading)
        if isFirst {
          review.keeping.upTo = .max
          review.keeping.remark = readOnlyRemark ?? ""
          surroundings.furnish(&interface.clinic, for: playback.whole)
          review.notice = Program.greeting(damage: nil, [takePlace(&review)], at: now)
        }
      }
      interface.place = .review(review)
      carryOut(interface.tick(scene(now)), at: now)
    }
  }

  /// The rest of a session of which some was shown, or nothing but that it is being read.
  private mutating func showRest(
    _ loaded: LoadedSession, _ loading: SessionLoading, _ now: Now
  ) {
    guard case .review(var review) = interface.place else { return }
    if let fault = loaded.fault { return fail(fault) }
    self.loading = nil
    let isFirst = review.playback.whole.entries.isEmpty
    review.take(loaded.playback, nil)
    review.keeping.upTo = .max
    review.keeping.remark = readOnlyRemark ?? ""
    finish(&review, loaded, loading)
    let place = isFirst ? takePlace(&review) : nil
    let target = review.awaitedBeginning
    interface.place = .review(review)
    if let target, !review.has(target), startsWithReview {
      ending = Ending(failure: Self.noMoment(target))
      return
    }
    carryOut(interface.tick(scene(now)), at: now)
    guard case .review(var shown) = interface.place else { return }
    let said = shown.notice
    greet(&shown, damage: loaded.damage, [place, loaded.rulesRemark])
    shown.notice = shown.notice ?? said
    interface.place = .review(shown)
  }

  /// The session that was to be shown cannot be read.
  private mutating func fail(_ fault: JournalFault) {
    loading = nil
    if case .review(let review) = interface.place, review.loading == nil {
      return sayLost("its files cannot be read any more", fault.what)
    }
    if startsWithReview {
      ending = Ending(failure: Failure(fault))
    } else {
      goHome()
      say(fault.words)
    }
  }

  /// True where the command line asked for this session to be read.
  private var startsWithReview: Bool {
    if case .review = beginning { true } else { false }
  }

  /// A session that is still on its way to the disk goes on where it was left a moment ago.
  private mutating func takePlaceOfParting() {
    guard case .review(var review) = interface.place else { return }
    if let place = takePlace(&review), review.notice == nil {
      review.notice = Program.greeting(damage: nil, [place], at: clocks.now())
    }
    interface.place = .review(review)
  }

  private func greet(_ review: inout Review, damage: String? = nil, _ remarks: [String?]) {
    let count = review.parked.count
    let back = count == 0 ? nil : Program.cameBack(count, "Enter, then Up, brings")
    review.notice = Program.greeting(damage: damage, [back] + remarks, at: clocks.now())
  }

  /// A session that is open for writing, shown to be read; `drafts` were typed for it.
  private mutating func show(reviewOf opened: OpenSession, drafts: [Interaction.Draft]) {
    open = opened
    (tail, loading) = (nil, nil)
    var review = Review(opened.session)
    review.isClaimed = true
    review.keeping = opened.keeping
    review.incomplete = opened.incomplete
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
      opened = try reopen(id, in: vault, asRead: review.playback.whole)
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
    (tail, loading) = (nil, nil)
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
