import Interaction
import Protocols
import SessionModel
import Testing

/// Roles, parts of the body and sites are the clinic's lists; a name may have several words.
struct PeopleTests {
  private func room(_ override: String) -> Room {
    let file = OverrideFile(name: "vocabulary.json", bytes: Array(override.utf8))
    let (library, faults) = ProtocolLibrary.reading([file])
    #expect(faults.isEmpty, "\(faults)")
    var rules = shippedRules
    rules.vocabulary = library.vocabulary()
    return Room(rules: rules)
  }

  @Test func theClinicsListsReplaceTheShippedOnes() {
    let room = room(
      """
      { "roles": ["shaman", "on-call doctor"], "doseSites": ["vastus lateralis"],
        "cannulaSites": ["jugular"], "bodyParts": [["paw", "paws"]],
        "bodyPlaces": ["front"], "listsSource": "our house" }
      """)
    room.enter("enter AK shaman")
    room.enter("enter Bo on-call doctor")
    room.enter("dose 60mg im left Vastus lateralis by MK")
    room.enter("cannula in right jugular")
    room.enter("touch front paws yes")
    #expect(
      room.events.map(\.words) == [
        "AK (shaman) enters", "Bo (on-call doctor) enters",
        "ketamine 60 mg IM, left vastus lateralis, given by MK", "cannula in, right jugular",
        "front paws: asked, yes",
      ], "\(room.notice)")
    for line in ["enter MR nurse", "touch hand yes"] {
      room.enter(line)
      #expect(room.events.count == 5, "\(line)")
      room.control("u")
    }
    room.enter("cannula in left hand")
    #expect(room.events.last == note("cannula in left hand"))
    let facts = FactsList.facts(
      session: room.session,
      clinic: Clinic(vocabulary: room.session.rules.vocabulary, themes: []), filter: "our house")
    #expect(facts.map(\.words).contains("role: on-call doctor"))
  }

  @Test func theAgreementIsComparedByTheClinicsWords() {
    let room = room("{ bodyParts: [[\"paw\", \"paws\"], [\"ear\"]] }")
    let areas = TouchArea(room.session.rules.vocabulary.lists)
    #expect(areas.isNamed("paws", in: "the paw, if asked") == true)
    #expect(areas.isNamed("ear", in: "paws, not the ear") == false)
  }

  @Test(arguments: [
    ("{ roles: [\"a\", \"a\"] }", "roles"), ("{ bodyParts: [\"hand\"] }", "bodyParts"),
    ("{ bodyParts: [[\"hand\"], [\"Hand\"]] }", "bodyParts"), ("{ bodyParts: [[]] }", "bodyParts"),
    ("{ listsSource: 3 }", "listsSource"),
  ])
  func aBadListIsNamedAndTheDefaultUsed(_ text: String, _ key: String) {
    let file = OverrideFile(name: "vocabulary.json", bytes: Array(text.utf8))
    let (library, faults) = ProtocolLibrary.reading([file])
    #expect(faults.count == 1 && faults.first?.description.contains(key) == true, "\(faults)")
    #expect(library.vocabulary() == ProtocolLibrary().vocabulary())
  }

  @Test func aNameMayHaveSeveralWords() {
    let room = Room()
    room.enter("enter Anna Karlsson nurse by Bo Ek")
    room.enter("enter Dr. L. psychiatrist")
    room.enter("enter Anne-Marie observer")
    #expect(room.session.present.map(\.person) == ["Anna Karlsson", "Dr. L.", "Anne-Marie"])
    room.enter("dose 60mg im left deltoid witness Bo Ek by Anna Karlsson")
    room.enter("waste 40mg by Anna Karlsson witness Bo Ek")
    room.enter("bp 120/80 p70 by Anna Karlsson")
    #expect(
      room.events.suffix(3).map(\.words) == [
        "ketamine 60 mg IM, left deltoid, given by Anna Karlsson, witness Bo Ek",
        "waste 40 mg, by Anna Karlsson, witness Bo Ek", "120/80  p70  by Anna Karlsson",
      ])
    room.enter("leave Anna")
    #expect(room.events.last?.words == "Anna Karlsson (nurse) leaves")
    room.enter("leave Dr. L.")
    #expect(room.session.present.map(\.person) == ["Anne-Marie"])
  }

  @Test func oneFirstNameOfTwoPeopleIsNobodys() {
    let room = Room()
    room.enter("enter Anna Karlsson nurse")
    room.enter("enter Anna Ek observer")
    room.enter("leave Anna")
    #expect(room.events.last == note("leave Anna"))
    #expect(room.session.present.count == 2)
  }
}
