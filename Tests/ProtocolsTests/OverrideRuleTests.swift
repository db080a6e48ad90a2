import Protocols
import SessionModel
import Testing

@Suite("Overrides that could never be shown or typed are refused at their line")
struct OverrideRuleTests {
  private func fault(_ name: String, _ text: String) -> OverrideFault? {
    ProtocolLibrary.reading([OverrideFile(name: name, bytes: Array(text.utf8))]).faults.first
  }

  @Test("a red band that amber lies beyond")
  func bands() {
    func rules(_ amber: String, _ red: String) -> String {
      """
      { bands: [{ name: "adult", rules: [
      { measure: "systolic", stage: "in session", level: "amber", \(amber), source: "ours" },
      { measure: "systolic", stage: "in session", level: "red", \(red), source: "ours" },
      ] }] }
      """
    }
    let hidden = fault("vitals.json5", rules("above: 160", "above: 150"))
    #expect(hidden?.line == 3)
    #expect(hidden?.what.contains("red > 150 of systolic is reached before amber > 160") == true)
    #expect(fault("vitals.json5", rules("atLeast: 160", "above: 159")) != nil)
    #expect(fault("vitals.json5", rules("below: 90", "atMost: 95")) != nil)
    #expect(fault("vitals.json5", rules("above: 160", "above: 161")) == nil)
    #expect(fault("vitals.json5", rules("above: 160", "below: 90")) == nil)
  }

  @Test("an adverse event whose name is a word of its form", arguments: ["end", "nausea 1", "By"])
  func words(_ name: String) {
    let refused = fault("vocabulary.json5", "{ adverseEvents: [\"nausea\",\n\"\(name)\"] }")
    #expect(refused?.line == 2)
    #expect(refused?.what.contains(name) == true)
    #expect(fault("vocabulary.json5", "{ adverseEvents: [\"bend of knee\"] }") == nil)
  }

  @Test("limits are overridden whole, and held to their range")
  func limits() {
    let ours = """
      { limits: { dose: { mg: 500, source: "ours" }, waste: { mg: 2000, source: "ours" },
      amount: { highest: 3000, source: "ours" }, earlyReading: { minutes: 3, source: "ours" } } }
      """
    let (library, faults) = ProtocolLibrary.reading(
      [OverrideFile(name: "vitals.json5", bytes: Array(ours.utf8))])
    #expect(faults.isEmpty)
    #expect(library.vitals().limits.dose.value == 500)
    #expect(library.vitals().limits.earlyReading.value == 3)
    #expect(fault("vitals.json5", "{ limits: { dose: { mg: 500, source: \"ours\" } } }") != nil)
    #expect(fault("vitals.json5", ours.replacing("500", with: "0"))?.line == 1)
  }

  @Test("a field's figure needs a unit that is known and a range that runs upwards")
  func fields() {
    func list(_ field: String) -> String {
      """
      { checklists: [
      { name: "before-dosing", title: "before", source: "ours", items: [
      { id: "food", words: "food", fields: [\(field)] } ] },
      { name: "leaving", title: "leaving", source: "ours", items: [{ id: "a", words: "a" }] },
      { name: "leaving-esketamine", title: "l", source: "ours", items: [{ id: "a", words: "a" }] },
      ] }
      """
    }
    let figure = "{ name: \"hours\", unit: \"h\", lowest: 1, highest: 9, source: \"ours\" }"
    #expect(fault("checklists.json5", list(figure)) == nil)
    #expect(fault("checklists.json5", list("\"hours\"")) == nil)
    let unit = fault("checklists.json5", list(figure.replacing("\"h\"", with: "\"days\"")))
    #expect(unit?.line == 3)
    #expect(fault("checklists.json5", list(figure.replacing("9", with: "0")))?.line == 3)
  }
}
