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

  /// How many parts a scale adds up, and from what to what each is scored, as published.
  struct Composition: Sendable, CustomTestStringConvertible {
    let id: String
    let parts: Int
    let each: ClosedRange<Int>
    var testDescription: String { id }

    init(_ id: String, _ parts: Int, _ each: ClosedRange<Int>) {
      self.id = id
      self.parts = parts
      self.each = each
    }
  }

  static let published = [
    // Kroenke 2001: nine items, 0 to 3. Spitzer 2006: seven. Weathers 2013: twenty, 0 to 4.
    Composition("phq9", 9, 0...3), Composition("gad7", 7, 0...3), Composition("pcl5", 20, 0...4),
    // Chernik 1990, responsiveness: one level, 0 to 5. Sessler 2002: one, -5 to +4. Pasero 2009:
    // one, 1 to 4 (and S, which is no number). Posner 2011: ideation 1 to 5, 0 for none.
    Composition("moaas", 1, 0...5), Composition("rass", 1, -5...4), Composition("poss", 1, 1...4),
    Composition("cssrs", 1, 0...5),
    // Aldrete 1995: five signs, 0 to 2. Chung 1995: five criteria, 0 to 2.
    Composition("aldrete", 5, 0...2), Composition("padss", 5, 0...2),
    // Forms of CADSS with up to 27 items, 0 to 4. Rodrigues 2021: six of them. Barrett 2015:
    // thirty, 0 to 5.
    Composition("cadss", 27, 0...4), Composition("cadss6", 6, 0...4),
    Composition("meq30", 30, 0...5),
    // Own scales; the range of KSET is the clinic's own.
    Composition("suds", 1, 0...10), Composition("depth", 1, 0...4), Composition("kset", 1, 0...200),
  ]

  @Test(
    "totals reach from the least to the most that the published parts add up to",
    arguments: published)
  func ranges(_ published: Composition) throws {
    let scale = try scale(published.id)
    let lowest = published.parts * published.each.lowerBound
    let highest = published.parts * published.each.upperBound
    #expect(scale.lowest == lowest && scale.highest == highest)
    #expect(scale.accepts(lowest) && scale.accepts(highest))
    #expect(!scale.accepts(lowest - 1) && !scale.accepts(highest + 1))
  }

  @Test("every scale is compared with what is published")
  func allCompared() {
    #expect(Set(Self.published.map(\.id)) == Set(scales.map(\.id)))
  }

  @Test("the question that follows and is not counted: PHQ-9 and GAD-7, four answers")
  func closing() {
    for wording in ProtocolLibrary().questionnaires() {
      guard wording.scale != "pcl5" else {
        #expect(wording.closing == nil)
        continue
      }
      #expect(
        wording.closing
          == "If you checked off any problems, how difficult have these problems made it for you "
          + "to do your work, take care of things at home, or get along with other people?")
      #expect(
        wording.closingAnswers == [
          "Not difficult at all", "Somewhat difficult", "Very difficult", "Extremely difficult",
        ])
    }
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

  @Test("a range that the fact sheet does not state is a clinic default, and claims nothing more")
  func ownRanges() throws {
    for id in ["cadss", "kset"] {
      let words = try scale(id).citation.words
      #expect(words.hasSuffix("; number only; range: clinic default"), "\(words)")
      #expect(!words.contains("publish") && !words.contains("items"), "\(words)")
    }
    #expect(try scale("cadss").accepts(92) && scale("cadss").accepts(108))
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
