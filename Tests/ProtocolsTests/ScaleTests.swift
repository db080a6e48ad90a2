import Protocols
import SessionModel
import Testing

@Suite("Scales")
struct ScaleTests {
  private let scales = ProtocolLibrary().scales()

  private func scale(_ id: String) throws -> ScaleDefinition {
    try #require(scales.first { $0.id == id })
  }

  @Test(
    "totals fall into the published bands, at both edges of each",
    arguments: [
      ("phq9", 0, 4, "minimal"), ("phq9", 5, 9, "mild"), ("phq9", 10, 14, "moderate"),
      ("phq9", 15, 19, "moderately severe"), ("phq9", 20, 27, "severe"),
      ("gad7", 0, 4, "minimal"), ("gad7", 5, 9, "mild"), ("gad7", 10, 14, "moderate"),
      ("gad7", 15, 21, "severe"), ("pcl5", 0, 30, "below the cut-point range"),
      ("pcl5", 31, 33, "in the cut-point range"), ("pcl5", 34, 80, "above the cut-point range"),
    ])
  func bands(_ id: String, _ from: Int, _ to: Int, _ words: String) throws {
    let scale = try scale(id)
    #expect(scale.band(of: from)?.words == words)
    #expect(scale.band(of: to)?.words == words)
    #expect(scale.band(of: from - 1)?.words != words)
    #expect(scale.band(of: to + 1)?.words != words)
  }

  @Test("scores of the sample arc fall where its therapist would expect")
  func sample() throws {
    #expect(try scale("phq9").band(of: 17)?.words == "moderately severe")
    #expect(try scale("gad7").band(of: 14)?.words == "moderate")
    #expect(try scale("pcl5").band(of: 48)?.words == "above the cut-point range")
  }

  @Test(
    "the wording is complete, and its highest total is the scale's",
    arguments: [("phq9", 9, 3), ("gad7", 7, 3), ("pcl5", 20, 4)])
  func questionnaires(_ id: String, _ items: Int, _ highest: Int) throws {
    let wording = try #require(ProtocolLibrary().questionnaire(for: id))
    let scale = try scale(id)
    #expect(scale.form == .questionnaire)
    #expect(wording.items.count == items)
    #expect(wording.answers.map(\.score) == Array(0...highest))
    #expect(wording.total(of: Array(repeating: highest, count: items)) == scale.highest)
    #expect(wording.total(of: Array(repeating: 0, count: items)) == 0)
    #expect(wording.total(of: Array(repeating: 1, count: items - 1)) == nil)
    #expect(wording.total(of: Array(repeating: highest + 1, count: items)) == nil)
  }

  @Test("the wording is the published one, word for word")
  func wording() throws {
    let phq = try #require(ProtocolLibrary().questionnaire(for: "phq9"))
    #expect(phq.items[0] == "Little interest or pleasure in doing things")
    #expect(
      phq.items[8]
        == "Thoughts that you would be better off dead or of hurting yourself in some way")
    #expect(phq.answers.map(\.words).last == "Nearly every day")
    let gad = try #require(ProtocolLibrary().questionnaire(for: "gad7"))
    #expect(gad.items[6] == "Feeling afraid as if something awful might happen")
    let pcl = try #require(ProtocolLibrary().questionnaire(for: "pcl5"))
    #expect(
      pcl.items[0] == "Repeated, disturbing, and unwanted memories of the stressful experience?")
    #expect(pcl.items[16] == "Being \"superalert\" or watchful or on guard?")
    #expect(pcl.answers.map(\.words).last == "Extremely")
  }

  @Test("item 9 of the PHQ-9 is the only one shown at once; windows of recall are there")
  func recall() throws {
    #expect(scales.compactMap(\.alertItem) == [9])
    #expect(try scale("phq9").alertItem == 9)
    #expect(try scale("phq9").recallDays == 14)
    #expect(try scale("gad7").recallDays == 14)
    #expect(try scale("pcl5").recallDays == 30)
    #expect(try scale("suds").recallDays == nil)
  }

  @Test(
    "ranges at their edges",
    arguments: [
      ("suds", 0, 10), ("depth", 0, 4), ("moaas", 0, 5), ("phq9", 0, 27), ("gad7", 0, 21),
      ("pcl5", 0, 80), ("rass", -5, 4), ("aldrete", 0, 10), ("padss", 0, 10), ("cssrs", 0, 5),
      ("cadss", 0, 92), ("cadss6", 0, 24), ("meq30", 0, 150), ("kset", 0, 200), ("poss", 1, 4),
    ])
  func ranges(_ id: String, _ lowest: Int, _ highest: Int) throws {
    let scale = try scale(id)
    #expect(scale.accepts(lowest) && scale.accepts(highest))
    #expect(!scale.accepts(lowest - 1) && !scale.accepts(highest + 1))
  }

  @Test("a scale whose wording belongs to someone else is a number alone")
  func numberOnly() throws {
    let closed = ["rass", "aldrete", "padss", "cssrs", "cadss", "cadss6", "meq30", "kset", "poss"]
    #expect(scales.filter { $0.form == .numberOnly }.map(\.id) == closed)
    for id in closed {
      #expect(try scale(id).anchors.isEmpty)
      #expect(try scale(id).bands.isEmpty)
      #expect(ProtocolLibrary().questionnaire(for: id) == nil)
    }
  }

  @Test("anchors of MOAA/S and depth, one for every number")
  func anchors() throws {
    #expect(try scale("moaas").anchors.map(\.score) == [5, 4, 3, 2, 1, 0])
    #expect(try scale("moaas").higherIsBetter)
    #expect(try scale("moaas").anchor(of: 2)?.words == "answers only to a light shake")
    #expect(try scale("depth").anchors.map(\.score) == [0, 1, 2, 3, 4])
    #expect(try scale("depth").anchor(of: 3)?.words == "inward, little speech")
    #expect(try !scale("suds").higherIsBetter)
  }
}
