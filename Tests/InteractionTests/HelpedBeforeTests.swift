import Interaction
import SampleArc
import SessionModel
import Testing

/// "the client's own techniques first, *not with this client* honoured … 'what helped last time'
/// from earlier sessions of this client".
struct HelpedBeforeTests {
  /// What a session of one act tells, with the scores around it.
  private func outcome(
    _ technique: String, _ words: String, _ before: Int?, _ after: Int?, ordinal: Int = 1,
    _ answer: GroundingStep.Act = .accepted
  ) -> [GroundingOutcome] {
    func suds(_ value: Int?) -> [Event] {
      value.map { [.scored(Score(scale: "suds", value: $0))] } ?? []
    }
    let began = Began(
      client: "HF-0001", kind: .dosing, ordinal: ordinal, protocolName: "im", protocolHash: "",
      author: "MK")
    let act = GroundingStep(episode: 1, technique: technique, words: words, act: answer)
    var session = Session(id: "s\(ordinal)", rules: .none)
    for (place, event) in ([.began(began)] + suds(before) + [.grounded(act)] + suds(after))
      .enumerated()
    {
      session.apply(
        Record(
          id: EntryID("entry\(place)"), s: place + 1, writer: "writerAA",
          at: Int64(place) * 60_000, up: Int64(place) * 60_000, ago: 0, by: nil, zone: 0,
          lane: .record, event: event))
    }
    return session.groundingOutcomes
  }

  private func rows(_ card: Preparation, _ earlier: [GroundingOutcome]) -> [GroundingRow] {
    let session = Session(
      id: "now", rules: shippedRules, preparation: card, earlierGrounding: earlier)
    return GroundingList.rows(
      session: session, clinic: clinic, at: Moment(wall: 0, up: 0, boot: 0))
  }

  private func words(_ rows: [GroundingRow], _ id: String) -> String? {
    rows.first { $0.id == id }?.earlierWords
  }

  @Test func dosingTwoOfTheArcShowsWhatHelpedInDosingOne() throws {
    var ids = SampleIDs(seed: 1)
    let arc = try SampleArc.played(
      by: library, writer: "sampleWr", sessionIDs: { "arc" }, ids: { ids.next() })
    let dosing = try #require(arc.first { $0.script.kind == .dosing && $0.script.ordinal == 2 })
    let all = GroundingList.rows(
      session: dosing.session, clinic: clinic, at: Moment(wall: 0, up: 0, boot: 0))
    #expect(words(all, "agreed:door closing") == "last time 8 → 5, dosing 1")
    #expect(words(all, "name-place-date") == "last time 8 → 5, dosing 1")
    #expect(words(all, "quiet-presence")?.isEmpty == true, "distress rose after it")
    let groups = all.map(\.group)
    #expect(groups.firstIndex(of: .hers) ?? 99 < groups.firstIndex(of: .general) ?? 0)
    let source = all.first { $0.id == "name-place-date" }
      .map { EntrySource.words(of: $0, clinic: clinic) }
    #expect(source?.hasSuffix("last time: suds 8 → 5 around it in dosing 1") == true)
  }

  @Test func onlyTheLastTimeIsCalledThat() {
    var card = Preparation()
    card.coping = ["hum", "both feet"]
    let all = rows(
      card,
      [
        outcome("hers:hum", "hum", 9, 4, ordinal: 1), outcome("hers:hum", "hum", 7, 5, ordinal: 2),
        outcome("hers:hum", "hum", 6, 6, ordinal: 3),
        outcome("hers:both feet", "both feet", 8, 3, ordinal: 1, .declined),
        outcome("light", "light", nil, 3, ordinal: 2),
      ].flatMap(\.self))
    #expect(words(all, "hers:hum") == "earlier 7 → 5, dosing 2")
    #expect(words(all, "hers:both feet")?.isEmpty == true)
    #expect(words(all, "light")?.isEmpty == true)
  }

  @Test func aResponseAgreedAnewHelpedNobodyYet() {
    var card = Preparation()
    card.triggers = [.init(trigger: "door", sign: "jaw", response: "hold the stone")]
    let old = outcome("agreed:door", "it opens", 8, 2)
    #expect(words(rows(card, old), "agreed:door")?.isEmpty == true)
    card.triggers[0].response = "It opens"
    #expect(words(rows(card, old), "agreed:door") == "last time 8 → 2, dosing 1")
  }

  @Test func notWithThisClientIsHonouredHoweverItIsWritten() {
    var card = Preparation()
    card.coping = ["Hum", "both feet"]
    card.excluded = ["hum", "Name, Place, Date", "medical help"]
    let all = rows(card, outcome("name-place-date", "name, place, date", 8, 2))
    #expect(!all.contains { $0.id == "hers:Hum" || $0.id == "name-place-date" })
    #expect(all.contains { $0.id == "hers:both feet" })
    #expect(all.last?.group == .always)
  }
}
