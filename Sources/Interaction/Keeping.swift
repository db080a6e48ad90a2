/// How far the disk has come: the interface's knowledge, not the session's.
package struct Keeping: Equatable, Sendable {
  package enum State: Equatable, Sendable {
    /// Everything entered is on the disk.
    case kept
    /// An entry is on its way, since this boot-clock reading.
    case keeping(since: Int64)
    /// An entry could not be written; it stays on the screen and in memory. Why, in plain words.
    case notKept(why: String, since: Int64)
    /// Everything is in memory only: safe from this program, not from the machine.
    case memoryOnly
  }
  package var state: State
  /// Every entry up to this `s` of this writer is on the disk.
  package var upTo: Int
  /// Wall milliseconds of the last acknowledgement.
  package var at: Int64?
  /// A standing remark about the disk ("40 MiB free on the disk"), or empty.
  package var remark: String

  package init(
    state: State = .kept, upTo: Int = 0, at: Int64? = nil, remark: String = ""
  ) {
    self.state = state
    self.upTo = upTo
    self.at = at
    self.remark = remark
  }
}
