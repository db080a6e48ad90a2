import SessionModel

/// What happens to the client beside the treatment: adverse events, what staff give, who comes and
/// goes, touch that is asked for.
extension ShortForm {
  static let clinicalGrammar = [
    HelpRow("rass -1, aldrete 9", "a score by its number; also padss cadss cadss6 meq30 cssrs"),
    HelpRow("phq9 17, gad7 9, pcl5 40", "the same; also kset poss moaas"),
    HelpRow("booster offered 30mg why WORDS", "offered; milligrams and why may be missing"),
    HelpRow("infusion start", "also pause and stop; start goes on after a pause"),
    HelpRow("spit", "the lozenge is out, its countdown ends"),
    HelpRow("ae nausea 1", "an adverse event with its grade 1-5; then serious, related yes"),
    HelpRow("ae … action WORDS told WHO", "and outcome WORDS, by X, in any order"),
    HelpRow("ae nausea 2", "while nausea is open: it is now 2"),
    HelpRow("ae nausea end", "it has ended; outcome WORDS and told WHO may follow"),
    HelpRow("gave ondansetron 4mg po by X", "a drug given by staff; second check Y may follow"),
    HelpRow("oxygen 2l start", "litres a minute; another number changes it; oxygen stop"),
    HelpRow("cannula in left hand", "also cannula out; the site may be missing"),
    HelpRow("enter AK nurse, leave AK", "who comes into the room and who leaves it"),
    HelpRow("help arrived by X", "medical help is here; help called is key 9"),
    HelpRow("help transferred to X by Y", "taken elsewhere; to X and by Y may be missing"),
    HelpRow("touch hand yes", "asked, and the answer; touch hand no WORDS"),
    HelpRow("not with this client: box breath", "a way of grounding; preparation, dosing"),
  ]

  static let clinicalKeywords: Set<String> = [
    "ae", "gave", "oxygen", "cannula", "infusion", "spit", "enter", "leave", "touch", "help",
  ]

  static func clinicalForm(
    _ keyword: String, _ words: [String], _ session: Session
  ) -> Reading? {
    switch keyword {
    case "ae": adverse(words, session.rules.vocabulary)
    case "gave": gave(words, session.rules.vocabulary)
    case "oxygen": oxygen(words)
    case "cannula": cannula(words, session.rules.vocabulary.lists)
    case "infusion": infusion(words)
    case "spit": spit(words)
    case "enter": enter(words, session.rules.vocabulary.lists)
    case "leave": leave(words, session)
    case "touch": touch(words, TouchArea(session.rules.vocabulary.lists))
    case "help": help(words)
    default: nil
    }
  }

  /// The line that would make one of these events again.
  static func clinicalText(for event: Event) -> String? {
    switch event {
    case .adverseNoted(let adverse): text(for: adverse)
    case .medicated(let medication): text(for: medication)
    case .administered(let given): text(for: given)
    case .presenceChanged(let presence): text(for: presence)
    case .touchAsked(let touch): text(for: touch)
    case .helpChanged(let change): text(for: change)
    default: nil
    }
  }

}

// MARK: - An infusion, a lozenge

extension ShortForm {
  private static let infusionActs: [String: Administration.Act] = [
    "start": .infusionStarted, "pause": .infusionPaused, "stop": .infusionStopped,
  ]
  private static let infusionWords: Set<String> = [
    "started", "paused", "stopped", "resume", "resumed", "end", "ended", "on", "off",
  ]

  private static func infusion(_ words: [String]) -> Reading? {
    let (parts, by) = splitBy(words)
    let word = parts.first?.lowercased() ?? ""
    if parts.count == 1, let act = infusionActs[word] {
      return .form(.administered(Administration(act: act, givenBy: by)))
    }
    guard words.isEmpty || parts.count == 1 && infusionWords.contains(word) else { return nil }
    return .unfinished("an infusion has three words: infusion start, infusion pause, infusion stop")
  }

  private static func spit(_ words: [String]) -> Reading? {
    let (parts, by) = splitBy(words)
    guard parts.isEmpty else { return nil }
    return .form(.administered(Administration(act: .spat, givenBy: by)))
  }

  private static func text(for given: Administration) -> String? {
    guard isName(given.givenBy) else { return nil }
    let word = infusionActs.first { $0.value == given.act }?.key
    return joined([word.map { "infusion \($0)" } ?? "spit", tail("by", given.givenBy)])
  }
}

// MARK: - Who comes and goes

extension ShortForm {
  /// Short words that begin a sentence and name nobody.
  static let nobody: Set<String> = [
    "a", "an", "the", "my", "his", "her", "their", "our", "your", "this", "that", "some", "no",
    "him", "me", "us", "them", "it", "he", "she", "they", "we", "i", "you", "as", "with", "and",
    "in", "at", "from", "into", "to", "new", "one", "another", "every", "each", "back", "up", "way",
  ]

  /// "her sister escort", "her older sister escort": what is shorter or longer is a sentence.
  private static let ofPerson = 3...4

  /// "AK" or "M.R.": how staff are named.
  private static func isInitials(_ word: String) -> Bool {
    let letters = word.filter { $0 != "." }
    return (2...4).contains(letters.count) && letters.allSatisfy { $0.isUppercase }
  }

  private static func enter(_ words: [String], _ lists: RoomLists) -> Reading? {
    let (parts, by) = splitBy(words)
    guard let first = parts.first else { return nil }
    let role = parts.indices.dropFirst().lazy.compactMap { place in
      longest(of: lists.roles, in: parts[place...])
        .flatMap { $0.count == parts.count - place ? (place, $0.name.lowercased()) : nil }
    }.first
    guard !nobody.contains(first.lowercased()) else {
      return role == nil || !ofPerson.contains(parts.count)
        ? nil : .unfinished("who enters is a name before the role, as in: enter sister escort")
    }
    if let (place, role) = role, isName(parts[..<place]) {
      let person = parts[..<place].joined(separator: " ")
      return .form(
        .presenceChanged(
          Presence(person: person, role: role, change: .enters, notedBy: by)))
    }
    guard parts.count <= 2, isInitials(first) else { return nil }
    return .unfinished(
      "who enters has a role, as in: enter AK nurse (or therapist, doctor, observer, escort)")
  }

  /// Only who came in can leave: all else that begins so is prose. The session says so where they
  /// are gone already.
  private static func leave(_ words: [String], _ session: Session) -> Reading? {
    let (parts, by) = splitBy(words)
    guard let first = parts.first, isName(parts[...]), !nobody.contains(first.lowercased()) else {
      return nil
    }
    guard let known = known(parts.joined(separator: " "), session) else {
      guard parts.count == 1, isInitials(first) else { return nil }
      let names = session.present.map(\.person).joined(separator: ", ")
      let there = names.isEmpty ? "nobody" : names
      return .unfinished("nobody of that name is in the room; by the record: \(there)")
    }
    return .form(
      .presenceChanged(
        Presence(person: known.person, role: known.role, change: .leaves, notedBy: by)))
  }

  /// Who came in under that name; the first word of a longer name will do where it is only one's.
  private static func known(_ name: String, _ session: Session) -> Attendance? {
    if let same = session.attendance.first(where: { Person.isSame($0.person, name) }) {
      return same
    }
    let begun = session.present.filter {
      $0.person.contains(" ") && Person.isSame(String($0.person.prefix { $0 != " " }), name)
    }
    return begun.count == 1 ? begun[0] : nil
  }

  private static func text(for presence: Presence) -> String? {
    guard isName(presence.person), isName(presence.notedBy), !presence.person.isEmpty else {
      return nil
    }
    let by = tail("by", presence.notedBy)
    switch presence.change {
    case .enters:
      guard !presence.role.isEmpty else { return nil }
      return joined(["enter \(presence.person) \(presence.role)", by])
    case .leaves: return joined(["leave \(presence.person)", by])
    }
  }
}

// MARK: - Touch

extension ShortForm {
  private static func touch(_ words: [String], _ areas: TouchArea) -> Reading? {
    guard let place = words.firstIndex(where: { ["yes", "no"].contains($0.lowercased()) }) else {
      guard areas.isArea(words) else { return nil }
      return .unfinished("touch is kept with the answer: touch hand yes, or touch hand no WORDS")
    }
    let area = words[..<place].map { $0.lowercased() }
    let answer = words[place].lowercased()
    let (said, by) = splitBy(Array(words[(place + 1)...]))
    guard areas.isArea(area) else {
      return area.count == 1 && said.isEmpty && !nobody.contains(area[0])
        ? .unfinished("touch names a part of the body, as hand or left shoulder: # takes any words")
        : nil
    }
    if answer == "yes", !said.isEmpty { return nil }
    return .form(
      .touchAsked(
        TouchAsked(
          area: area.joined(separator: " "), answer: answer, words: said.joined(separator: " "),
          askedBy: by)))
  }

  private static func text(for touch: TouchAsked) -> String? {
    guard !touch.area.isEmpty,
      touch.answer == "no" || touch.answer == "yes" && touch.words.isEmpty,
      isName(touch.askedBy)
    else { return nil }
    return joined(["touch \(touch.area) \(touch.answer)", touch.words, tail("by", touch.askedBy)])
  }
}
