import Interaction
import SessionJournal

/// Leaving a session: for home, which never waits for the disk, or for good, which does.
extension Program {
  /// Ends the run of the session that is open; it goes on its way to the disk while home is shown.
  /// What to say of texts that were not entered, or of a place that is not kept.
  mutating func part() -> String? {
    let unkept = keepPlace()
    guard var leaving = open else { return unkept }
    open = nil
    let drafts = interface.drafts
    leaving.endRun(drafts: drafts, clocks: clocks)
    parting.append(leaving)
    switch drafts?.count ?? 0 {
    case 0: return unkept
    case 1: return "1 text that is not entered stays beside the session"
    case let count: return "\(count) texts that are not entered stay beside the session"
    }
  }

  /// Lets go of the sessions that have reached the disk, and says of the others what there is to
  /// know.
  mutating func takeKeepingOfParting() {
    guard !parting.isEmpty else { return }
    let count = parting.count
    let now = clocks.now()
    for position in parting.indices {
      parting[position].journal.acknowledgeWake()
      parting[position].handRefusedDrafts(at: now)
    }
    var rescued: String?
    var left: [OpenSession] = []
    for leaving in parting {
      let isGone = leaving.journal.closeWhenKept()
      if !isGone { left.append(leaving) }
      // One whose thread is stuck in its own folder stays, though all of it is kept.
      if isGone || leaving.journal.keeping.state == .kept, let words = leaving.rescueWords {
        rescued = "\(name(leaving)): \(words)"
      }
    }
    parting = left
    let lasting = wordsOfParting()
    let words = lasting ?? rescued
    let saidBefore = saidOfParting
    saidOfParting = words
    guard case .home = interface.place else {
      // Said once: the notices of what is done here must not give way to it at every second.
      if let words, words != saidBefore { say(words) }
      return
    }
    if parting.count < count, let vault {
      // The list had it without its end.
      index = (try? SessionIndex(vault)) ?? index
      arcs?.lookAgain()
      index?.read(milliseconds: 20)
      goHome()
    }
    if let words, lasting != nil || words != saidBefore {
      say(words)
    }
  }

  /// What is still on its way, where that takes long or fails.
  private func wordsOfParting() -> String? {
    let now = clocks.now()
    for leaving in parting {
      if leaving.unwritten > 0 {
        return "\(name(leaving)): typed text is NOT KEPT; open the session, where it still stands"
      }
      switch leaving.keeping.state {
      case .keeping(let since) where now.up - since < 2_000: continue
      case .kept: continue
      case .keeping: return "\(name(leaving)): its last entries are still on their way to the disk"
      case .memoryOnly: return "\(name(leaving)): IN MEMORY ONLY; free the disk, then open it"
      case .notKept(let why, _): return "\(name(leaving)): NOT KEPT: \(why); it is tried again"
      }
    }
    return nil
  }

  private func name(_ leaving: OpenSession) -> String {
    leaving.session.began.map { "\($0.client) \($0.kind.rawValue) \($0.ordinal)" } ?? "a session"
  }

  /// A session that is opened again before it reached the disk goes on as it was.
  mutating func takeBackParting(_ id: String) -> OpenSession? {
    guard let place = parting.firstIndex(where: { $0.session.id == id }) else { return nil }
    let back = parting.remove(at: place)
    guard !back.journal.isClosing else {
      _ = back.journal.close(milliseconds: 0)
      return nil
    }
    return back
  }

  /// Waits for the disk where the next step reads what is still on its way there; what cannot be
  /// kept stays.
  mutating func waitForParting() {
    for leaving in parting { _ = leaving.journal.flush(milliseconds: OpenSession.patience) }
    takeKeepingOfParting()
  }

  /// Ends everything: a mark that still rests is kept, and the disk is waited for.
  mutating func leave() {
    let now = clocks.now()
    carryOut(interface.settle(scene(now)), at: now)
    let until = now.up + Int64(OpenSession.patience)
    if var closing = open {
      closing.endRun(drafts: interface.drafts, clocks: clocks)
      parting.append(closing)
    }
    var reached = Ending()
    for leaving in parting { leaving.journal.hasten() }
    for leaving in parting {
      reached.notKept += leaving.journal.close(
        milliseconds: Int(max(0, until - clocks.now().up)))
      reached.textsNotKept += leaving.textsAtRisk
    }
    if let words = keepPlace() { lastWords.append(words) }
    (open, parting) = (nil, [])
    ending = ending ?? reached
  }
}
