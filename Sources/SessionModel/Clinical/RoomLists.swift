/// The words that a short form takes for people and for parts of the body, as the clinic has them.
package struct RoomLists: Sendable, Equatable {
  /// Roles that people enter in; a short form takes no other, so that prose stays prose.
  package var roles: [String]
  /// What stands before a site: "left".
  package var sides: [String]
  /// Where a dose is given: "deltoid".
  package var doseSites: [String]
  /// What a dose may be of where the line names it: "esketamine".
  package var doseDrugs: [String]
  /// Where a cannula lies: "hand".
  package var cannulaSites: [String]
  /// Parts of the body that touch names, each with every form that it is typed in.
  package var bodyParts: [[String]]
  /// What stands before a part of the body: "left", "upper".
  package var bodyPlaces: [String]
  /// What consent is asked to: "off-label use".
  package var consentItems: [String]
  /// What a client may write about until next time, in the clinic's own wording.
  package var prompts: [String]
  package var source: Source

  package init(
    roles: [String] = [], sides: [String] = [], doseSites: [String] = [],
    doseDrugs: [String] = [],
    cannulaSites: [String] = [], bodyParts: [[String]] = [],
    bodyPlaces: [String] = [], consentItems: [String] = [], prompts: [String] = [],
    source: Source = Source("")
  ) {
    self.roles = roles
    self.sides = sides
    self.doseSites = doseSites
    self.doseDrugs = doseDrugs
    self.cannulaSites = cannulaSites
    self.bodyParts = bodyParts
    self.bodyPlaces = bodyPlaces
    self.consentItems = consentItems
    self.prompts = prompts
    self.source = source
  }
}
