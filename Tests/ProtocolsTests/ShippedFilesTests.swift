import Foundation
import Protocols
import SessionModel
import Testing

@Suite("Shipped files")
struct ShippedFilesTests {
  @Test("every shipped file reads without a fault, and holds something")
  func everythingReads() {
    let all = ProtocolLibrary().everything()
    #expect(
      all.protocols.map(\.name)
        == ["im", "iv", "sublingual", "lozenge-home", "esketamine", "racemic", "oral"])
    #expect(all.vocabulary.marks.count == 8)
    #expect(all.techniques.count == 17)
    #expect(all.vitals.bands.map(\.name) == ["adult"])
    #expect(all.scales.count == 15)
    #expect(all.questionnaires.map(\.scale) == ["phq9", "gad7", "pcl5"])
    #expect(all.codes.count == 19)
    #expect(all.checklists.map(\.name) == ["before-dosing", "leaving", "leaving-esketamine"])
  }

  @Test("another JSON5 reader accepts every shipped file")
  func anotherReaderAgrees() throws {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    for name in ProtocolLibrary.shippedFileNames {
      let bytes = try #require(ProtocolLibrary.shippedFile(named: name))
      #expect(throws: Never.self, "\(name)") {
        try decoder.decode(AnyTree.self, from: Data(bytes))
      }
    }
  }

  @Test("another JSON5 reader finds the same texts and figures in the protocols")
  func sameFigures() throws {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    for known in ProtocolLibrary().protocols() {
      let bytes = try #require(ProtocolLibrary.shippedFile(named: "\(known.name).json5"))
      let foreign = try decoder.decode(ForeignProtocol.self, from: Data(bytes))
      #expect(foreign.title == known.title)
      #expect(foreign.phases.map(\.phase) == known.phases.map(\.phase.rawValue))
      #expect(foreign.phases.map(\.from) == known.phases.map(\.usualFrom))
      #expect(foreign.phases.map(\.to) == known.phases.map(\.usualTo))
    }
  }

  @Test("what a session's start reads takes at most 2 ms")
  func readingIsFast() {
    let library = ProtocolLibrary()
    // The best of many: a busy machine delays some, never all.
    let best = (0..<50).map { _ in
      ContinuousClock().measure {
        _ = library.treatmentProtocol(named: "im")
        _ = library.vocabulary()
        _ = library.techniques()
        _ = library.vitals()
      }
    }.min()
    #expect((best ?? .seconds(1)) < .milliseconds(2))
  }

  @Test("a file name that is not shipped has no text")
  func unknownFile() {
    #expect(ProtocolLibrary.shippedFile(named: "im.json") == nil)
    #expect(ProtocolLibrary.shippedFile(named: "") == nil)
  }
}

private struct ForeignProtocol: Decodable {
  struct Window: Decodable {
    let phase: String
    let from: Int
    let to: Int?
  }
  let title: String
  let phases: [Window]
}

/// Accepts any JSON.
private struct AnyTree: Decodable {
  init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: AnyKey.self) {
      for key in keyed.allKeys { _ = try keyed.decode(AnyTree.self, forKey: key) }
    } else if var list = try? decoder.unkeyedContainer() {
      while !list.isAtEnd { _ = try list.decode(AnyTree.self) }
    }
  }
}

private struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int? = nil
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
