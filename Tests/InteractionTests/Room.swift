import Interaction
import Protocols
import SampleArc
import SessionModel
import Testing

let library = ProtocolLibrary()
let shippedRules = library.rules(protocolName: "im")
let clinic = Clinic(
  vocabulary: library.vocabulary(), techniques: library.techniques(),
  questionnaires: library.questionnaires(), codes: library.codes(),
  protocols: library.protocols().map { .init(name: $0.name, title: $0.title) },
  themes: ["dusk", "ember", "paper"])

func minutes(_ count: Int64) -> Int64 { count * 60_000 }
func seconds(_ count: Int64) -> Int64 { count * 1000 }

func note(_ text: String, _ kind: NoteKind = .observed) -> Event {
  .noted(Note(kind: kind, text: text))
}

/// Plays the loop: keys and time in, effects carried out, the session fed back.
final class Room {
  var interface: Interface
  var recorder: Recorder
  var now: Now
  var ids: SampleIDs
  var records: [Record] = []
  /// Effects that a room cannot carry out itself, in order.
  var effects: [Effect] = []
  /// Folded from the records alone, to be compared with the live session.
  var replayed: Session
  /// False where comparing after every entry would cost too much.
  var isReplayed = true

  static let bootUp: Int64 = 10_000_000

  init(
    _ kind: SessionKind = .dosing, preparation: Preparation = .init(),
    rules: ClinicalRules = shippedRules, protocolName: String = "im",
    wall: Int64 = 1_790_000_000_000, before: ArcBefore = .init()
  ) {
    let empty = Session(id: "room", rules: rules, preparation: preparation, before: before)
    recorder = Recorder(session: empty, writer: "writerAA", author: "MK")
    replayed = empty
    now = Now(wall: wall, up: Room.bootUp, asleep: 0, zone: 120)
    ids = SampleIDs(seed: 3)
    interface = Interface(place: .live(Live()), clinic: clinic, theme: "dusk", author: "MK")
    let began = Began(
      client: "HF-0001", kind: kind, ordinal: 1, protocolName: kind == .dosing ? protocolName : "",
      protocolHash: "", author: "MK")
    take([recorder.begin(began, id: ids.next(), at: now)])
    var ids = self.ids
    take(recorder.beginRun(boot: "boot", version: "test", at: now) { ids.next() })
    self.ids = ids
  }

  var session: Session { recorder.session }

  var live: Live {
    get { if case .live(let live) = interface.place { live } else { Live() } }
    set { interface.place = .live(newValue) }
  }

  /// Entries that a person made, oldest first.
  var entered: [Entry] { session.entries.filter { $0.event.isEntered } }
  var events: [Event] { entered.map(\.event) }
  var text: String { live.line.text }
  var mode: Mode { interface.mode }
  var reading: LineReading { live.reading(session, at: now, by: interface.author) }
  var notice: String { live.notice?.words ?? "" }
  var isRefused: Bool { live.notice?.tone == .refused }
  var tPlus: Int64? { session.sinceFirstDose(session.moment(now))?.milliseconds }

  /// T+ at which an entry happened, milliseconds.
  func tPlus(_ entry: Entry) -> Int64? { session.sinceFirstDose(entry.happened)?.milliseconds }

  /// Milliseconds between an entry and when it was written.
  func ago(_ entry: Entry?) -> Int64? { entry?.record.ago }

  private var scene: Scene {
    get {
      Scene(session: session, now: now, freshID: ids.next(), clinic: clinic)
    }
  }

  private func take(_ fresh: [Record]) {
    records += fresh
    fresh.forEach { replayed.apply($0) }
    if isReplayed {
      #expect(replayed == session, "the replay differs after record \(records.count)")
    }
    guard case .live(var live) = interface.place else { return }
    let count = session.places.shown.count
    live.visible = max(0, count - 10)..<count
    live.keeping = Keeping(state: .kept, upTo: records.last?.s ?? 0, at: now.wall)
    interface.place = .live(live)
  }

  private func carryOut(_ wanted: [Effect]) {
    for effect in wanted {
      switch effect {
      case .record(let request):
        var ids = self.ids
        switch recorder.record(request, at: now, ids: { ids.next() }) {
        case .success(let fresh):
          self.ids = ids
          take(fresh)
        case .failure(let refusal): Issue.record("sent, but refused: \(refusal)")
        }
      case .setAuthor(let author):
        recorder.author = author
        interface.author = author
        effects.append(effect)
      case .setTheme(let theme):
        interface.theme = theme
        effects.append(effect)
      default: effects.append(effect)
      }
    }
  }
}

// MARK: - Keys and time

extension Room {
  func input(_ input: Input) {
    let scene = self.scene
    carryOut(interface.update(input, scene))
  }

  /// What the loop does where the program ends at once.
  func settle() {
    let scene = self.scene
    carryOut(interface.settle(scene))
  }

  func press(_ keys: Key...) {
    for key in keys {
      pass(40)
      input(.key(key))
    }
  }

  func control(_ letter: Character) { press(.control(letter)) }

  /// Types scalar by scalar, as a terminal hands text over.
  func type(_ text: String, every pause: Int64 = 40) {
    for scalar in text.unicodeScalars {
      pass(pause)
      input(.key(.character(Character(scalar))))
    }
  }

  /// Types a line and keeps it.
  func enter(_ text: String) {
    type(text)
    press(.enter)
  }

  func paste(_ text: String) {
    pass(40)
    input(.paste(text))
  }

  /// Time goes by; whatever comes due in it happens when it is due.
  func pass(_ milliseconds: Int64) {
    let end = now.up + milliseconds
    while let deadline = interface.nextDeadline, deadline <= end {
      now = now.advanced(by: max(0, deadline - now.up))
      let scene = self.scene
      carryOut(interface.tick(scene))
      guard let next = interface.nextDeadline, next <= deadline else { continue }
      Issue.record("a deadline that has come never goes away: the loop would spin")
      break
    }
    now = now.advanced(by: end - now.up)
  }

  /// Goes to a T+ in milliseconds.
  func go(to tPlus: Int64, from anchor: Int64) {
    #expect(anchor + tPlus >= now.wall, "the script runs backwards at \(tPlus)")
    pass(max(0, anchor + tPlus - now.wall))
  }
}
