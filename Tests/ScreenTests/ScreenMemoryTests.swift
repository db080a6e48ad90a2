import Interaction
import Screen
import SessionModel
import Testing

@Suite("What is remembered of the last frame")
struct ScreenMemoryTests {
  /// Every kind of change to the log, one after the other, on one memory.
  @Test("a frame drawn with a memory is the frame drawn without one", arguments: [80, 132])
  func sameFrame(columns: Int) {
    var memory = ScreenMemory()
    var script = Script()
    var live = Live()
    func check(_ change: String, rows: Int = 24) {
      let interface = script.place(.live(live))
      let fresh = Screen.render(
        interface, session: script.session, now: script.now, columns: columns, rows: rows)
      for round in 1...2 {
        let reused = Screen.render(
          interface, session: script.session, now: script.now, columns: columns, rows: rows,
          reusing: &memory)
        #expect(reused == fresh, "\(change), round \(round)")
      }
    }
    check("an empty session")
    var ids: [EntryID] = []
    for place in 0..<40 {
      script.at(Int64(place) * 30)
      ids.append(script.note("note \(place)"))
      live.keeping = script.keeping(.keeping(since: script.now.up))
      check("a note on its way")
      live.keeping = script.kept
      check("a note that is kept")
    }
    script.amend(ids[39], .retract)
    check("a struck note")
    script.amend(ids[39], .restore)
    check("a restored note")
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    check("a dose: every T+ is another")
    live.selected = ids[38]
    check("a chosen entry")
    live.scroll = .top(ids[3])
    live.selected = nil
    check("scrolled back")
    live.isProcessFolded = true
    check("folded")
    check("another window", rows: 40)
    live.panel = .grounding(chosen: "quiet-presence")
    check("a panel over the log")
    live.panel = nil
    live.scroll = .following
    live.keeping = script.keeping(.notKept(why: "disk full", since: 0))
    check("not kept")
  }
}
