/// What a key asks for, named for what happens and not for the key.
package enum Action: Hashable, Sendable {
  // The line.
  case type(Character)
  case backspace, delete
  case left, right, wordLeft, wordRight, lineStart, lineEnd
  case killToStart, killToEnd, killWord
  case enter
  case escape
  case nextKind, previousKind, flipLane, earlier

  // The log and lists.
  case up, down, pageUp, pageDown, toEnd, toStart

  // Panels and lines of another meaning.
  case openMarks, openHelp, showSource, openGrounding, openPreparation
  case beginCommand, beginFind

  // The session.
  case offerPhase, carry, whenKept, showVersions, strike, restore, leave, explainLeaving

  // Grounding.
  case accepted, declined, tickStep

  // Checklists, questionnaires, small forms, readings in a band.
  case tickDone, tickNotDone, tickNotApplicable
  case itemBack, itemOn
  case makeNote, acknowledge

  // Sections of a preparation, moments of a talk.
  case leftOfRow, rightOfRow

  // Lists and forms.
  case newSession, openArc, openFind, filter, complete, nextField, previousField

  // Review.
  case nextEntry, previousEntry, nextPhase, previousPhase, nextFound, previousFound
  case minuteBack, minuteOn, tenth(Int)
  case nextMark, previousMark, nextDose, previousDose, nextWords, previousWords
  case nextDistress, previousDistress, highestDistress
  case bookmark, nextBookmark, jumpBack, jumpOn, measure
  case playPause, slower, faster, normalSpeed, skipSilence
  case nextKinds, previousKinds, hideStruck
  case openOverview, compare, printOverview
  case lateNote, putRight, goBack
}
