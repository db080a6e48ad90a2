import SessionModel
import Testing

/// What of a dosing a talk begins with, and what the talk makes of it.
struct SurfacedTests {
  private var card: Preparation {
    var card = Preparation()
    card.triggers = [.init(trigger: "door closing", sign: "jaw, left fist", response: "here")]
    return card
  }

  @Test func carriedWordsAndStrongMomentsInOrderOfTime() {
    let scribe = Scribe(preparation: card)
    scribe.write(dose("60"))
    scribe.pass(minutes(10))
    scribe.write(suds(7))
    scribe.write(suds(6))
    scribe.pass(minutes(1))
    scribe.write(note("tears, no sound"))
    scribe.write(note("a tearsome word is none"))
    scribe.write(.marked(Marking(key: "", tag: "state.insight", words: "insight")))
    scribe.write(note("Jaw, left fist again", .safety))
    let plain = scribe.write(note("hands open"))
    let struck = scribe.write(note("no", .words))
    scribe.must(.strike(struck))
    scribe.pass(minutes(5))
    // Entered last, happened first.
    scribe.write(note("like lying in a boat", .words), ago: minutes(15))
    scribe.must(.carry(plain))
    let moments = scribe.session.surfacedMoments
    #expect(
      moments.map(\.words) == [
        "like lying in a boat", "suds 7", "tears, no sound", "insight", "Jaw, left fist again",
        "hands open",
      ])
    #expect(
      moments.map(\.why) == ["words", "distress", "tears", "insight", "trigger", "carried"])
    #expect(moments.map(\.place).first == "dosing 1 0:01:00")
    // Taken back, it is none.
    scribe.must(.carry(plain))
    #expect(scribe.session.surfacedMoments.count == 5)
  }

  /// A dosing in which one thing was carried and another was said.
  private func dosing(_ name: String, startsAfter: Int64 = 0) -> Scribe {
    let scribe = Scribe(preparation: card, id: name, startsAfter: startsAfter)
    scribe.write(dose("60"))
    scribe.must(.carry(scribe.write(note("\(name) carried"))))
    scribe.write(note("\(name) said", .words))
    return scribe
  }

  /// A talk that takes or leaves the moments with these words.
  private func talk(
    _ moments: [SurfacedMoment], after: Int64, taking: [String] = [], leaving: [String] = []
  ) -> Scribe {
    let scribe = Scribe(.integration, id: "talk \(after)", startsAfter: after)
    for moment in moments {
      let part: Integrated.Part? =
        taking.contains(moment.words) ? .fragment : leaving.contains(moment.words) ? .later : nil
      guard let part else { continue }
      scribe.write(
        .integrated(
          Integrated(
            part: part, text: moment.words, from: moment.place, session: moment.session,
            entry: moment.entry)))
    }
    return scribe
  }

  @Test func aTalkBeginsWithWhatNoTalkHasLookedAt() {
    let one = dosing("one").session
    func words(_ dosings: [Session], _ talks: [Session]) -> [String] {
      ArcBefore.moments(of: dosings, talks: talks).map { "\($0.words): \($0.why)" }
    }
    #expect(words([one], []) == ["one carried: carried", "one said: words"])
    let moments = one.surfacedMoments
    // A talk in which nothing was looked at loses nothing that was carried.
    let idle = talk(moments, after: minutes(60)).session
    #expect(words([one], [idle]) == ["one carried: carried"])
    let left = talk(
      moments, after: minutes(60), taking: ["one carried"], leaving: ["one said"]
    ).session
    #expect(words([one], [left]) == ["one said: words, not yet"])
    let taken = talk(moments, after: minutes(90), taking: ["one said"]).session
    #expect(words([one], [left, taken]) == [])
    let two = dosing("two", startsAfter: minutes(120)).session
    #expect(words([one, two], [left, taken]) == ["two carried: carried", "two said: words"])
    #expect(
      words([one, two], [left]) == [
        "one said: words, not yet", "two carried: carried", "two said: words",
      ])
  }

  // MARK: The talk

  private func moment(_ number: Int) -> SurfacedMoment {
    SurfacedMoment(
      session: "dosing", kind: .dosing, ordinal: 1, entry: EntryID("e\(number)"), lane: .process,
      wall: Int64(number), time: "0:0\(number):00", words: "moment \(number)", reasons: [.words])
  }

  private func integrated(_ part: Integrated.Part, _ number: Int) -> Event {
    .integrated(
      Integrated(
        part: part, text: "moment \(number)", from: moment(number).place, session: "dosing",
        entry: EntryID("e\(number)")))
  }

  private func texts(_ session: Session) -> [String] { session.fragments.map(\.fragment.text) }

  @Test func fragmentsStandAsTheyWereArranged() {
    let scribe = Scribe(.integration)
    let one = scribe.write(integrated(.fragment, 1))
    let two = scribe.write(integrated(.fragment, 2))
    scribe.write(.integrated(Integrated(part: .order, text: "", list: [two, one])))
    let three = scribe.write(.integrated(Integrated(part: .fragment, text: "typed")))
    #expect(texts(scribe.session) == ["moment 2", "moment 1", "typed"])
    let order = scribe.write(
      .integrated(Integrated(part: .order, text: "", list: [three, two, one])))
    #expect(texts(scribe.session) == ["typed", "moment 2", "moment 1"])
    scribe.must(.strike(order))
    #expect(texts(scribe.session) == ["moment 2", "moment 1", "typed"])
    scribe.must(.strike(two))
    #expect(texts(scribe.session) == ["moment 1", "typed"])
    #expect(scribe.session.entries.allSatisfy { !$0.event.isEntered || $0.lane == .process })
  }

  @Test func whatIsLeftForLaterIsLeftUntilItIsTaken() {
    let scribe = Scribe(.integration)
    scribe.write(integrated(.later, 1))
    scribe.write(integrated(.fragment, 2))
    #expect(scribe.session.notYet.map(\.moment.text) == ["moment 1"])
    let taken = scribe.write(integrated(.fragment, 1))
    #expect(scribe.session.notYet.isEmpty)
    #expect(texts(scribe.session) == ["moment 2", "moment 1"])
    scribe.must(.strike(taken))
    #expect(scribe.session.notYet.map(\.moment.text) == ["moment 1"])
    scribe.write(integrated(.later, 2))
    #expect(texts(scribe.session).isEmpty)
  }

  @Test func aThemeIsOneHoweverItIsWritten() {
    let scribe = Scribe(.integration)
    scribe.write(.insightFound(Insight(text: "", theme: "father's coat")))
    scribe.write(.insightFound(Insight(text: "I did not leave", theme: "staying")))
    scribe.write(.insightFound(Insight(text: "no theme", theme: "")))
    let struck = scribe.write(.insightFound(Insight(text: "", theme: "wrong")))
    scribe.must(.strike(struck))
    #expect(scribe.session.themes == ["staying", "father's coat"])
  }

  @Test(arguments: [
    ("2026-09-23", true), ("2024-02-29", true), ("2026-02-29", false), ("2026-13-01", false),
    ("2026-09-31", false), ("26-09-23", false), ("2026-9-23", false), ("2026-09-23 ", false),
    ("", false), ("tomorrow", false), ("2026-09--3", false),
  ])
  func aDateIsADayOfTheCalendar(_ text: String, _ isDate: Bool) {
    #expect(TimeText.isDate(text) == isDate)
  }
}
