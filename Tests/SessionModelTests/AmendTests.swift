import SessionModel
import Testing

/// Nothing is edited: later records say how to read earlier ones.
struct AmendTests {
  @Test func everyVersionStaysReadable() {
    let scribe = Scribe()
    let id = scribe.write(note("track 4"))
    scribe.must(.putRight(id, note("track 5")))
    scribe.must(.putRight(id, note("track 6")))
    let entry = scribe.session[id]
    #expect(entry?.record.event == note("track 4"))
    #expect(entry?.earlier == [note("track 4"), note("track 5")])
    #expect(entry?.event == note("track 6"))
    #expect(scribe.replayed == scribe.session)
  }

  @Test func whatIsPutRightCountsAsItReadsNow() {
    let scribe = Scribe()
    let id = scribe.write(dose("6"))
    scribe.pass(minutes(5))
    scribe.must(.putRight(id, dose("60")))
    #expect(scribe.session.givenDoses.map(\.dose.milligrams) == ["60"])
    #expect(scribe.tPlus == minutes(5))
    let phase = scribe.write(.phaseEntered(.peak))
    scribe.must(.putRight(phase, .phaseEntered(.onset)))
    #expect(scribe.session.phase?.phase == .onset)
    let score = scribe.write(suds(1))
    scribe.must(.putRight(score, suds(9)))
    #expect(scribe.session.distress.map(\.value) == [9])
  }

  @Test func aMarkPutRightCallsOrNoLongerCalls() {
    let scribe = Scribe()
    let first = scribe.write(.marked(Marking(key: "1", tag: "breath", words: "breath slows")))
    let second = scribe.write(.marked(.consentWithdrawn))
    #expect(scribe.session.consentWithdrawn?.id == second)
    scribe.must(.putRight(first, .marked(.helpCalled)))
    #expect(scribe.session.helpCalled?.id == first)
    scribe.must(.strike(first))
    #expect(scribe.session.helpCalled == nil)
    scribe.must(.restore(first))
    #expect(scribe.session.helpCalled?.id == first)
    #expect(scribe.replayed == scribe.session)
  }

  @Test func wordsCanBeAppended() {
    let scribe = Scribe()
    let id = scribe.write(note("tears"))
    let more = Record(
      id: EntryID("appended0001"), s: 99, writer: "writerAA", at: scribe.now.wall,
      up: scribe.now.up, lane: .record,
      event: .amended(Amendment(ref: id, act: .append("and a smile"))))
    var session = scribe.session
    session.apply(more)
    #expect(session[id]?.appended == ["and a smile"])
    #expect(session[id]?.event == note("tears"))
  }

  @Test func anAmendmentOfNothingChangesNothing() {
    let scribe = Scribe()
    scribe.write(note("tears"))
    var session = scribe.session
    session.apply(
      Record(
        id: EntryID("orphan000001"), s: 99, writer: "writerAA", at: scribe.now.wall,
        up: scribe.now.up, lane: .record,
        event: .amended(Amendment(ref: EntryID("elsewhere"), act: .retract))))
    #expect(session.entries.allSatisfy { !$0.isStruck })
  }

  @Test func aCopyOfARecordChangesNothing() {
    let scribe = Scribe()
    let id = scribe.write(note("tears"))
    scribe.must(.strike(id))
    var session = scribe.session
    for record in scribe.records {
      session.apply(record)
    }
    #expect(session == scribe.session)
  }

  @Test func thePreparationFollowsItsAmendments() {
    let scribe = Scribe(.preparation)
    let touch = scribe.write(.prepared(Prepared(section: .touch, text: "hands")))
    #expect(scribe.session.preparation.touch == "hands")
    scribe.must(.putRight(touch, .prepared(Prepared(section: .touch, text: "hands, shoulders"))))
    #expect(scribe.session.preparation.touch == "hands, shoulders")
    scribe.must(.strike(touch))
    #expect(scribe.session.preparation.touch == "")
    scribe.must(.restore(touch))
    #expect(scribe.session.preparation.touch == "hands, shoulders")
    #expect(scribe.replayed == scribe.session)
  }

  @Test func triggersAddUpByName() {
    let scribe = Scribe(.preparation)
    func trigger(_ parts: [String]) -> Event {
      .prepared(Prepared(section: .trigger, list: parts))
    }
    scribe.write(trigger(["smell", "breath stops", "name, place, date"]))
    scribe.write(trigger(["door", "jaw", "it opens"]))
    scribe.write(trigger(["smell", "breath held", "both feet"]))
    #expect(scribe.session.preparation.triggers.map(\.trigger) == ["smell", "door"])
    #expect(scribe.session.preparation.triggers.map(\.response) == ["both feet", "it opens"])
  }

  @Test func theListCountsWhatAPersonEntered() {
    let scribe = Scribe()
    let began = scribe.now.wall
    let first = scribe.write(note("one"))
    scribe.write(dose("60"))
    let booster = scribe.write(dose("30", isBooster: true))
    scribe.must(.strike(first))
    scribe.must(.strike(booster))
    scribe.must(.carry(first))
    scribe.pass(minutes(3))
    scribe.write(.closed(with: "sister"))
    let line = scribe.session.listLine
    #expect(
      line
        == ListLine(
          client: "HF-0001", kind: .dosing, ordinal: 1, state: .closed, entries: 4,
          beganAt: began, lastAt: began + minutes(3), doses: 1))
    scribe.endRun()
    guard case .runEnded(let ended)? = scribe.records.last?.event else {
      Issue.record("no end of the run")
      return
    }
    #expect(ended.listLine == line)
  }
}
