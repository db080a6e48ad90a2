import SessionModel

/// How far a session is read that is still being read.
package struct Loading: Equatable, Sendable {
  /// So much of a hundred is verified.
  package var percent: Int
  package var isDamaged: Bool

  package init(percent: Int, isDamaged: Bool) {
    self.percent = percent
    self.isDamaged = isDamaged
  }
}

/// What was asked for and lies in what is not read so far: it is done once that is.
package enum Awaited: Equatable, Sendable {
  case action(Action)
  case words(String)
  /// Of the command line where it is the beginning, of `:goto` else.
  case moment(String, isBeginning: Bool)
  /// Where reading stopped the last time.
  case place(ReadingPlace)
  /// Where an entry stands that a list led to.
  case entry(EntryID)
}

extension Review {
  /// A session of which nothing is read so far.
  package init(id: String, loading: Loading) {
    self.init(Playback([], into: Session(id: id, rules: .none)))
    self.loading = loading
    readOnlyBecause = "it is still being read"
  }

  /// Takes what is read so far, or with `loading` nil all of it; the cursor stays where it is.
  package mutating func take(_ read: Playback, _ loading: Loading?) {
    let isFirst = playback.whole.entries.isEmpty
    let here = here
    playback = read
    self.loading = loading
    hasGrown = true
    sift()
    if isFirst { cursor = 0 } else { go(to: here) }
  }

  // MARK: What lies in the rest

  /// Moves by a key; false where the key is none of those that move. Where the rest of the session
  /// may be what it leads to, it waits for that.
  mutating func move(by action: Action, _ scene: Scene) -> Bool {
    guard loading != nil else { return go(by: action, scene) }
    let before = self
    guard go(by: action, scene) else { return false }
    if isCertain(action, since: before) {
      (awaited, remembered) = (nil, nil)
    } else {
      self = before
      awaited = .action(action)
    }
    return true
  }

  /// True where the rest of the session, whatever it holds, leads to the same place.
  private func isCertain(_ action: Action, since before: Review) -> Bool {
    switch action {
    case .tenth(0): true
    case .toEnd, .tenth, .highestDistress: false
    case .right, .minuteOn: playback.time < playback.last
    case .nextPhase: playback.time < playback.timeline.end
    case .nextBookmark: bookmarks.isEmpty || playback.time < playback.last
    case .nextFound: isFurther(than: before) || found == nil
    case .previousFound: before.isFurther(than: self) || found == nil
    case .nextEntry, .down, .nextMark, .nextDose, .nextDistress, .nextWords: here != before.here
    default: true
    }
  }

  private func isFurther(than other: Review) -> Bool {
    (playback.place ?? -1) > (other.playback.place ?? -1)
  }

  /// True where a moment that was asked for is read, or no more comes.
  private func isReached(_ target: String) -> Bool {
    guard loading != nil else { return true }
    guard let sought = playback.sought(target), sought.lack == nil else { return false }
    // A time of day may come again behind the cursor, and the end is not known.
    return sought.time < playback.last
      && (Backdating.isSinceDose(target) || sought.time > playback.time)
  }

  private func isReached(_ place: ReadingPlace) -> Bool {
    loading == nil || place.time < playback.last
  }

  /// Does what was waited for, where enough of the session is read by now.
  mutating func takeUp(_ scene: Scene) -> [Effect] {
    guard hasGrown else { return [] }
    hasGrown = false
    guard let awaited else { return [] }
    self.awaited = nil
    switch awaited {
    case .action(let action):
      return move(by: action, scene) ? [] : read(by: action, scene)
    case .words(let words):
      // What is typed meanwhile is nobody's search.
      let typed = isLineOpen ? line : nil
      find(words, scene)
      if let typed { openLine(typed) }
    case .moment(let target, let isBeginning):
      if isBeginning, begin(at: target) {
        if let words = remark(onTarget: target) { say(words, scene) }
      } else {
        goTo(target, scene)
      }
    case .place(let place):
      if goOn(at: place) { say(placeWords, scene) }
    case .entry(let id):
      if !begin(atEntry: id) { say(Self.noEntry, scene) }
    }
    return []
  }

  // MARK: The place, and moments

  /// Said where a list led to an entry that the session does not show.
  package static let noEntry = "that entry is not among what can be shown of this session"

  /// Begins where an entry stands, or once that is read; false where the session has none of that
  /// id.
  package mutating func begin(atEntry id: EntryID) -> Bool {
    remembered = nil
    guard let position = playback.whole.index[id], let place = playback.placeInLog(of: position)
    else {
      guard loading != nil else { return false }
      awaited = .entry(id)
      return true
    }
    awaited = nil
    playback.seek(toPlace: place)
    return true
  }

  /// Goes on where reading stopped; false where that is where it begins anyway, or is not read so
  /// far: then it is waited for.
  package mutating func goOn(at kept: KeptPlaces) -> Bool {
    bookmarks = kept.bookmarks
    return goOn(at: kept.last)
  }

  private mutating func goOn(at place: ReadingPlace) -> Bool {
    guard isReached(place) else {
      (awaited, remembered) = (.place(place), place)
      return false
    }
    remembered = nil
    let start = here
    go(to: place)
    return here != start
  }

  /// Said of the place where reading stopped, once the cursor stands there.
  package var placeWords: String {
    "reading goes on at \(playback.clockWords), where it stopped; g goes to the start"
  }

  /// True of a text that can be a moment: "T+31", "T+31:00", "14:05".
  package static func isMoment(_ text: String) -> Bool { Backdating.target(text) != nil }

  /// Begins at a moment, once that is read; false where this session has none of that name. The
  /// place where reading stopped is a jump away.
  package mutating func begin(at target: String) -> Bool {
    guard isReached(target) else {
      awaited = .moment(target, isBeginning: true)
      return true
    }
    guard let time = playback.time(ofTarget: target) else { return false }
    remembered = nil
    jump { $0.playback.move(.to(time)) }
    return true
  }

  /// The moment of the command line, while it is waited for.
  package var awaitedBeginning: String? {
    if case .moment(let target, isBeginning: true) = awaited { target } else { nil }
  }

  /// True where what is read so far has a moment of that name.
  package func has(_ target: String) -> Bool { playback.time(ofTarget: target) != nil }

  mutating func goTo(_ target: String, _ scene: Scene) {
    awaited = nil
    if Review.isMoment(target), !isReached(target) {
      awaited = .moment(target, isBeginning: false)
      return
    }
    guard let sought = playback.sought(target) else {
      refuse(
        Review.isMoment(target)
          ? "nothing was given here, so there is no T+: as in :goto 14:05"
          : "no such moment: as in :goto T+31 or :goto 14:05", scene)
      return
    }
    remembered = nil
    jump { $0.playback.move(.to(sought.time)) }
    if let lack = sought.lack { say(lack.words(of: target), scene) }
  }

  /// Finds from the cursor on; what is not read so far may hold the words too.
  package mutating func find(_ typed: String, _ scene: Scene) {
    let before = self
    findOn(typed, forward: true, scene)
    guard loading != nil, let found, !isFurther(than: before) else { return }
    self = before
    self.found = found
    closeLine()
    awaited = .words(found)
  }
}
