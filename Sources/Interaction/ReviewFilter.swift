import SessionModel

/// Which entries a review shows.
package struct ReviewFilter: Equatable, Sendable {
  package enum Kinds: String, CaseIterable, Sendable {
    case all = "all entries"
    case record = "only record"
    case process = "only process"
    case words = "client's words"
    case notes = "notes"
    case given = "doses and vitals"
    case distress = "distress and grounding"
    case safety = "safety, touch, adverse"
    case marks = "marks"
  }

  package var kinds = Kinds.all
  /// True where struck entries, and what others said before they were put right, are left out.
  package var hidesStruck = false

  package init() {}

  package var keepsAll: Bool { kinds == .all && !hidesStruck }

  /// The keys that show again what is left out.
  var keys: [String] { (kinds == .all ? [] : ["f"]) + (hidesStruck ? ["x"] : []) }

  static func wayBack(by keys: [String]) -> String {
    "\(keys.joined(separator: " and ")) \(keys.count == 1 ? "shows" : "show") more"
  }

  mutating func turn(_ distance: Int) {
    let all = Kinds.allCases
    let here = all.firstIndex(of: kinds) ?? 0
    kinds = all[(here + distance + all.count) % all.count]
  }

  func keeps(_ entry: Entry) -> Bool {
    guard !hidesStruck || !entry.isStruck else { return false }
    switch kinds {
    case .all: return true
    case .record: return entry.lane == .record
    case .process: return entry.lane == .process
    case .words: return entry.event.isClientsWords
    default: return entry.event.isOf(kinds)
    }
  }
}

extension Event {
  /// What the client said, as it was noted.
  var isClientsWords: Bool {
    switch self {
    case .noted(let note), .addendumWritten(let note): note.kind == .words
    default: false
    }
  }

  fileprivate func isOf(_ kinds: ReviewFilter.Kinds) -> Bool {
    switch self {
    case .noted(let note), .addendumWritten(let note):
      kinds == .notes || kinds == .safety && (note.kind == .safety || note.kind == .touch)
    case .dosed, .medicated, .administered, .vitalsMeasured: kinds == .given
    case .scored, .grounded: kinds == .distress
    case .adverseNoted, .touchAsked: kinds == .safety
    case .marked(let mark): kinds == .marks || kinds == .safety && mark.isAlarm
    default: false
    }
  }
}
