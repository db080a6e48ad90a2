import Protocols
import SessionModel
import Testing

@Suite("Sources")
struct SourceTests {
  /// Walks a value and returns the words of every source in it.
  private func sources(in value: Any) -> [String] {
    if let source = value as? Source { return [source.words] }
    return Mirror(reflecting: value).children.flatMap { sources(in: $0.value) }
  }

  @Test("no source is empty, and there is one for every figure")
  func all() {
    let all = ProtocolLibrary().everything()
    let words = sources(in: all)
    #expect(words.count > 130)
    for source in words { #expect(source.count > 5) }
    for known in all.protocols { #expect(sources(in: known).count >= known.phases.count + 2) }
    for technique in all.techniques { #expect(sources(in: technique).count == 1) }
    for scale in all.scales { #expect(sources(in: scale).count == 1 + scale.bands.count) }
  }

  @Test("a checklist line that holds a figure says where it comes from")
  func checklistFigures() {
    for checklist in ProtocolLibrary().checklists() {
      for item in checklist.items where item.words.contains(where: \.isNumber) {
        #expect(item.source != nil, "\(checklist.name): \(item.id)")
      }
    }
  }
}
