import Interaction
import SessionJournal
import SessionModel

/// The files of a session that is read, as they were looked at last.
struct Tail {
  var sizes: [String: Int]
  /// Boot-clock milliseconds at which they are looked at again.
  var next: Int64

  /// A session that is open is written now; to another one a late note may come. Milliseconds.
  static func interval(of session: Session) -> Int64 {
    session.state == .open || session.state == .dosingEnded ? 1_000 : 10_000
  }

  /// Reading a long session again takes at most this part of the time.
  static let share: Int64 = 10
}

/// What reading needs beside the session: what another Holdfast writes to it meanwhile, the place
/// where reading stopped, another session to compare with.
extension Program {
  /// Reads again where another Holdfast has written since the files were looked at last.
  mutating func lookForTail(at now: Now) {
    guard let known = tail, now.up >= known.next else { return }
    guard let vault, open == nil, case .review(let review) = interface.place else {
      tail = nil
      return
    }
    let whole = review.playback.whole
    tail?.next = now.up + Tail.interval(of: whole)
    guard loading == nil, vault.sizes(of: whole.id) != known.sizes else { return }
    let fold = PlaybackFold(goingOnAfter: review.playback, inBoot: clocks.boot)
    loading = SessionLoading(fold, from: vault, rescue: surroundings.rescue)
  }

  /// Takes what another Holdfast has written.
  mutating func takeTail(_ loaded: LoadedSession, _ read: SessionLoading, _ now: Now) {
    guard case .review(var review) = interface.place else { return }
    loading = nil
    tail?.sizes = read.sizes
    if let fault = loaded.fault {
      return sayLost("its files cannot be read any more", fault.what)
    }
    guard !review.misses(loaded.playback.whole.entries.lazy.map(\.record)) else {
      return sayLost("its files were cut", "entries that stand here are gone from the disk")
    }
    let next = now.up + (now.up - read.began) * Tail.share
    if let soon = tail?.next, next > soon { tail?.next = next }
    review.follow(loaded.playback)
    review.renewPage(at: now)
    review.readOnlyBecause = loaded.readOnlyBecause
    review.incomplete = loaded.incomplete
    review.fingerprint = loaded.fingerprint
    interface.place = .review(review)
  }

  /// Another program took from the disk what is shown: it stays on the screen, which may have all
  /// that is left of it, and nothing is added to the rest. Said once.
  mutating func sayLost(_ why: String, _ what: String) {
    guard case .review(var review) = interface.place else { return }
    let reason = "\(why); holdfast verify \(review.playback.whole.id.prefix(8)) says more"
    guard review.readOnlyBecause != reason else { return }
    review.readOnlyBecause = reason
    interface.place = .review(review)
    say("\(what): \(why). Keep this open, it shows what was there; copy it, restore a backup")
  }

  // MARK: The place

  /// Goes on where reading stopped the last time; what to say of it.
  mutating func takePlace(_ review: inout Review) -> String? {
    placesKept = vault?.places(of: review.playback.whole.id).map(KeptPlaces.init)
    guard let kept = placesKept, review.goOn(at: kept) else {
      return vault?.placesFault.map { "where reading stopped is not known: \($0.what)" }
    }
    // A moment that the command line asks for is gone to from there.
    if case .review(_, at: _?) = beginning {
      return "u goes to \(review.playback.clockWords), where reading stopped"
    }
    return review.placeWords
  }

  /// Keeps where reading stopped, outside the record. Where that cannot be written, what to say of
  /// it, once.
  mutating func keepPlace() -> String? {
    guard let vault, case .review(let review) = interface.place,
      // Of a session that is not read so far there is no place yet.
      !review.playback.whole.entries.isEmpty, review.keptPlaces != placesKept
    else { return nil }
    let kept = review.keptPlaces
    do throws(JournalFault) {
      try vault.keep(SessionPlaces(kept, of: review.playback.whole.id))
      placesKept = kept
      return nil
    } catch {
      guard !hasSaidOfPlaces else { return nil }
      hasSaidOfPlaces = true
      return "the place where reading stopped is not kept: \(error.words)"
    }
  }

  /// Goes to the moment that the command line asked for.
  mutating func begin(at target: String) throws(Failure) {
    guard case .review(var review) = interface.place else { return }
    guard review.begin(at: target) else { throw Self.noMoment(target) }
    interface.place = .review(review)
    guard review.awaitedBeginning == nil, let words = review.remark(onTarget: target) else {
      return
    }
    let before = review.notice.map { "; \($0.words)" } ?? ""
    say(words + before, refused: review.notice?.tone == .refused)
  }

  static func noMoment(_ target: String) -> Failure {
    Failure(
      "--at \(target): nothing was given in this session, so it has no T+; "
        + "give a time of day, as 14:05.", code: Failure.usage)
  }

  // MARK: Another session

  /// Lays the next other session of the client beside this one: of the same kind, where there is
  /// one, the one before it first.
  mutating func compare(after: String?) throws(JournalFault) {
    guard let vault, case .review(var review) = interface.place,
      let began = review.playback.whole.began
    else { return }
    let mine = review.playback.whole.id
    if index?.items.contains(where: { $0.id == mine }) != true {
      // The list is from before this session began.
      index = try SessionIndex(vault)
    }
    index?.readAll()
    let all = (index?.items ?? []).filter { $0.id == mine || $0.line?.client == began.client }
    let alike = all.filter { $0.id == mine || $0.line?.kind == began.kind }
    let list = (alike.count > 1 ? alike : all).map(\.id)
    // The newest stands first, so the one before this is the next.
    let here = list.firstIndex(of: after ?? mine) ?? list.endIndex
    guard let next = (list[here...].dropFirst() + list[..<here]).first(where: { $0 != mine }) else {
      say("this client has no other session to compare with", refused: false)
      return
    }
    let reading = try vault.read(next, rescue: surroundings.rescue)
    let index = index
    let (other, _) = OpenSession.fold(reading) {
      surroundings.held(for: $0, of: next, at: $1, keptRules: $2, among: index)
    }
    guard review.compare(with: other) else {
      say("the other session's beginning cannot be read; holdfast verify \(next.prefix(8))")
      return
    }
    interface.place = .review(review)
  }
}

extension KeptPlaces {
  fileprivate init(_ places: SessionPlaces) {
    self.init(
      last: ReadingPlace(places.last), bookmarks: places.bookmarks.map(ReadingPlace.init))
  }
}

extension ReadingPlace {
  fileprivate init(_ place: SessionPlaces.Place) {
    self.init(time: place.time, entry: place.entry.map { EntryID($0) })
  }
}

extension SessionPlaces {
  fileprivate init(_ kept: KeptPlaces, of session: String) {
    self.init(
      session: session, last: Place(kept.last), bookmarks: kept.bookmarks.map(Place.init))
  }
}

extension SessionPlaces.Place {
  fileprivate init(_ place: ReadingPlace) {
    self.init(time: place.time, entry: place.entry?.text)
  }
}
