import SessionModel

/// What brings the cursor elsewhere.
extension Review {
  package var here: ReadingPlace {
    let isOnEntry = playback.place.map { playback.chronology.times[$0] == playback.time } == true
    return ReadingPlace(time: playback.time, entry: isOnEntry ? playback.chosen?.id : nil)
  }

  mutating func go(to place: ReadingPlace) {
    if let position = place.entry.flatMap({ playback.whole.index[$0] }),
      let found = playback.placeInLog(of: position),
      playback.chronology.times[found] == place.time
    {
      playback.seek(toPlace: found)
    } else {
      playback.seek(to: place.time)
    }
  }

  /// Where reading stopped, and the bookmarks: kept outside the record. While the place of the last
  /// time is not read so far, that is it still.
  package var keptPlaces: KeptPlaces {
    KeptPlaces(last: remembered ?? here, bookmarks: bookmarks)
  }

  /// What is to be said of a moment that leads elsewhere than it says; nil of any other.
  package func remark(onTarget target: String) -> String? {
    playback.sought(target)?.lack?.words(of: target)
  }

  /// Moves by a key; false where the key is none of those that move.
  mutating func go(by action: Action, _ scene: Scene) -> Bool {
    switch action {
    case .nextEntry, .down: step(1, scene)
    case .previousEntry, .up: step(-1, scene)
    case .left: playback.move(.time(-10_000))
    case .right: playback.move(.time(10_000))
    case .minuteBack: playback.move(.time(-60_000))
    case .minuteOn: playback.move(.time(60_000))
    case .toStart: jump { $0.cursor = 0 }
    case .toEnd: jump { $0.playback.move(.end) }
    case .tenth(let number): jump { $0.playback.move(.tenth(number)) }
    case .nextPhase: jumpToPhase(1, scene)
    case .previousPhase: jumpToPhase(-1, scene)
    case .nextMark: jump(.mark(1), else: "no mark comes after this", scene)
    case .previousMark: jump(.mark(-1), else: "no mark comes before this", scene)
    case .nextDose: jump(.dose(1), else: "no dose was given after this", scene)
    case .previousDose: jump(.dose(-1), else: "no dose was given before this", scene)
    case .nextDistress: jump(.distressChange(1), else: "SUDS does not change after this", scene)
    case .previousDistress:
      jump(.distressChange(-1), else: "SUDS does not change before this", scene)
    case .highestDistress: jumpToHighest(scene)
    case .nextWords: jumpToWords(1, scene)
    case .previousWords: jumpToWords(-1, scene)
    case .nextFound: findOn("", forward: true, scene)
    case .previousFound: findOn("", forward: false, scene)
    case .nextBookmark: jumpToBookmark(scene)
    case .jumpBack: return goAlong(jumps.back(from: here), scene)
    case .jumpOn: return goAlong(jumps.on(from: here), scene)
    default: return false
    }
    return true
  }

  private mutating func step(_ distance: Int, _ scene: Scene) {
    guard !order.isEmpty else {
      say(filter.keepsAll ? "nothing was entered" : "none of these: f shows others", scene)
      return
    }
    guard let place = chosenPlace else { return distance > 0 ? cursor = 0 : () }
    let wanted = isOnHidden && distance < 0 ? place : place + distance
    if order.indices.contains(wanted) {
      cursor = wanted
    } else if distance > 0, isAtEnd {
      say("this is the end", scene)
    }
  }

  /// Goes elsewhere; what is left is kept in the list.
  mutating func jump(_ going: (inout Review) -> Void) {
    let left = here
    going(&self)
    if here != left { jumps.leave(left) }
  }

  private mutating func jump(_ step: PlaybackStep, else words: String, _ scene: Scene) {
    let left = here
    if playback.move(step) {
      jumps.leave(left)
      sayWhereHidden(scene)
    } else {
      say(words, scene)
    }
  }

  /// Behind the last phase the end of the session, and only then what was added to it later.
  private mutating func jumpToPhase(_ direction: Int, _ scene: Scene) {
    let left = here
    if playback.move(.phase(direction)) {
      sayWhereHidden(scene)
    } else if direction < 0 {
      cursor = 0
    } else if !playback.move(.sessionEnd) {
      playback.move(.end)
    }
    if here != left { jumps.leave(left) }
  }

  /// The first of equal ones.
  private mutating func jumpToHighest(_ scene: Scene) {
    guard let highest = playback.timeline.distress.max(by: { $0.value < $1.value }),
      let place = playback.placeInLog(of: highest.position)
    else {
      say("SUDS was never scored here", scene)
      return
    }
    jump { $0.playback.seek(toPlace: place) }
    sayWhereHidden(scene)
  }

  /// Only words that are shown: those are to be read.
  private mutating func jumpToWords(_ distance: Int, _ scene: Scene) {
    let chronology = playback.chronology
    var place = playback.place.map { $0 + distance } ?? (distance > 0 ? 0 : -1)
    var isHidden = false
    while chronology.order.indices.contains(place) {
      let entry = playback.whole.entries[chronology.order[place]]
      if entry.event.isClientsWords {
        guard !filter.keeps(entry) else { return jump { $0.playback.seek(toPlace: place) } }
        isHidden = true
      }
      place += distance
    }
    let side = distance > 0 ? "after" : "before"
    say(
      isHidden
        ? "the client's words \(side) this are hidden by the filter: \(wayToHidden)"
        : "no words of the client \(side) this", scene)
  }

  private var wayToHidden: String { ReviewFilter.wayBack(by: filter.keys) }

  /// The time and the state are those of what was gone to, and no other entry passes for it.
  private mutating func sayWhereHidden(_ scene: Scene) {
    guard isOnHidden else { return }
    say("this entry is hidden by the filter, and none is chosen: \(wayToHidden)", scene)
  }

  private mutating func goAlong(_ place: ReadingPlace?, _ scene: Scene) -> Bool {
    if let place {
      go(to: place)
      sayWhereHidden(scene)
    } else {
      say("no other place was left by a jump", scene)
    }
    return true
  }

  // MARK: Bookmarks, and the time between

  mutating func bookmark(_ scene: Scene) -> [Effect] {
    let here = here
    if let known = bookmarks.firstIndex(of: here) {
      bookmarks.remove(at: known)
      say("the bookmark is taken away", scene)
    } else {
      bookmarks.append(here)
      bookmarks.sort { $0.time < $1.time }
      say("bookmarked, outside the record; b goes to the next one, m takes it away", scene)
    }
    return [.keepPlace]
  }

  /// The next one, from the last to the first.
  private mutating func jumpToBookmark(_ scene: Scene) {
    let time = playback.time
    guard let next = bookmarks.first(where: { $0.time > time }) ?? bookmarks.first else {
      say("nothing is bookmarked here: m does that", scene)
      return
    }
    jump { $0.go(to: next) }
    sayWhereHidden(scene)
  }

  mutating func measure(_ scene: Scene) {
    guard measuredFrom == nil else {
      measuredFrom = nil
      return
    }
    measuredFrom = playback.time
    say("time is counted from here: move, and the row over the timeline shows it; t ends", scene)
  }

  // MARK: Finding

  /// The nearest entry behind or before the cursor that holds the words; without words those of the
  /// search before.
  mutating func findOn(_ typed: String, forward: Bool, _ scene: Scene) {
    let wanted = typed.isEmpty ? found ?? "" : typed
    guard !wanted.isEmpty else {
      refuse("type / and the words to find", scene)
      return
    }
    found = wanted
    let count = order.count
    let start = chosenPlace ?? (forward ? count - 1 : 0)
    for distance in 1...max(1, count) {
      let place = (start + (forward ? distance : count - distance % max(1, count))) % max(1, count)
      guard order.indices.contains(place) else { break }
      let entry = scene.session.entries[order[place]]
      if !isFolded(entry), entry.contains(wanted, inEarlier: !filter.hidesStruck) {
        let wrapped = forward ? place <= start : place >= start
        jump { $0.cursor = place }
        closeLine()
        say(wrapped ? "found, from the other end again" : "found; n and N go on", scene)
        return
      }
    }
    // It may have been a sentence: its words stay.
    let way = isLineOpen ? "; Tab keeps the line as a late note" : ""
    let keys = filter.keys + (isProcessFolded ? [":private"] : [])
    let among =
      keys.isEmpty ? "in this session" : "among what is shown (\(ReviewFilter.wayBack(by: keys)))"
    refuse("nothing \(among) holds these words\(way)", scene)
  }
}
