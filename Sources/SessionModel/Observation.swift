/// A note in the writer's own words; never trimmed, never reformatted.
package struct Note: Equatable, Sendable {
  package var kind: NoteKind
  package var text: String
  package init(kind: NoteKind, text: String) {
    self.kind = kind
    self.text = text
  }
}

/// One key's worth of observation.
package struct Marking: Equatable, Sendable {
  /// The digit that made it, or empty where it came from the list.
  package var key: String
  /// The vocabulary's tag.
  package var tag: String
  /// The words kept with it: the vocabulary's, plus what was typed after the tag.
  package var words: String
  package init(key: String, tag: String, words: String) {
    self.key = key
    self.tag = tag
    self.words = words
  }

  /// `9` and `0` mean the same everywhere; no vocabulary file can change them.
  package static let helpCalled = Marking(
    key: "9", tag: "help called", words: "medical help called")
  package static let consentWithdrawn = Marking(
    key: "0", tag: "consent withdrawn", words: "consent withdrawn, stop")

  package var isWithdrawal: Bool { tag == Marking.consentWithdrawn.tag }
  package var isHelp: Bool { tag == Marking.helpCalled.tag }
  /// Stands in the header: a withdrawal for as long as it is not struck, a call for help until
  /// somebody came.
  package var isAlarm: Bool { isHelp || isWithdrawal }
}

/// A number on a scale.
package struct Score: Equatable, Sendable {
  /// "suds", "depth", "phq9" … as in the scales file.
  package var scale: String
  package var value: Int
  /// Item by item where the scale was asked in full.
  package var items: [Int]
  /// The answer to the question that follows the items and is not counted, in its words.
  package var closing: String
  /// Who asked, where it was not the writer.
  package var askedBy: String
  package init(
    scale: String, value: Int, items: [Int] = [], closing: String = "", askedBy: String = ""
  ) {
    self.closing = closing
    self.scale = scale
    self.value = value
    self.items = items
    self.askedBy = askedBy
  }
}

/// A checklist item answered.
package struct CheckTick: Equatable, Sendable {
  package enum Answer: String, Sendable {
    case done, notDone, notApplicable
  }
  /// The list of readings that reached a band and were acknowledged; its items are their ids.
  package static let bands = "bands"
  /// Suicidality asked outside a checklist of the protocol; its one item has the same name.
  package static let suicidality = "suicidality"

  package var list: String
  package var item: String
  package var answer: Answer
  package var words: String
  /// The item as the list words it; known from the rules of the session, never kept.
  package var itemWords = ""
  package init(list: String, item: String, answer: Answer, words: String) {
    self.list = list
    self.item = item
    self.answer = answer
    self.words = words
  }
}

/// One act in a grounding episode; every tick is an entry.
package struct GroundingStep: Equatable, Sendable {
  package enum Act: String, Sendable {
    case offered, accepted, declined, step
  }
  /// 1 for the session's first episode.
  package var episode: Int
  /// The technique's id, or "agreed" and "hers" forms: see `Technique`.
  package var technique: String
  /// How the technique was called on the screen.
  package var words: String
  package var act: Act
  /// The step ticked, where `act` is `.step`.
  package var step: String
  package init(episode: Int, technique: String, words: String, act: Act, step: String = "") {
    self.episode = episode
    self.technique = technique
    self.words = words
    self.act = act
    self.step = step
  }
}

package struct AdverseEvent: Equatable, Sendable {
  package enum Course: String, Sendable {
    case begins, ends
  }
  package enum Relation: String, CaseIterable, Sendable {
    case yes, no, unsure
  }
  /// As in the vocabulary: "nausea", "chest pain".
  package var term: String
  package var course: Course
  /// CTCAE grade 1–5; nil where it was not given or the entry ends an event.
  package var grade: Int?
  package var words: String
  /// Nil where nothing was said.
  package var isSerious: Bool?
  /// To the treatment, as the writer sees it; nil where nothing was said.
  package var related: Relation?
  package var action: String
  package var outcome: String
  /// Who was told.
  package var told: String
  /// Who noted it, where it was not the writer.
  package var notedBy: String
  /// True where an event of the name was open already: known from there, never kept.
  package var isChange = false

  package init(
    term: String, course: Course, grade: Int? = nil, words: String = "", isSerious: Bool? = nil,
    related: Relation? = nil, action: String = "", outcome: String = "", told: String = "",
    notedBy: String = ""
  ) {
    self.term = term
    self.course = course
    self.grade = grade
    self.words = words
    self.isSerious = isSerious
    self.related = related
    self.action = action
    self.outcome = outcome
    self.told = told
    self.notedBy = notedBy
  }
}

package struct Presence: Equatable, Sendable {
  package enum Change: String, Sendable {
    case enters, leaves
  }
  package var person: String
  package var role: String
  package var change: Change
  /// Who noted it, where it was not the writer.
  package var notedBy: String
  package init(person: String, role: String, change: Change, notedBy: String = "") {
    self.person = person
    self.role = role
    self.change = change
    self.notedBy = notedBy
  }
}

package struct TouchAsked: Equatable, Sendable {
  package var area: String
  /// "yes", "no", or in the words of an older entry.
  package var answer: String
  /// The client's words, where there were some.
  package var words: String
  /// Who asked, where it was not the writer.
  package var askedBy: String
  package init(area: String, answer: String, words: String = "", askedBy: String = "") {
    self.area = area
    self.answer = answer
    self.words = words
    self.askedBy = askedBy
  }
}
