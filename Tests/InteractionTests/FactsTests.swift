import Interaction
import Protocols
import SessionModel
import Testing

let everyProtocol = library.protocolNames

/// The figures of a session under one protocol; without a name of one in which nothing is given.
func facts(_ name: String, filter: String = "") -> [Fact] {
  let session = Session(id: "facts", rules: library.rules(protocolName: name))
  return FactsList.facts(session: session, clinic: clinic, filter: filter)
}

/// Walks the clinic's data: a figure that is added to it and has no row fails here.
@Suite("Every figure has a row with its source")
struct FactsWalkTests {
  /// Names by which the files know each other, and wording that is read only when it is asked.
  private static let noFigures: Set = [
    "name", "id", "beforeDosing", "leaving", "bands:text", "shows", "onlyFor", "notFor", "tag",
    "scale", "directions", "items:text", "closing", "closingAnswers", "group", "kind", "route",
    "form", "subject",
  ]
  private static let flags = [
    "untilResolved": "until resolved", "oximetryThroughout": "oximetry throughout",
    "higherIsBetter": "higher is better", "isNeeded": "needed",
  ]

  private struct Leaf {
    let words: String
    let source: String
    let path: String
  }

  private func leaves(
    _ value: Any, _ label: String, source: String?, path: String
  ) -> [Leaf] {
    let path = "\(path).\(label)"
    func leaf(_ words: String) -> [Leaf] {
      [Leaf(words: words, source: source ?? "", path: path)]
    }
    switch value {
    case let number as Int: return leaf("\(number)")
    case let text as String:
      return Self.noFigures.contains(label) || Self.noFigures.contains("\(label):text")
        ? [] : leaf(text)
    case let flag as Bool: return flag ? leaf(Self.flags[label] ?? "no words for \(label)") : []
    case is Source: return []
    case let phase as Phase: return leaf(phase.words)
    case let measure as Measure: return leaf(measure.words)
    case let level as BandLevel: return leaf(level.words)
    default: break
    }
    let children = Array(Mirror(reflecting: value).children)
    if Self.noFigures.contains(label) { return [] }
    let own = children.lazy.compactMap { child -> String? in
      guard child.label != "gradeSource" else { return nil }
      if let source = child.value as? Source { return source.words }
      return (child.value as? Source?)??.words
    }.first
    let grade = children.first { $0.label == "gradeSource" }?.value as? Source
    return children.flatMap { child in
      leaves(
        child.value, child.label ?? label,
        source: child.label == "adverseGrades" ? grade?.words : own ?? source, path: path)
    }
  }

  private func expect(_ leaves: [Leaf], in facts: [Fact], least: Int) {
    #expect(leaves.count >= least, "the walk itself finds \(leaves.count)")
    for leaf in leaves {
      #expect(!leaf.source.isEmpty, "\(leaf.path) has no source")
      let found = facts.contains {
        $0.source.words == leaf.source && holds($0.words, leaf.words)
      }
      #expect(found, "\(leaf.path): \(leaf.words), \(leaf.source)")
    }
  }

  /// A number stands by itself: 5 is not in 15.
  private func holds(_ words: String, _ leaf: String) -> Bool {
    guard Int(leaf) != nil else { return words.contains(leaf) }
    return words.split { !$0.isNumber && $0 != "-" }.contains { $0 == leaf[...] }
      || words.split { !$0.isNumber }.contains { $0 == leaf[...] }
  }

  @Test("protocols", arguments: everyProtocol)
  func protocols(_ name: String) throws {
    let treatment = try #require(library.treatmentProtocol(named: name))
    expect(
      leaves(treatment, name, source: treatment.practice.source.words, path: ""),
      in: facts(name), least: 12)
  }

  @Test("the other files")
  func others() {
    let everything = library.everything()
    let all = everyProtocol.flatMap { facts($0) }
    func check(_ value: Any, _ label: String, least: Int) {
      expect(leaves(value, label, source: nil, path: ""), in: all, least: least)
    }
    check(everything.vitals, "vitals", least: 60)
    check(everything.checklists, "checklists", least: 60)
    check(everything.techniques, "techniques", least: 80)
    check(everything.scales, "scales", least: 100)
    check(everything.vocabulary, "vocabulary", least: 150)
    check(everything.questionnaires, "questionnaires", least: 20)
    check(everything.codes, "codes", least: 50)
  }

  @Test("a figure without a row is found: the walk can fail")
  func walkFails() {
    let technique = Technique(id: "new", words: "new way", level: 42, source: Source("ours"))
    let missing = leaves([technique], "techniques", source: nil, path: "").filter { leaf in
      !facts("im").contains {
        $0.source.words == leaf.source && holds($0.words, leaf.words)
      }
    }
    #expect(missing.map(\.words) == ["new way", "42"])
  }

  @Test("no row without a source, none twice; a filter keeps what holds its words")
  func rows() {
    for name in everyProtocol + [""] {
      let all = facts(name)
      #expect(all.allSatisfy { !$0.source.words.isEmpty && !$0.words.isEmpty })
      #expect(Set(all.map { "\($0.group) \($0.words)" }).count == all.count)
      #expect(all.contains { $0.group == .bands } == !name.isEmpty)
      #expect(all.contains { $0.group == .ranges })
    }
    let pulse = facts("im", filter: "PULSE")
    #expect(pulse.count == 6 && pulse.allSatisfy { $0.words.contains("pulse") })
    #expect(facts("im", filter: "clinic default").count > 10)
    #expect(facts("im", filter: "no such words").isEmpty)
  }
}
