/// What a person asks the session to take in; `decide` turns it into an event or refuses it.
package struct Request: Equatable, Sendable {
  package enum Act: Equatable, Sendable {
    case record(Event)
    case strike(EntryID)
    case restore(EntryID)
    /// The entry now reads as this event.
    case putRight(EntryID, Event)
    case relane(EntryID)
    /// Marks for integration; asked again, takes the mark back.
    case carry(EntryID)
  }

  package var act: Act
  /// The id that the entry had since its first key, in the draft too.
  package var id: EntryID
  /// Milliseconds from when it happened (first key, back-dated as asked) to now.
  package var ago: Int64
  /// The lane chosen by key, or nil for the kind's own.
  package var lane: Lane?

  package init(_ act: Act, id: EntryID, ago: Int64 = 0, lane: Lane? = nil) {
    self.act = act
    self.id = id
    self.ago = ago
    self.lane = lane
  }
}

/// Why a request was not taken; carries facts, never a client's text.
package enum Refusal: Error, Equatable, Sendable {
  case outOfRange(quantity: String, typed: String, lowest: String, highest: String, unit: String)
  case notAnAmount(quantity: String, typed: String, highest: Int, unit: String)
  case diastolicNotBelowSystolic(systolic: Int, diastolic: Int)
  case notANumber(quantity: String, typed: String)
  case noteTooLong(bytes: Int, limit: Int)
  case containsNull
  case notYetCome
  case tooLongAgo(hours: Int)
  case noDoseToCountFrom
  case adverseNotOpen
  case endsBeforeItBegan(clock: String)
  case noInfusion
  case infusionIs(Infusion.State)
  case noOxygen
  case oxygenFlows(litres: String)
  case nothingHeld
  case presentAlready
  case notPresent
  case noHelpCalled
  case sealed
  case alreadySealed
  case notDosing(SessionKind)
  case dosingNotBegun
  case dosingAlreadyEnded
  case alreadyClosed
  case notClosed
  case nothingToStrike
  case nothingToRestore
  case cannotStrike
  case cannotPutRight
  case laneForced
  case notKeptYet(count: Int)
}
