import SessionModel
import Testing

/// Every version of an entry can be shown.
struct VersionTests {
  @Test func everythingWrittenAboutAnEntryIsThereInOrder() throws {
    let scribe = Scribe()
    let id = scribe.write(note("track 4"))
    let other = scribe.write(note("another"))
    scribe.pass(minutes(2))
    scribe.recorder.author = "AK"
    scribe.must(.putRight(id, note("track 5")))
    scribe.must(.strike(id))
    scribe.must(.strike(other))
    scribe.must(.restore(id))
    scribe.must(.relane(id))
    let versions = scribe.session.versions(of: id)
    #expect(
      versions.map(\.change) == [
        .entered(note("track 4")), .putRight(note("track 5")), .struck, .restored,
        .moved(.process),
      ])
    #expect(versions.map(\.author) == ["MK", "AK", "AK", "AK", "AK"])
    let away = versions[1].written.elapsed(since: versions[0].written).milliseconds
    #expect(away == minutes(2))
    #expect(scribe.replayed.versions(of: id) == versions)
    #expect(
      scribe.session.versions(of: other).map(\.change) == [.entered(note("another")), .struck])
    #expect(scribe.session.versions(of: EntryID("nobody")).isEmpty)
  }

  @Test func reasonsAndAppendedWordsAreAmongThem() {
    let scribe = Scribe()
    let id = scribe.write(note("tears"))
    var session = scribe.session
    for (s, act) in [(98, Amendment.Act.append("and a smile")), (99, .retract)] {
      session.apply(
        Record(
          id: EntryID("later\(s)"), s: s, writer: "writerAA", at: scribe.now.wall,
          up: scribe.now.up, lane: .record,
          event: .amended(Amendment(ref: id, act: act, why: s == 99 ? "wrong client" : ""))))
    }
    let versions = session.versions(of: id)
    #expect(versions.map(\.change.words) == ["tears", "added: and a smile", "struck"])
    #expect(versions.map(\.why) == ["", "", "wrong client"])
  }
}
