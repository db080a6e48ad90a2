import Protocols
import SampleArc
import SessionModel
import Testing

/// The arc that the demonstration shows, played under the shipped rules.
struct SampleArcTests {
  @Test func theWholeArcIsTaken() throws {
    let arc = try playedArc()
    #expect(
      arc.map { "\($0.script.kind.rawValue) \($0.script.ordinal)" } == [
        "preparation 1", "dosing 1", "contact 1", "integration 1", "contact 2", "contact 3",
        "contact 4", "dosing 2", "integration 2",
      ])
    #expect(arc.allSatisfy { $0.session.state == .sealed && $0.session.began?.isSample == true })
    #expect(arc.allSatisfy { $0.session.began?.client == "HF-0417" })
  }

  @Test func everyPlayIsTheSame() throws {
    let one = try playedArc().map(\.records)
    #expect(try playedArc().map(\.records) == one)
    #expect(try playedArc(seed: 2).map(\.records) != one)
  }

  @Test func numbersAndTimesRunOn() throws {
    for played in try playedArc() {
      #expect(played.records.map(\.s) == Array(1...played.records.count))
      #expect(zip(played.records, played.records.dropFirst()).allSatisfy { $0.at <= $1.at })
      #expect(zip(played.records, played.records.dropFirst()).allSatisfy { $0.up <= $1.up })
      #expect(Set(played.records.map(\.id)).count == played.records.count)
    }
    let arc = try playedArc()
    #expect(zip(arc, arc.dropFirst()).allSatisfy { $0.script.anchor < $1.script.anchor })
  }

  @Test func checklistsNameLinesOfTheClinicsFiles() throws {
    let lists = ProtocolLibrary().checklists()
    for played in try playedArc() {
      for entry in played.session.entries {
        guard case .checkTicked(let tick) = entry.event else { continue }
        let list = try #require(lists.first { $0.name == tick.list })
        #expect(list.items.contains { $0.id == tick.item }, "\(tick.item)")
      }
    }
  }

  @Test func marksAndTechniquesAreTheClinics() throws {
    let library = ProtocolLibrary()
    let vocabulary = library.vocabulary()
    let techniques = library.techniques()
    for played in try playedArc() {
      for entry in played.session.entries {
        switch entry.event {
        case .marked(let mark):
          #expect(vocabulary.mark(forKey: Int(mark.key) ?? 0)?.tag == mark.tag)
        case .grounded(let step) where !step.technique.contains(":"):
          let technique = try #require(techniques.first { $0.id == step.technique })
          #expect(step.act != .step || technique.steps.contains(step.step))
        default: break
        }
      }
    }
  }

  @Test func theFirstDosingFoldsAsItHappened() throws {
    let session = try arcSession(.dosing, 1)
    #expect(session.givenDoses.map(\.dose.milligrams) == ["60"])
    #expect(session.phase?.phase == .recovery)
    #expect(session.baseline?.systolic == 124)
    #expect(session.openAdverse.isEmpty)
    #expect(session.distress.map(\.value) == [5, 8, 5, 3, 2])
    #expect(session.preparation.coping.first == "slow out-breath")
    #expect(session.entries.filter(\.isCarried).map(\.event.words) == ["I did not leave"])
    let right = try #require(session.entries.first { !$0.earlier.isEmpty })
    #expect(right.event.words.contains("track 5"))
    #expect(right.earlier.map(\.words).first?.contains("track 4") == true)
    let late = session.entries.filter(\.isLate)
    #expect(late.map { session.sinceFirstDose($0.happened)?.milliseconds } == [2_370_000])
    #expect(late.map { session.sinceFirstDose($0.written)?.milliseconds } == [2_460_000])
    let dose = try #require(session.firstDose)
    #expect(TimeText.clock(dose.wall, zone: 120) == "10:07")
    #expect(TimeText.date(dose.wall, zone: 120) == "2026-09-09")
  }

  @Test func thePreparationIsInherited() throws {
    let session = try arcSession(.dosing, 2)
    #expect(session.inherited.touch == "hands, shoulders, ask each time; nothing else")
    let agreed = try #require(session.preparation.touchAgreedAt)
    #expect(TimeText.clock(agreed, zone: 120) == "16:20")
    #expect(session.preparation.triggers.map(\.sign).contains("jaw, left fist"))
    #expect(session.givenDoses.map(\.dose.milligrams) == ["60", "30"])
    #expect(session.sinceFirstDose(try #require(session.lastDose))?.milliseconds == 840_000)
  }
}
