import SessionJournal
import SessionModel
import Synchronization

/// Makes a vault of a practice that has run for years: many closed sessions, and one that is open.
struct VaultMaking {
  let path: String
  let seed: UInt64

  /// Entries in each of the closed sessions.
  var eventsOfEarlier = 12
  /// Sessions a day.
  private static let daily = 4
  private static let day: Int64 = 86_400_000
  /// Sessions that one client has.
  private static let perClient = 12

  /// The wall clock of the vault, so that its ledger tells of other days than today.
  private final class Calendar: Sendable {
    private let standing = Mutex<Int64?>(nil)

    func stand(at wall: Int64?) { standing.withLock { $0 = wall } }

    var wall: Int64 { standing.withLock { $0 } ?? Machine.real.wall() }
  }

  /// The id of the open session, the newest.
  func make(sessions: Int, events: Int) throws -> String {
    let calendar = Calendar()
    let real = Machine.real
    let machine = Machine(
      wall: { calendar.wall }, up: real.up, random: real.random, name: real.name)
    let vault = try Vault.create(
      at: path, author: "BM", storage: UnsyncedStorage(), machine: machine,
      consent: [.memory, .network])
    let today = real.wall()
    for place in 0..<(sessions - 1) {
      let back = sessions - 1 - place
      let wall =
        today - Int64(back / Self.daily + 1) * Self.day
        - Int64(back % Self.daily) * SessionMaking.length
      calendar.stand(at: wall)
      let making = SessionMaking(
        vault: vault, count: eventsOfEarlier, seed: seed &+ UInt64(place),
        began: Self.began(place),
        beginning: .at(Now(wall: wall, up: Self.day), boot: "boot of session \(place)"),
        isClosed: true)
      _ = try making.make()
    }
    calendar.stand(at: nil)
    return try SessionMaking(vault: vault, count: events, seed: seed).make()
  }

  private static func began(_ place: Int) -> Began {
    let client = String(place / perClient + 2)
    var began = SessionMaking.began
    began.client = "HF-" + String(repeating: "0", count: max(0, 4 - client.count)) + client
    began.ordinal = place % perClient + 1
    return began
  }
}
