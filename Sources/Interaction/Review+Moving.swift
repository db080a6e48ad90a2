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
    case .nextPhase: jump { if !$0.playback.move(.phase(1)) { $0.playback.move(.end) } }
    case .previousPhase: jump { if !$0.playback.move(.phase(-1)) { $0.cursor = 0 } }
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
    let wanted = place + distance
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
    } else {
      say(words, scene)
    }
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
  }

  private mutating func jumpToWords(_ distance: Int, _ scene: Scene) {
    let chronology = playback.chronology
    var place = playback.place.map { $0 + distance } ?? (distance > 0 ? 0 : -1)
    while chronology.order.indices.contains(place) {
      if playback.whole.entries[chronology.order[place]].event.isClientsWords {
        return jump { $0.playback.seek(toPlace: place) }
      }
      place += distance
    }
    say("no words of the client \(distance > 0 ? "after" : "before") this", scene)
  }

  private mutating func goAlong(_ place: ReadingPlace?, _ scene: Scene) -> Bool {
    if let place {
      go(to: place)
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
      if scene.session.entries[order[place]].contains(wanted) {
        let wrapped = forward ? place <= start : place >= start
        jump { $0.cursor = place }
        closeLine()
        say(wrapped ? "found, from the other end again" : "found; n and N go on", scene)
        return
      }
    }
    // It may have been a sentence: its words stay.
    let way = isLineOpen ? "; Tab keeps the line as a late note" : ""
    let among = filter.kinds == .all ? "in this session" : "among what is shown (f shows more)"
    refuse("nothing \(among) holds these words\(way)", scene)
  }
}
