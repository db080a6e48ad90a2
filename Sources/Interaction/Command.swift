/// What may follow `:`; anything else runs nothing.
package enum Command: Equatable, Sendable {
  case endDosing(reason: String)
  case close(with: String)
  case seal(reason: String)
  case goto(String)
  case foldProcess
  case relane
  case author(String)
  case theme(String)
  case redraw
  case help
  case retry
  case leave
}
