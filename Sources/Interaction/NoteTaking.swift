import SessionModel

/// A screen with a note line: the live one, and review while a note is added. What the line does is
/// the same in both and stands in extensions of this; what the screens do with it differs.
package protocol NoteTaking {
  var line: NoteLine { get set }
  /// Parked text, newest last.
  var parked: [Draft] { get set }
  var question: Question? { get set }
  var notice: Notice? { get set }
  /// Asked for with Ctrl-T on an empty line, for the next entry; milliseconds.
  var nextEarlier: Int64 { get set }
  /// Boot-clock milliseconds of the last key that touched the line.
  var lastTouched: Int64 { get set }
  var keeping: Keeping { get }

  /// Why nothing can be added to the session, or nil.
  var readOnlyBecause: String? { get }
  /// True where the words of the process lane are out of sight.
  var isProcessFolded: Bool { get }
  /// True where a letter is a letter of a note.
  var takesLetters: Bool { get }
  /// True where the line filters a panel instead of being a note.
  var isFiltering: Bool { get }
  /// What is typed and stands elsewhere than in the line: what it held before it began to filter,
  /// forms that wait.
  var heldLines: [NoteLine] { get }
  /// The line as it is kept until it is entered: a field stands in the whole of its form.
  var standingLine: NoteLine { get }
  /// How parked text comes back, in words.
  var wayBack: String { get }
  /// The entry that keys without words are about, or nil where none is chosen.
  func chosen(in session: Session) -> Entry?

  mutating func openLine(_ line: NoteLine)
  /// The line is done with: kept, parked or dropped.
  mutating func closeLine()
  /// The text has changed.
  mutating func followText()
  /// The chosen entry is dealt with.
  mutating func letGoOfEntry()
  /// Enter without words.
  mutating func enterNothing(_ scene: Scene)
  mutating func find(_ typed: String, _ scene: Scene)
  /// Runs what the line asked for; `typed` is that line.
  mutating func run(_ command: Command, of typed: NoteLine, _ scene: Scene) -> [Effect]
}

extension NoteTaking {
  mutating func say(_ words: String, _ scene: Scene) {
    notice = Notice(words: words, tone: .plain, since: scene.now.up)
  }

  /// Says where something comes from.
  mutating func cite(_ words: String, _ scene: Scene) {
    notice = Notice(words: words, tone: .source, since: scene.now.up)
  }

  mutating func refuse(_ words: String, _ scene: Scene) {
    notice = Notice(words: words, tone: .refused, since: scene.now.up)
  }

  /// True of an entry whose words are out of sight with its lane.
  func isFolded(_ entry: Entry) -> Bool { isProcessFolded && entry.lane == .process }

  /// True of such an entry, and says so: nothing brings its words to the screen.
  mutating func refusesFolded(_ entry: Entry, _ scene: Scene) -> Bool {
    guard isFolded(entry) else { return false }
    refuse("the process lane is folded: :private shows it", scene)
    return true
  }

  /// Sends a request if the session will take it; says why where it will not.
  mutating func send(_ request: Request, _ scene: Scene) -> [Effect]? {
    if let readOnlyBecause {
      refuse("nothing can be added: \(readOnlyBecause)", scene)
      return nil
    }
    switch scene.session.decide(request, at: scene.session.moment(scene.now)) {
    case .success:
      notice = nil
      return [.record(request)]
    case .failure(let refusal):
      refuse(refusal.words, scene)
      return nil
    }
  }

  /// What the line means as it stands; its preview compares `writer` with giver and witness.
  package func reading(
    _ session: Session, at now: Now, by writer: String? = nil
  ) -> LineReading {
    LineReading.read(line, session: session, at: now, by: writer)
  }
}

// MARK: - What time does by itself

extension NoteTaking {
  /// Questions and notices that lapse, text that parks itself.
  mutating func tickLine(_ scene: Scene) -> [Effect] {
    let up = scene.now.up
    var effects: [Effect] = []
    if let question, let answered = question.answeredAt, up - answered.up >= Question.answerRest {
      effects += carryOut(question.subject, scene)
    } else if let question, question.answeredAt == nil, up - question.askedAt >= Question.lapse {
      self.question = nil
    }
    notice = notice?.lapsed(at: scene.now)
    if !line.isEmpty, !isFiltering, up - lastTouched >= NoteLine.parksAfter {
      line.puttingRight == nil ? park(scene) : leavePuttingRight(scene)
    }
    return effects
  }

  /// Boot-clock readings at which `tickLine` would change something.
  var lineDeadlines: [Int64] {
    var deadlines: [Int64] = []
    if let question {
      deadlines.append(
        question.answeredAt.map { $0.up + Question.answerRest }
          ?? question.askedAt + Question.lapse)
    }
    if let notice {
      deadlines.append(notice.since + Notice.lapse)
    }
    if !line.isEmpty, !isFiltering {
      deadlines.append(lastTouched + NoteLine.parksAfter)
    }
    return deadlines
  }
}
