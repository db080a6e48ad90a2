import Protocols
import SessionModel
import Testing

private func read(_ files: (String, String)...) -> (ProtocolLibrary, [OverrideFault]) {
  let (library, faults) = ProtocolLibrary.reading(
    files.map { OverrideFile(name: $0.0, bytes: Array($0.1.utf8)) })
  return (library, faults)
}

private let newProtocol = """
  {
    name: "imlow",
    title: "IM low",
    route: "im",
    practice: { words: "low", source: "ours" },
    cadence: { name: "ours", points: [0, 20], source: "ours" },
    bands: "adult",
    leaving: ["leaving"],
  }
  """

@Suite("Overrides that are good")
struct GoodOverrideTests {
  @Test("a field named in the file replaces the default, the rest stays")
  func oneField() throws {
    let (library, faults) = read(
      ("im.json5", "// ours\n{ minimumStay: { minutes: 120, source: \"our policy 7\" } }"))
    #expect(faults.isEmpty)
    let changed = try #require(library.treatmentProtocol(named: "im"))
    let shipped = try #require(ProtocolLibrary().treatmentProtocol(named: "im"))
    #expect(changed.minimumStay?.minutes == 120)
    #expect(changed.minimumStay?.source.words == "our policy 7")
    #expect(changed.phases == shipped.phases)
    #expect(changed != shipped)
  }

  @Test("null takes a default away")
  func null() throws {
    let (library, faults) = read(("im.json5", "{ boosterWindow: null }"))
    #expect(faults.isEmpty)
    #expect(library.treatmentProtocol(named: "im")?.boosterWindow == nil)
  }

  @Test("a new name is a new protocol, listed after the shipped ones")
  func newName() throws {
    let (library, faults) = read(("imlow.json5", newProtocol))
    #expect(faults.isEmpty)
    #expect(library.protocolNames.last == "imlow")
    #expect(library.protocols().last?.cadence.points == [.minutes(0), .minutes(20)])
  }

  @Test("every shipped file is a good override of itself")
  func itself() throws {
    let files = try ProtocolLibrary.shippedFileNames.map {
      OverrideFile(name: $0, bytes: try #require(ProtocolLibrary.shippedFile(named: $0)))
    }
    let (library, faults) = ProtocolLibrary.reading(files)
    #expect(faults.isEmpty)
    #expect(library.everything() == ProtocolLibrary().everything())
  }

  @Test("plain JSON, with Windows line ends, quoted keys and escapes, is JSON5 too")
  func plainJSON() throws {
    let (library, faults) = read(
      ("oral.json", "{\r\n\"title\": \"or\\u00e4l \\ud83c\\udf0a \\\"x\\\"\"\r\n}\r\n"))
    #expect(faults.isEmpty)
    #expect(library.treatmentProtocol(named: "oral")?.title == "oräl 🌊 \"x\"")
  }

  @Test("a mark keeps its tag's words unless it has its own")
  func marks() throws {
    let marks = (1...8).map { "{ key: \($0), label: \"m\($0)\", tag: \"affect.joy\" }" }
    let (library, faults) = read(
      ("vocabulary.json5", "{ marks: [\(marks.joined(separator: ","))] }"))
    #expect(faults.isEmpty)
    #expect(library.vocabulary().marks.map(\.words) == Array(repeating: "joy", count: 8))
    #expect(library.vocabulary().tags == ProtocolLibrary().vocabulary().tags)
  }
}

/// A file with one fault: the line that must be named, and words that must be in the message.
struct BadFile: Sendable, CustomTestStringConvertible {
  let file: String
  let line: Int
  let says: String
  let text: String
  var testDescription: String { "\(file): \(says)" }

  init(_ file: String, _ line: Int, _ says: String, _ text: String) {
    self.file = file
    self.line = line
    self.says = says
    self.text = text
  }
}

@Suite("Overrides that are bad")
struct BadOverrideTests {
  static let syntax = [
    BadFile("im.json5", 1, "the file ends where a value should stand", ""),
    BadFile("im.json5", 3, "the file ends where , or } after a value", "{\n title: \"x\"\n"),
    BadFile("im.json5", 2, "\"x\" stands where a value", "{\n title: x }"),
    BadFile("im.json5", 2, "a text in quotes does not end", "{\n title: \"x\n }"),
    BadFile("im.json5", 2, "title stands twice in one group", "{ title: \"a\",\n title: \"b\" }"),
    BadFile("im.json5", 1, "text after the end", "{} {}"),
    BadFile("im.json5", 1, "should stand", "{ /* title: \"a\" }"),
    BadFile("im.json5", 1, "a backslash", "{ title: \"\\q\" }"),
    BadFile("im.json5", 1, "a backslash", "{ title: \"\\ud83c\" }"),
    BadFile("im.json5", 1, "more than 16 deep", String(repeating: "[", count: 40)),
    BadFile(
      "im.json5", 1, "a group has more than 64 keys",
      "{" + (0..<80).map { "k\($0): 0" }.joined(separator: ",") + "}"),
    BadFile("im.json5", 1, "\"010\" is not a whole number", "{ title: 010 }"),
    BadFile("im.json5", 1, "\"0x10\" is not a whole number", "{ title: 0x10 }"),
    BadFile("im.json5", 1, "\"9.5\" is not a whole number", "{ title: 9.5 }"),
    BadFile("im.json5", 1, "is not a whole number", "{ title: 99999999999999999999 }"),
    BadFile("im.json5", 1, "the protocol is a list", "[]"),
  ]

  static let values = [
    BadFile("im.json5", 2, "colour is not a key known here", "{\n colour: \"red\" }"),
    BadFile("im.json5", 1, "title is a number, not a text", "{ title: 7 }"),
    BadFile("im.json5", 1, "title is empty", "{ title: \"\" }"),
    BadFile("im.json5", 1, "title holds a control character", "{ title: \"a\\nb\" }"),
    BadFile("im.json5", 1, "name is \"iv\" in the file of im", "{ name: \"iv\" }"),
    BadFile("im.json5", 1, "title is missing", "{ title: null }"),
    BadFile("im.json5", 1, "route is \"rectal\"", "{ route: \"rectal\" }"),
    BadFile(
      "im.json5", 3, "phase is \"come-up\"",
      "{ phases: [\n {\n phase: \"come-up\", from: 1, source: \"s\" } ] }"),
    BadFile(
      "im.json5", 1, "source is missing", "{ phases: [ { phase: \"onset\", from: 1, to: 2 } ] }"),
    BadFile(
      "im.json5", 1, "minutes is 1441, outside 0 to 1440",
      "{ minimumStay: { minutes: 1441, source: \"s\" } }"),
    BadFile(
      "im.json5", 2, "onset runs from 9 back to 2",
      "{ phases: [\n { phase: \"onset\", from: 9, to: 2, source: \"s\" } ] }"),
    BadFile(
      "im.json5", 3, "onset stands after peak",
      """
      { phases: [ { phase: "peak", from: 9, source: "s" },

        { phase: "onset", from: 20, source: "s" } ] }
      """),
    BadFile(
      "im.json5", 2, "peak begins before onset",
      """
      { phases: [ { phase: "onset", from: 9, source: "s" },
        { phase: "peak", from: 3, source: "s" } ] }
      """),
    BadFile(
      "im.json5", 2, "phase \"onset\" stands twice",
      """
      { phases: [ { phase: "onset", from: 9, source: "s" },
        { phase: "onset", from: 10, source: "s" } ] }
      """),
    BadFile(
      "im.json5", 1, "minute 15 is not later",
      "{ cadence: { name: \"x\", points: [0, 30, 15], source: \"s\" } }"),
    BadFile(
      "im.json5", 1, "after \"before leaving\"",
      "{ cadence: { name: \"x\", points: [\"before leaving\", 15], source: \"s\" } }"),
    BadFile(
      "im.json5", 1, "points is an empty list",
      "{ cadence: { name: \"x\", points: [], source: \"s\" } }"),
    BadFile("im.json5", 2, "bands names \"child\"", "{\n bands: \"child\" }"),
    BadFile("im.json5", 2, "leaving names \"go\"", "{\n leaving: [\"go\"] }"),
    BadFile("vocabluary.json5", 1, "not a file that is known", "{ marks: [] }"),
    BadFile("im.toml", 1, "not a file that is known", "{}"),
    BadFile(".json5", 1, "not a file that is known", "{}"),
  ]

  static let contradictions = [
    BadFile(
      "vocabulary.json5", 2, "key \"1\" stands twice",
      """
      { marks: [ { key: 1, label: "a", tag: "affect.joy" },
        { key: 1, label: "b", tag: "affect.joy" } ] }
      """),
    BadFile(
      "vocabulary.json5", 1, "no mark has key 2",
      "{ marks: [ { key: 1, label: \"a\", tag: \"affect.joy\" } ] }"),
    BadFile(
      "vocabulary.json5", 1, "key is 9, outside 1 to 8",
      "{ marks: [ { key: 9, label: \"help\", tag: \"affect.joy\" } ] }"),
    BadFile(
      "vocabulary.json5", 2, "takes 9 columns, more than 8",
      "{ marks: [ { key: 1,\n label: \"breathing\", tag: \"affect.joy\" } ] }"),
    BadFile(
      "vocabulary.json5", 1, "takes 10 columns, more than 8",
      "{ marks: [ { key: 1, label: \"呼吸呼吸呼\", tag: \"affect.joy\" } ] }"),
    BadFile(
      "vocabulary.json5", 1, "the row of marks takes 101 columns, more than 80",
      "{ marks: ["
        + (1...8).map { "{ key: \($0), label: \"eight008\", tag: \"affect.joy\" }" }
        .joined(separator: ",") + "] }"),
    BadFile(
      "vocabulary.json5", 1, "tag names \"affect.bliss\"",
      "{ marks: [ { key: 1, label: \"a\", tag: \"affect.bliss\" } ] }"),
    BadFile(
      "vocabulary.json5", 2, "id \"a\" stands twice",
      """
      { tags: [ { id: "a", group: "affect", words: "a" },
        { id: "a", group: "affect", words: "b" } ] }
      """),
    BadFile(
      "techniques.json5", 1, "medical-help is not the last",
      "{ techniques: [ { id: \"a\", words: \"a\", level: 1, source: \"s\" } ] }"),
    BadFile(
      "techniques.json5", 1, "medical-help has no higher level",
      """
      { techniques: [ { id: "a", words: "a", level: 2, source: "s" },
        { id: "medical-help", words: "h", level: 1, source: "s" } ] }
      """),
    BadFile(
      "vitals.json5", 2, "the band has 2 edges",
      """
      { bands: [ { name: "adult", rules: [
        { measure: "pulse", stage: "in session", level: "red", above: 1, below: 9, source: "s" },
      ] } ] }
      """),
    BadFile(
      "vitals.json5", 2, "the band has 0 edges",
      """
      { bands: [ { name: "adult", rules: [
        { measure: "pulse", stage: "in session", level: "red", source: "s" } ] } ] }
      """),
    BadFile(
      "vitals.json5", 2, "bands lacks \"adult\", which im.json5 uses",
      """
      {
      bands: [ { name: "ours", rules: [
        { measure: "pulse", stage: "in session", level: "red", above: 1, source: "s" } ] } ] }
      """),
    BadFile(
      "checklists.json5", 1, "checklists lacks \"before-dosing\"",
      """
      { checklists: [ { name: "leaving", title: "t", source: "s",
        items: [ { id: "a", words: "a" } ] } ] }
      """),
    BadFile(
      "scales.json5", 2, "leave a gap or overlap at 3",
      """
      { scales: [ { id: "x", title: "X", form: "number only", lowest: 0, highest: 9, recall: "now",
        bands: [ { from: 0, to: 2, words: "a", source: "s" },
          { from: 4, to: 9, words: "b", source: "s" } ], citation: "c" } ] }
      """),
  ]

  @Test(
    "a fault is named with file, line and next step, and the default is used",
    arguments: syntax + values + contradictions)
  func fault(_ bad: BadFile) throws {
    let (library, faults) = read((bad.file, bad.text))
    let fault = try #require(faults.first)
    #expect(faults.count == 1)
    #expect(fault.file == bad.file)
    #expect(fault.line == bad.line, "\(fault)")
    #expect(fault.what.contains(bad.says), "\(fault)")
    #expect(fault.next.count > 10 && fault.next.first?.isUppercase == true)
    #expect(library.everything() == ProtocolLibrary().everything())
  }

  @Test("bytes that are not UTF-8 are refused at their line, and so is a byte order mark")
  func encoding() throws {
    let latin = Array("{\n// caf".utf8) + [0xE9, 0x0A] + Array("}".utf8)
    var faults = ProtocolLibrary.reading([OverrideFile(name: "im.json5", bytes: latin)]).faults
    #expect(faults.map(\.line) == [2])
    let marked = [0xEF, 0xBB, 0xBF] + Array("{}\n".utf8)
    faults = ProtocolLibrary.reading([OverrideFile(name: "im.json5", bytes: marked)]).faults
    #expect(faults.map(\.line) == [1])
    #expect(faults.first?.what == "the text is not plain UTF-8")
  }

  @Test("one bad file leaves the good ones in place")
  func besideGoodOnes() throws {
    let (library, faults) = read(
      ("im.json5", "{ title: 7 }"), ("iv.json5", "{ title: \"drip\" }"),
      ("imlow.json5", newProtocol.replacing("\"adult\"", with: "\"child\"")))
    #expect(faults.map(\.file) == ["im.json5", "imlow.json5"])
    #expect(library.treatmentProtocol(named: "im")?.title == "IM")
    #expect(library.treatmentProtocol(named: "iv")?.title == "drip")
    #expect(library.treatmentProtocol(named: "imlow") == nil)
  }

  @Test("two files for one default: the first is used, the second is named")
  func twice() throws {
    let (library, faults) = read(
      ("im.json", "{ title: \"one\" }"), ("im.json5", "{ title: \"two\" }"))
    #expect(faults.map(\.file) == ["im.json5"])
    #expect(library.treatmentProtocol(named: "im")?.title == "one")
  }

  @Test("a file cut or garbled at any byte is read or refused, and never stops the program")
  func garbled() throws {
    for name in ["im.json5", "vocabulary.json5"] {
      let bytes = try #require(ProtocolLibrary.shippedFile(named: name))
      for end in stride(from: 0, to: bytes.count - 2, by: name == "im.json5" ? 1 : 37) {
        let cut = OverrideFile(name: name, bytes: Array(bytes[..<end]))
        #expect(ProtocolLibrary.reading([cut]).faults.count == 1, "cut at \(end)")
      }
      var seed: UInt64 = 0x5EED
      for _ in 0..<2_000 {
        var garbled = bytes
        for _ in 0..<3 {
          seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          garbled[Int(seed >> 33) % bytes.count] = UInt8(truncatingIfNeeded: seed >> 17)
        }
        let (library, faults) = ProtocolLibrary.reading([OverrideFile(name: name, bytes: garbled)])
        let lines = bytes.count { $0 == 0x0A } + 4
        for fault in faults { #expect((1...lines).contains(fault.line)) }
        #expect(library.protocolNames.count == 7)
      }
    }
  }

  @Test("the sentence for the screen")
  func sentence() throws {
    let (_, faults) = read(("im.json5", "{\n  colour: \"red\",\n}"))
    let sentence = try #require(faults.first).description
    #expect(
      sentence.hasPrefix("im.json5, line 2: colour is not a key known here. Known are: bands"))
    #expect(sentence.hasSuffix("The default is used."))
  }
}
