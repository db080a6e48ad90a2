/// The words for what is seen and done in the room: tags, the marks on the digits, adverse events.
package struct Vocabulary: Sendable, Equatable {
  /// The digits 1 to 8 in order; 9 (medical help) and 0 (consent withdrawn) are fixed elsewhere.
  package var marks: [Mark]
  package var tags: [Tag]
  /// Names of adverse events; a short form takes no other.
  package var adverseEvents: [String]
  package var adverseGrades: [AdverseGrade]
  /// Drugs given by staff, for completion; any other name may be typed.
  package var staffDrugs: [String]
  package var source: Source
  package var gradeSource: Source
  package var lists: RoomLists
  /// When somebody asks after a client, counted from the first dose of a session; earliest first.
  package var followups: [FollowupTime]
  package var followupSource: Source

  /// The grades and the follow-ups have the vocabulary's source unless they have their own.
  package init(
    marks: [Mark], tags: [Tag], adverseEvents: [String], adverseGrades: [AdverseGrade],
    staffDrugs: [String], source: Source, gradeSource: Source? = nil,
    lists: RoomLists = RoomLists(), followups: [FollowupTime] = [], followupSource: Source? = nil
  ) {
    self.lists = lists
    self.followups = followups
    self.followupSource = followupSource ?? source
    self.gradeSource = gradeSource ?? source
    self.marks = marks
    self.tags = tags
    self.adverseEvents = adverseEvents
    self.adverseGrades = adverseGrades
    self.staffDrugs = staffDrugs
    self.source = source
  }

  /// Before the clinic's file is read.
  package static let empty = Vocabulary(
    marks: [], tags: [], adverseEvents: [], adverseGrades: [], staffDrugs: [], source: Source(""))

  package func mark(forKey key: Int) -> Mark? { marks.first { $0.key == key } }
  package func tag(_ id: String) -> Tag? { tags.first { $0.id == id } }
  package func tags(in group: TagGroup) -> [Tag] { tags.filter { $0.group == group } }
}

/// One digit of the row of marks.
package struct Mark: Sendable, Equatable {
  /// The longest label, columns.
  package static let longestLabel = 8
  /// What the row takes beside the eight labels: their keys, spaces, `9 HELP` and `0 STOP`.
  package static let rowOverhead = 8 * 3 + "9 HELP 0 STOP".count
  /// The row must fit the smallest full screen, columns.
  package static let longestRow = 80

  /// 1 to 8.
  package let key: Int
  /// The word in the row of marks, at most eight columns: "closed".
  package let label: String
  /// The id of the tag that is kept.
  package let tag: String
  /// The words that are kept: "eyes closed".
  package let words: String

  package init(key: Int, label: String, tag: String, words: String) {
    self.key = key
    self.label = label
    self.tag = tag
    self.words = words
  }
}

/// The groups of the vocabulary, in the order of the list of marks.
package enum TagGroup: String, CaseIterable, Sendable {
  case affect = "affect"
  case speech = "speech"
  case body = "body"
  case eyes = "eyes"
  case breath = "breath"
  case state = "state"
  case setting = "setting"
  case intervention = "intervention"
  case decision = "decision"
  case presence = "presence"
}

/// The kind of entry that a tag becomes.
package enum TagKind: String, CaseIterable, Sendable {
  case observed = "observed"
  /// The client's words: process lane.
  case quote = "quote"
  case action = "action"
  case touch = "touch"
  case decision = "decision"
  case presence = "presence"
}

/// Something seen or done that has a fixed word.
package struct Tag: Sendable, Equatable {
  /// Stable in the journal: "eyes.closed".
  package let id: String
  package let group: TagGroup
  package let kind: TagKind
  /// The words that are kept: "eyes closed".
  package let words: String
  /// Words that may follow, offered and never required: "hands", "assisted".
  package let options: [String]

  package init(
    id: String, group: TagGroup, kind: TagKind, words: String, options: [String] = []
  ) {
    self.id = id
    self.group = group
    self.kind = kind
    self.words = words
    self.options = options
  }
}

/// One grade of an adverse event.
package struct AdverseGrade: Sendable, Equatable {
  /// As CTCAE has them.
  package static let range = 1...5

  package let grade: Int
  package let words: String

  package init(grade: Int, words: String) {
    self.grade = grade
    self.words = words
  }
}
