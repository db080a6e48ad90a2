import Interaction
import SampleArc
import SessionModel

/// Drives the screens around a live session: first run, home, the form, review.
final class House {
  var interface: Interface
  var session: Session
  var recorder: Recorder
  var now = Now(wall: 1_790_000_000_000, up: 10_000_000, asleep: 0, zone: 120)
  var ids = SampleIDs(seed: 9)
  var effects: [Effect] = []

  init(_ place: Interface.Place, session: Session = Session(id: "none", rules: shippedRules)) {
    interface = Interface(place: place, clinic: clinic, theme: "dusk", author: "MK")
    self.session = session
    recorder = Recorder(session: session, writer: "writerAA", author: "MK")
  }

  func press(_ keys: Key...) {
    for key in keys {
      input(.key(key))
    }
  }

  func type(_ text: String) {
    for scalar in text.unicodeScalars {
      input(.key(.character(Character(scalar))))
    }
  }

  func input(_ input: Input) {
    now = now.advanced(by: 40)
    let scene = Scene(session: session, now: now, freshID: ids.next(), clinic: clinic)
    carryOut(interface.update(input, scene))
  }

  func pass(_ milliseconds: Int64) {
    now = now.advanced(by: milliseconds)
    let scene = Scene(session: session, now: now, freshID: ids.next(), clinic: clinic)
    carryOut(interface.tick(scene))
  }

  /// How often a review asked for the lock, and whether it gets it.
  var claims = 0
  var isInUse = false

  private func claim() {
    claims += 1
    guard case .review(var review) = interface.place else { return }
    if isInUse {
      review.refuseOpening(at: now)
      review.notice = Notice(words: "in use", tone: .refused, since: now.up)
    } else {
      review.isClaimed = true
    }
    interface.place = .review(review)
  }

  private func carryOut(_ wanted: [Effect]) {
    for effect in wanted {
      if effect == .claim {
        claim()
        continue
      }
      guard case .record(let request) = effect else {
        effects.append(effect)
        continue
      }
      var ids = self.ids
      _ = recorder.record(request, at: now) { ids.next() }
      self.ids = ids
      session = recorder.session
    }
  }
}
