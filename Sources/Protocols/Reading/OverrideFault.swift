/// What is wrong with a file of the clinic's, for the screen: where, what, and what to do next.
package struct OverrideFault: Error, Sendable, Equatable, CustomStringConvertible {
  package let file: String
  /// The same with its folder.
  package let path: String
  /// From 1.
  package let line: Int
  package let what: String
  package let next: String
  /// What the program goes on with.
  private let used: String

  init(_ file: OverrideFile, fault: FileFault) {
    self.file = file.name
    path = file.path
    line = fault.line
    what = fault.reason.what
    next = fault.reason.next
    if case .secondFile(_, let first) = fault.reason {
      used = "This one is not read, \(first) is."
    } else {
      used = "The default is used."
    }
  }

  /// What is wrong and what to do, where nothing has been decided yet.
  package var sentence: String { "\(path), line \(line): \(what). \(next)." }

  /// One line: "im.json5, line 12: …; …. The default is used."
  package var description: String { "\(sentence) \(used)" }
}

extension FaultReason {
  /// What happened, without a full stop.
  var what: String { syntax ?? value ?? contradiction ?? "the file cannot be read" }

  private var syntax: String? {
    switch self {
    case .notUTF8: "the text is not plain UTF-8"
    case .unexpectedEnd(let expected): "the file ends where \(expected) should stand"
    case .unexpected(let found, let expected): "\"\(found)\" stands where \(expected) should"
    case .unfinishedText: "a text in quotes does not end on its line"
    case .badEscape: "a backslash is followed by something unknown"
    case .badNumber(let digits): "\"\(digits)\" is not a whole number"
    case .duplicateKey(let key): "\(key) stands twice in one group"
    case .tooDeep(let limit): "groups and lists stand more than \(limit) deep in each other"
    case .tooManyKeys(let limit): "a group has more than \(limit) keys"
    case .tooLong(let limit): "the file has more than \(limit) bytes"
    case .textAfterEnd: "there is text after the end of the outer group"
    default: nil
    }
  }

  private var value: String? {
    switch self {
    case .wrongKind(let key, let expected, let found): "\(key) is \(found), not \(expected)"
    case .missingKey(let key): "\(key) is missing"
    case .unknownKey(let key, _): "\(key) is not a key known here"
    case .unknownWord(let key, let found, _): "\(key) is \"\(found)\", which is not known"
    case .outOfRange(let key, let found, let lowest, let highest):
      "\(key) is \(found), outside \(lowest) to \(highest)"
    case .emptyText(let key): "\(key) is empty"
    case .controlCharacter(let key): "\(key) holds a control character"
    case .emptyList(let key): "\(key) is an empty list"
    case .unknownFile(let file): "\(file) is not a file that is known"
    case .secondFile(let stem, _): "this is a second file for \(stem)"
    case .nameNotFileName(let name, let file): "name is \"\(name)\" in the file of \(file)"
    default: nil
    }
  }

  private var contradiction: String? {
    switch self {
    case .duplicate(let key, let value): "\(key) \"\(value)\" stands twice"
    case .labelTooLong(let label, let columns, let limit):
      "label \"\(label)\" takes \(columns) columns, more than \(limit)"
    case .marksTooWide(let columns, let limit):
      "the row of marks takes \(columns) columns, more than \(limit)"
    case .markMissing(let key): "no mark has key \(key)"
    case .unknownReference(let key, let value): "\(key) names \"\(value)\", which no file has"
    case .stillUsed(let key, let value, let user): "\(key) lacks \"\(value)\", which \(user) uses"
    case .windowReversed(let key, let from, let to): "\(key) runs from \(from) back to \(to)"
    case .phasesOutOfOrder(let phase, let after): "\(phase) stands after \(after)"
    case .windowsOutOfOrder(let phase, let after): "\(phase) begins before \(after) does"
    case .cadenceOutOfOrder(let minutes): "minute \(minutes) is not later than the one before it"
    case .beforeLeavingNotLast: "something stands after \"before leaving\""
    case .stepLevelOutOfOrder(let technique):
      "\(technique) has no higher level than the technique before it"
    case .medicalHelpNotLast: "medical-help is not the last technique"
    case .oneLimitOnly(let found): "the band has \(found) edges"
    case .bandGap(let scale, let from): "the bands of \(scale) leave a gap or overlap at \(from)"
    case .bandHidden(let measure, let level, let edge, let hidden):
      "\(level) \(edge) of \(measure) is reached before \(hidden), which could never be shown"
    case .wordOfForm(let key, let value):
      "\(key) holds \"\(value)\", which a line could not tell from a grade or a word of the form"
    default: nil
    }
  }

  /// What to do about it, without a full stop.
  var next: String {
    switch self {
    case .notUTF8: "Save the file as UTF-8 without a byte order mark"
    case .unexpectedEnd, .unexpected, .textAfterEnd: "Check brackets, commas and quotes there"
    case .unfinishedText: "Close the quotes, or write \\n for a new line"
    case .badEscape: "Known are \\n \\t \\r \\\" \\' \\\\ \\/ and \\u with four digits"
    case .badNumber: "Write digits only, with a minus in front where needed"
    case .duplicateKey, .duplicate, .secondFile: "Keep one of the two"
    case .tooDeep, .tooLong, .tooManyKeys: "Start again from the shipped file"
    case .wrongKind(_, let expected, _): "Write \(expected)"
    case .missingKey(let key): "Add \(key) to the group that begins there"
    case .unknownKey(_, let known): "Known are: \(known.joined(separator: ", "))"
    case .unknownWord(_, _, let known): "Known are: \(known.joined(separator: ", "))"
    case .outOfRange: "Write a figure in that range"
    case .emptyText, .emptyList: "Fill it, or take the key out"
    case .controlCharacter: "Write it as plain words on one line"
    case .unknownFile:
      "Known are \(Shipped.fileNames.map { "\($0).json5" }.joined(separator: ", ")); "
        + "a new protocol has its file's name as name"
    case .nameNotFileName(_, let file): "Write name: \"\(file)\", or rename the file"
    case .labelTooLong, .marksTooWide: "Shorten a label"
    case .markMissing: "Give each of the keys 1 to 8 a mark"
    case .unknownReference: "Write a name that is there, or add it"
    case .stillUsed(_, let value, _): "Put \"\(value)\" back in"
    case .windowReversed: "Write the smaller figure first"
    case .phasesOutOfOrder, .windowsOutOfOrder: "Put the phases in the order in which they follow"
    case .cadenceOutOfOrder: "Write the minutes in rising order"
    case .beforeLeavingNotLast: "Put \"before leaving\" last"
    case .stepLevelOutOfOrder: "Number the levels upwards from the least intrusive"
    case .medicalHelpNotLast: "Put medical-help last"
    case .oneLimitOnly: "Write exactly one of above, atLeast, below, atMost"
    case .bandGap: "Let each band begin one above the end of the band before it"
    case .bandHidden: "Let the graver band begin beyond the milder one"
    case .wordOfForm: "Choose a name that neither begins nor ends as a form does"
    }
  }
}
