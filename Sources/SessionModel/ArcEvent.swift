/// A section of the preparation, as agreed with the client.
package struct Prepared: Equatable, Sendable {
  package enum Section: String, CaseIterable, Sendable {
    case intention, history, readiness, trigger, coping, resource, mantra
    case say, avoid, touch, stop, music, support, consent, clearance, excluded, plan
    case escort
    /// Music that is not to be played.
    case noGo = "no-go"
    /// The decision whether the client is ready: "yes" or "not yet", with its reason in the list.
    case ready

    /// Personal material is psychotherapy notes; what the team acts on is record (clinical.md,
    /// "Two lanes").
    package var lane: Lane { self == .history ? .process : .record }
  }

  /// The section that a line's first words name.
  package static func section(named name: String) -> Section? {
    name == Technique.notWithClient ? .excluded : Section(rawValue: name)
  }

  /// Characters of the longest of those names.
  package static let longestName = Technique.notWithClient.count

  package var section: Section
  package var text: String
  /// The parts of a section that is a list: coping in the client's order, words; what belongs to
  /// the text elsewhere: who was present at the touch agreement, what is feared, when somebody was
  /// cleared, why the client is ready or not yet.
  package var list: [String]
  package init(section: Section, text: String = "", list: [String] = []) {
    self.section = section
    self.text = text
    self.list = list
  }
}

package struct Insight: Equatable, Sendable {
  package var text: String
  package var theme: String
  package init(text: String, theme: String) {
    self.text = text
    self.theme = theme
  }
}

/// A small action that an insight led to.
package struct ActionTask: Equatable, Sendable {
  package var text: String
  package var when: String
  package var withWhom: String
  package var isDone: Bool
  package init(text: String, when: String, withWhom: String, isDone: Bool) {
    self.text = text
    self.when = when
    self.withWhom = withWhom
    self.isDone = isDone
  }
}

package struct Followup: Equatable, Sendable {
  /// What is asked after a dosing unless the therapist says otherwise, clinic default.
  package static let names = ["24 h", "72 h", "1 week", "2 weeks", "1 month", "3 months"]

  package var name: String
  /// "2026-09-23"; empty, and not done, for one that is not wanted.
  package var dueOn: String
  package var isDone: Bool
  package init(name: String, dueOn: String, isDone: Bool) {
    self.name = name
    self.dueOn = dueOn
    self.isDone = isDone
  }
}

/// A record about another entry. The other's bytes stay; this says how to read it now.
package struct Amendment: Equatable, Sendable {
  package enum Act: Equatable, Sendable {
    /// Put right: the entry now reads as this.
    case replace(Event)
    /// More words after the old ones.
    case append(String)
    /// Struck: still readable, no longer counted.
    case retract
    /// The strike is taken back.
    case restore
    /// Kept in the wrong lane: shown as moved.
    case relane(Lane)
  }
  package var ref: EntryID
  package var act: Act
  package var why: String
  package init(ref: EntryID, act: Act, why: String = "") {
    self.ref = ref
    self.act = act
    self.why = why
  }
}
