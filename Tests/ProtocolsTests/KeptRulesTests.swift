import Protocols
import SessionModel
import Testing

@Suite("Rules that a session keeps")
struct KeptRulesTests {
  private func file(_ name: String, _ text: String) -> OverrideFile {
    OverrideFile(name: name, bytes: Array(text.utf8))
  }

  private func kept(_ library: ProtocolLibrary, _ name: String) -> RulesOfDay {
    RulesOfDay(hash: "", files: library.filesInForce(protocolName: name))
  }

  @Test("the texts in force are the shipped ones, each with the clinic's behind it")
  func order() throws {
    let own = "{ title: \"IM here\" }"
    let (library, faults) = ProtocolLibrary.reading([
      file("im.json", own), file("vitals.json5", "{}"), file("iv.json5", "{ x: 1 }"),
    ])
    #expect(faults.map(\.file) == ["iv.json5"])
    let files = library.filesInForce(protocolName: "im")
    #expect(
      files.map(\.name) == [
        "im.json5", "im.json5", "vitals.json5", "vitals.json5", "scales.json5", "checklists.json5",
      ])
    let shipped = try #require(ProtocolLibrary.shippedFile(named: "im.json5"))
    #expect(Array(files[0].text.utf8) == shipped)
    #expect(files[1].text == own)
    #expect(
      library.filesInForce(protocolName: "").map(\.name)
        == ["vitals.json5", "vitals.json5", "scales.json5"])
    #expect(
      library.filesInForce(protocolName: "iv")
        == ProtocolLibrary.reading([file("vitals.json5", "{}")]).library
        .filesInForce(protocolName: "iv"))
  }

  @Test("kept texts read to the rules they were kept from", arguments: ["im", "esketamine", ""])
  func roundTrip(_ name: String) throws {
    let overrides = [
      file("im.json5", "{ minimumStay: { minutes: 111, source: \"A\" } }"),
      file("scales.json5", "// ours\n{}"),
    ]
    for library in [ProtocolLibrary(), ProtocolLibrary.reading(overrides).library] {
      let read = ProtocolLibrary.rules(keptIn: kept(library, name), protocolName: name)
      var rules = library.rules(protocolName: name)
      // What can be named is never kept: it is today's.
      rules.vocabulary = .empty
      rules.techniques = []
      #expect(read == .success(rules))
      #expect(library.rules(protocolName: name).checklists.isEmpty == name.isEmpty)
    }
  }

  @Test("a protocol that only the clinic had is read from what was kept")
  func ownProtocol() throws {
    let text = """
      { name: "low", title: "low", practice: { words: "p", source: "ours" },
        cadence: { name: "ours", points: [7], source: "ours" }, bands: "adult" }
      """
    let library = ProtocolLibrary.reading([file("low.json5", text)]).library
    let rules = try ProtocolLibrary.rules(keptIn: kept(library, "low"), protocolName: "low").get()
    #expect(rules.treatment?.cadence.points == [.minutes(7)])
  }

  @Test("texts that cannot be read any more are named")
  func faulty() throws {
    var day = kept(ProtocolLibrary(), "im")
    day.files.insert(.init(name: "vitals.json5", text: "{\n colour: 1 }"), at: 2)
    guard case .failure(let fault) = ProtocolLibrary.rules(keptIn: day, protocolName: "im") else {
      Issue.record("read all the same")
      return
    }
    #expect(fault.file == "vitals.json5" && fault.line == 2)
    #expect(fault.what.contains("colour"))
  }

  @Test("no file is longer than a session can keep four of, and none holds what it cannot keep")
  func limits() {
    func fault(_ bytes: [UInt8]) -> OverrideFault? {
      ProtocolLibrary.reading([OverrideFile(name: "im.json5", bytes: bytes)]).faults.first
    }
    let longest = Array("{}".utf8) + [UInt8](repeating: 0x0A, count: 262_142)
    #expect(fault(longest) == nil)
    #expect(fault(longest + [0x0A])?.what == "the file has more than 262144 bytes")
    #expect(fault(Array("{}\n// \0".utf8))?.line == 2)
  }
}

@Suite("A file checked before use")
struct ProtocolCheckTests {
  private func check(_ name: String, _ text: String, beside: [OverrideFile] = []) -> ProtocolCheck {
    ProtocolCheck(
      OverrideFile(name: name, path: "/x/\(name)", bytes: Array(text.utf8)), beside: beside)
  }

  @Test("what a good file changes")
  func good() {
    let changing = check(
      "im.json5", "{ title: \"IM\", minimumStay: { minutes: 99, source: \"A\" }, hold: null }")
    #expect(changing.faults.isEmpty && !changing.isNew)
    #expect(changing.changed == ["minimumStay"])
    #expect(check("im.json5", "{ boosterWindow: null }").changed == ["boosterWindow"])
    #expect(check("vitals.json", "{}").changed == [])
  }

  @Test("what is wrong: the path, the line, the fault and what to do, and nothing of a default")
  func bad() throws {
    let fault = try #require(check("im.json5", "{\n title: 7 }").faults.first)
    #expect(
      fault.sentence
        == "/x/im.json5, line 2: title is a number, not a text. Write a text.")
    #expect(fault.description.hasSuffix("The default is used."))
  }

  @Test("beside the clinic's other files, whose own faults are not this file's")
  func others() throws {
    let ours = OverrideFile(
      name: "checklists.json5",
      bytes: Array(
        """
        { checklists: [ { name: "ours", title: "ours", source: "s", items: [
          { id: "a", words: "a" } ] } ] }
        """.utf8))
    let faulty = OverrideFile(name: "iv.json5", bytes: Array("{".utf8))
    let before = OverrideFile(name: "im.json", bytes: Array("{ title: 1 }".utf8))
    #expect(check("im.json5", "{ title: \"x\" }", beside: [ours, faulty, before]).faults.isEmpty)
    let dangling = check("im.json5", "{\n leaving: [\"theirs\"] }", beside: [faulty])
    #expect(dangling.faults.map(\.line) == [2])
    let added = check(
      "low.json5",
      """
      { name: "low", title: "low", practice: { words: "p", source: "s" }, bands: "adult",
        cadence: { name: "c", points: [1], source: "s" } }
      """)
    #expect(added.isNew && added.faults.isEmpty && added.name == "low")
  }

  @Test("a second file for one default says which is read")
  func second() throws {
    let files = [
      OverrideFile(name: "im.json5", path: "/c/im.json5", bytes: Array("{}".utf8)),
      OverrideFile(name: "im.json", path: "/c/im.json", bytes: Array("{}".utf8)),
    ]
    let fault = try #require(ProtocolLibrary.reading(files).faults.first)
    #expect(
      fault.description == "/c/im.json5, line 1: this is a second file for im. "
        + "Keep one of the two. This one is not read, /c/im.json is.")
  }
}
