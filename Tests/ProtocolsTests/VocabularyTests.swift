import Protocols
import SessionModel
import Testing

@Suite("Vocabulary and grounding")
struct VocabularyTests {
  private let vocabulary = ProtocolLibrary().vocabulary()

  @Test("the row of marks is the one that was drawn")
  func marks() {
    let row = vocabulary.marks.map { "\($0.key) \($0.label)" }.joined(separator: " ")
    #expect(row == "1 closed 2 open 3 breath 4 tears 5 still 6 sound 7 silence 8 hand")
    #expect("\(row) 9 HELP 0 STOP".count <= 80)
    #expect(
      vocabulary.marks.map(\.words) == [
        "eyes closed", "eyes open", "breath slow", "tears", "lies still", "sound without words",
        "silence held", "hand offered, asked",
      ])
    #expect(vocabulary.mark(forKey: 7)?.tag == "intervention.silence")
    #expect(vocabulary.mark(forKey: 9) == nil)
    #expect(vocabulary.mark(forKey: 0) == nil)
    for mark in vocabulary.marks { #expect(vocabulary.tag(mark.tag) != nil) }
  }

  @Test(
    "every word of the fact sheet is there, in its group",
    arguments: [
      (TagGroup.affect, "calm joy awe grief fear anger shame flat labile"),
      (.speech, "silent murmurs quote asks+the+time laughs screams other+language"),
      (
        .body,
        "still tremor shaking curls+up reaches foot jaw yawn tears sweat flush salivation"
      ),
      (.eyes, "open closed nystagmus shades+off"), (.breath, "slow held sigh fast"),
      (
        .state,
        "depth+0 depth+1 depth+2 depth+3 depth+4 time+loss out+of+body self+dissolves "
          + "trauma+memory abreaction part child+voice somatic+release insight"
      ),
      (.setting, "track playlist+cue volume light temperature toilet interruption"),
      (
        .intervention,
        "reassure breathe orient touch music reposition fluid silence+held"
      ),
      (.decision, "decided"), (.presence, "enters leaves"),
    ])
  func words(_ group: TagGroup, _ words: String) {
    let known = vocabulary.tags(in: group).map(\.words)
    for word in words.split(separator: " ").map({ $0.replacing("+", with: " ") }) {
      #expect(known.contains { $0.contains(word) }, "\(group.rawValue): \(word)")
    }
  }

  @Test("kinds decide the lane: only a quote is the client's words")
  func kinds() {
    #expect(vocabulary.tags.filter { $0.kind == .quote }.map(\.id) == ["speech.quote"])
    #expect(
      vocabulary.tags.filter { $0.kind == .touch }.map(\.id)
        == ["intervention.touch", "intervention.hand"])
    #expect(vocabulary.tag("intervention.silence")?.kind == .action)
    #expect(vocabulary.tag("intervention.touch")?.options == ["asked", "area", "answer"])
    #expect(vocabulary.tag("setting.toilet")?.options == ["assisted"])
  }

  @Test("adverse events, grades and drugs given by staff")
  func adverse() {
    #expect(vocabulary.adverseEvents.count == 33)
    for name in ["nausea", "laryngospasm", "respiratory depression", "urinary urgency", "mania"] {
      #expect(vocabulary.adverseEvents.contains(name))
    }
    #expect(vocabulary.adverseGrades.map(\.grade) == [1, 2, 3, 4, 5])
    #expect(vocabulary.adverseGrades.map(\.words).last == "death")
    #expect(
      vocabulary.staffDrugs
        == ["ondansetron", "labetalol", "clonidine", "midazolam", "lorazepam", "oxygen"])
  }

  @Test("grounding goes from least to most intrusive, medical help last")
  func grounding() throws {
    let techniques = ProtocolLibrary().techniques()
    #expect(
      techniques.map(\.id) == [
        "quiet-presence", "slow-breath", "it-will-pass", "name-place-date", "feet-and-back",
        "senses", "box-breath", "breath-4-7-8", "object", "warmth", "light", "eyeshades", "music",
        "water", "agreed-touch", "mantra", "medical-help",
      ])
    #expect(techniques.filter(\.isMedicalHelp).count == 1)
    #expect(techniques.allSatisfy { $0.source.isClinicDefault })
    func steps(_ id: String) -> [String]? { techniques.first { $0.id == id }?.steps }
    #expect(steps("name-place-date") == ["name", "place", "date"])
    #expect(
      steps("senses") == ["5 to see", "4 to touch", "3 to hear", "2 to smell", "1 to taste"])
    #expect(steps("box-breath") == ["in 4", "hold 4", "out 4", "hold 4"])
    #expect(steps("breath-4-7-8") == ["in 4", "hold 7", "out 8"])
    #expect(steps("medical-help") == [])
  }

  @Test("counting and breath-holds suit onset and return, not the peak")
  func suits() {
    for technique in ProtocolLibrary().techniques() {
      let counts = ["senses", "box-breath", "breath-4-7-8"].contains(technique.id)
      if counts {
        #expect(technique.suits(.onset) && technique.suits(.return))
        #expect(!technique.suits(.peak) && !technique.suits(.plateau))
      }
      if technique.isMedicalHelp || technique.id == "quiet-presence" {
        #expect(Phase.allCases.allSatisfy(technique.suits))
      }
    }
  }
}
