import Protocols
import SessionModel
import Testing

@Suite("Checklists")
struct ChecklistTests {
  private func checklist(_ name: String) throws -> ChecklistDefinition {
    try #require(ProtocolLibrary().checklists().first { $0.name == name })
  }

  @Test("everything asked before dosing")
  func beforeDosing() throws {
    let items = try checklist("before-dosing").items(for: "im").map(\.id)
    #expect(
      items == [
        "identity", "consent", "touch-agreement", "history-unchanged", "food", "water",
        "medicines", "substances", "psychosis-mania", "clearance", "pregnancy", "suicidality",
        "allergies", "baseline-vitals", "weight", "suds", "antiemetic", "dose", "bathroom",
        "within-reach", "playlist", "phones", "emergency", "on-call", "escort", "intention",
        "stop-signal",
      ])
  }

  @Test("esketamine asks its own times for food, drink and nasal sprays")
  func esketamine() throws {
    let list = try checklist("before-dosing")
    let items = list.items(for: "esketamine").map(\.id)
    #expect(items.contains("food-esketamine") && !items.contains("food"))
    #expect(items.contains("water-esketamine") && !items.contains("water"))
    #expect(items.contains("nasal-spray"))
    func words(_ id: String) -> String? { list.items.first { $0.id == id }?.words }
    #expect(words("food") == "last food 3 to 4 h ago")
    #expect(words("food-esketamine") == "last food at least 2 h ago")
    #expect(words("water") == "last water at least 1 h ago")
    #expect(words("water-esketamine") == "last drink at least 30 min ago")
    #expect(words("nasal-spray") == "other nasal spray at least 1 h ago")
    for substance in [
      "alcohol", "benzodiazepine", "opioid", "MAOI", "stimulant", "lamotrigine", "cannabis",
    ] { #expect(words("substances")?.contains(substance) == true) }
  }

  @Test("everything asked before leaving, and what the session shows beside it")
  func leaving() throws {
    let items = try checklist("leaving").items
    #expect(
      items.map(\.id) == [
        "minimum-time", "vitals", "oriented", "gait", "nausea", "perception", "suds",
        "suicidality", "escort", "advice",
      ])
    func shows(_ id: String) -> ChecklistItem.Shows? { items.first { $0.id == id }?.shows }
    #expect(shows("minimum-time") == .minimumStay)
    #expect(shows("vitals") == .vitalsAgainstBaseline)
    #expect(shows("suds") == .distressAgainstBaseline)
    #expect(shows("oriented") == nil)
    #expect(
      items.first { $0.id == "suicidality" }?.fields
        == ["asked as", "answer", "done", "who told"])
  }

  @Test("only the esketamine programme asks when the client would have been ready")
  func readyMinute() throws {
    let fields = try checklist("leaving-esketamine").items.flatMap(\.fields)
    #expect(fields.map(\.asked) == ["minute"])
    #expect(fields.first?.figure?.unit == .sinceDose)
    #expect(fields.first?.figure?.source.words == "clinic default")
    let asking = ProtocolLibrary().protocols().filter { $0.leaving.contains("leaving-esketamine") }
    #expect(asking.map(\.name) == ["esketamine"])
  }
}
