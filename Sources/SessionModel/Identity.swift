/// Names one entry for ever: 12 base64url characters of 9 random bytes, the same in every copy.
package struct EntryID: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// Random bytes in one.
  package static let size = 9

  private static let alphabet: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

  /// Nine bytes as text, those from `start` on. Fewer are a programming error.
  package init(bytes: [UInt8], from start: Int = 0) {
    precondition(bytes.count - start >= Self.size)
    text = String(unsafeUninitializedCapacity: 12) { characters in
      for place in 0..<3 {
        let first = start + place * 3
        let group = Int(bytes[first]) << 16 | Int(bytes[first + 1]) << 8 | Int(bytes[first + 2])
        for sextet in 0..<4 {
          let value = group >> (18 - 6 * sextet) & 63
          characters[place * 4 + sextet] = Self.alphabet.utf8Start[value]
        }
      }
      return 12
    }
  }

  package var description: String { text }
}

/// The two files a session is kept in: 45 CFR 164.501 sets psychotherapy notes apart.
package enum Lane: String, CaseIterable, Sendable {
  /// The medical record: dose, vitals, times, scores, presence, what was done.
  case record
  /// Psychotherapy notes: the client's words, personal material, the therapist's reading.
  case process

  package var other: Lane { self == .record ? .process : .record }
}

/// What a session is for.
package enum SessionKind: String, CaseIterable, Sendable {
  case preparation
  case dosing
  case integration
  case contact
}

/// The six kinds of a note, in the order of Tab.
package enum NoteKind: String, CaseIterable, Sendable {
  case observed
  case words
  case action
  case touch
  case safety
  case thought

  /// The kind in words, as it stands before the note line.
  package var label: String {
    switch self {
    case .observed: "observed"
    case .words: "client's words"
    case .action: "my action"
    case .touch: "touch, consent"
    case .safety: "safety"
    case .thought: "own thought"
    }
  }

  /// The first character of a line that chooses this kind; observed needs none.
  package var prefix: Character? {
    switch self {
    case .observed: nil
    case .words: "\""
    case .action: "+"
    case .touch: "#"
    case .safety: "!"
    case .thought: "*"
    }
  }

  /// The lane a note of this kind goes to unless Ctrl-R says otherwise.
  package var defaultLane: Lane {
    switch self {
    case .words, .thought: .process
    case .observed, .action, .touch, .safety: .record
    }
  }

  /// True where the law keeps the kind out of psychotherapy notes, so that no key can move it there
  /// (45 CFR 164.501: interventions as fact, safety, consent).
  package var forcesRecord: Bool {
    switch self {
    case .action, .touch, .safety: true
    case .observed, .words, .thought: false
    }
  }

  package var next: NoteKind { step(1) }
  package var previous: NoteKind { step(-1) }

  private func step(_ distance: Int) -> NoteKind {
    let all = NoteKind.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + distance + all.count) % all.count]
  }
}
