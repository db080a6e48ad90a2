import Foundation
import Protocols
import SessionModel
import Testing

@Suite("Shipped files")
struct ShippedFilesTests {
  @Test("every shipped file reads without a fault, and holds something")
  func everythingReads() {
    let all = ProtocolLibrary().everything()
    #expect(all.protocols.map(\.name) == ["im", "iv", "sublingual", "esketamine", "racemic", "oral"])
    #expect(all.vocabulary.marks.count == 8)
    #expect(all.techniques.count == 17)
    #expect(all.vitals.bands.count == 1)
    #expect(all.scales.count == 15)
    #expect(all.questionnaires.map(\.scale) == ["phq9", "gad7", "pcl5"])
    #expect(all.checklists.map(\.name) == ["before-dosing", "leaving", "leaving-esketamine"])
  }

  @Test("reading costs a start little")
  func readingIsFast() {
    let clock = ContinuousClock()
    func median(_ body: () -> Void) -> Duration {
      var times: [Duration] = []
      for _ in 0..<21 { times.append(clock.measure(body)) }
      return times.sorted()[10]
    }
    let library = ProtocolLibrary()
    let first = clock.measure { _ = library.treatmentProtocol(named: "im") }
    print("first im:", first)
    print("im:", median { _ = library.treatmentProtocol(named: "im") })
    print("vocabulary:", median { _ = library.vocabulary() })
    print("techniques:", median { _ = library.techniques() })
    print("vitals:", median { _ = library.vitals() })
    print("scales:", median { _ = library.scales() })
    print("questionnaires:", median { _ = library.questionnaires() })
    print("checklists:", median { _ = library.checklists() })
    print("everything:", median { _ = library.everything() })
  }
}
