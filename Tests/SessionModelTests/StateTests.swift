import SessionModel
import Testing

/// Ended dosing, closed and sealed are three things, and left is a fourth.
struct StateTests {
  private func seal(_ session: Session) -> Event {
    .sealed(Seal(listLine: session.listLine, reason: ""))
  }

  @Test func theWayThroughASession() {
    let scribe = Scribe()
    #expect(scribe.session.state == .open)
    #expect(scribe.refusal(.dosingEnded(reason: "")) == .dosingNotBegun)
    #expect(scribe.refusal(seal(scribe.session)) == .notClosed)
    scribe.write(dose("60"))
    scribe.write(.dosingEnded(reason: ""))
    #expect(scribe.session.state == .dosingEnded)
    #expect(scribe.refusal(.dosingEnded(reason: "")) == .dosingAlreadyEnded)
    #expect(scribe.refusal(seal(scribe.session)) == .notClosed)
    scribe.write(.closed(with: "sister"))
    #expect(scribe.session.state == .closed)
    #expect(scribe.refusal(.closed(with: "")) == .alreadyClosed)
    #expect(scribe.refusal(.dosingEnded(reason: "")) == .dosingAlreadyEnded)
    scribe.write(seal(scribe.session))
    #expect(scribe.session.state == .sealed)
  }

  @Test(arguments: ["her sister", "with her sister", "With her sister"])
  func whoWentWithTheClientIsSaidOnce(_ typed: String) {
    #expect(Event.closed(with: typed).words == "closed: the client left, with her sister")
  }

  @Test(arguments: [("", ""), ("with", ""), ("without company", ", with without company")])
  func leavingWithNobodySaysNoMore(_ typed: String, _ rest: String) {
    #expect(Event.closed(with: typed).words == "closed: the client left\(rest)")
  }

  @Test(arguments: [SessionKind.preparation, .integration, .contact])
  func nobodyLeavesFromASessionWithoutADose(_ kind: SessionKind) {
    let scribe = Scribe(kind)
    scribe.write(.closed(with: ""))
    #expect(scribe.session.entries.last?.event.words == "closed")
  }

  @Test func leavingTheProgramIsNoneOfThem() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.restart(boot: "boot A", away: minutes(3))
    #expect(scribe.session.state == .open)
    scribe.write(.dosingEnded(reason: ""))
    scribe.restart(boot: "boot A", away: minutes(3))
    #expect(scribe.session.state == .dosingEnded)
  }

  @Test func closingNeedsNoDose() {
    let scribe = Scribe()
    scribe.write(.closed(with: ""))
    #expect(scribe.session.state == .closed)
    #expect(scribe.refusal(note("a late note")) == nil)
  }

  @Test func strikingTheLeavingReopens() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    let end = scribe.write(.dosingEnded(reason: ""))
    let closed = scribe.write(.closed(with: "sister"))
    scribe.must(.strike(closed))
    #expect(scribe.session.state == .dosingEnded)
    scribe.must(.strike(end))
    #expect(scribe.session.state == .open)
    scribe.must(.restore(closed))
    #expect(scribe.session.state == .closed)
    scribe.must(.strike(closed))
    scribe.write(.closed(with: "brother"))
    #expect(scribe.session.state == .closed)
    #expect(scribe.replayed == scribe.session)
  }

  @Test func afterSealingThereAreOnlyAddenda() {
    let scribe = Scribe()
    let old = scribe.write(note("track 4"))
    scribe.write(.closed(with: ""))
    let sealing = scribe.write(seal(scribe.session))
    for event in [
      dose("60"), reading(), suds(1), .phaseEntered(.onset), .marked(.helpCalled),
    ] {
      #expect(scribe.refusal(event) == .sealed)
    }
    #expect(scribe.refusal(seal(scribe.session)) == .alreadySealed)
    #expect(scribe.refusal(.closed(with: "")) == .alreadyClosed)
    #expect(scribe.refusal(.strike(sealing)) == .cannotStrike)
    let late = scribe.write(note("remembered since", .words))
    #expect(
      scribe.session[late]?.event
        == .addendumWritten(Note(kind: .words, text: "remembered since")))
    #expect(scribe.session[late]?.lane == .process)
    // An amendment says who and when; the sealed bytes stay (journal.md, "after sealed only").
    scribe.must(.putRight(old, note("track 5")))
    scribe.must(.carry(old))
    #expect(scribe.session.state == .sealed)
    #expect(scribe.replayed == scribe.session)
  }

  @Test func onceTheClientHasLeftNothingIsMissing() {
    let scribe = Scribe()
    scribe.write(.closed(with: ""))
    scribe.restart(boot: "boot B", away: 3_600_000)
    #expect(!scribe.records.contains { if case .gap = $0.event { true } else { false } })
  }

  @Test func aReaderInAnotherBootCountsByTheWallClock() {
    let scribe = Scribe()
    let id = scribe.write(note("one"))
    var session = scribe.session
    let happened = session[id]?.happened
    let later = Now(wall: scribe.now.wall + 60_000, up: 5_000, zone: scribe.now.zone)
    session.isRead(inBoot: "a later boot")
    let elapsed = happened.map { session.moment(later).elapsed(since: $0) }
    #expect(elapsed == Elapsed(milliseconds: 60_000, isChecked: false))
  }
}
