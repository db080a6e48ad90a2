import SessionJournal
import SessionModel

/// Finds sessions by what was typed on the command line.
struct Finding {
  let vault: Vault
  /// What came home from a rescue before anything was looked for.
  let homecomings: [Homecoming]

  /// `bringsHome`: what waits in rescue folders is copied home first, for it may be all that tells
  /// which session is open.
  init(_ surroundings: Surroundings, bringsHome: Bool = false) throws(Failure) {
    vault = try failing { () throws(JournalFault) -> Vault in
      guard try !Vault.isAbsent(at: surroundings.home) else {
        throw JournalFault.noVault(path: surroundings.home)
      }
      return try Vault.open(
        at: surroundings.home, consent: surroundings.consent, isReadOnly: !bringsHome)
    }
    homecomings = bringsHome ? vault.bringHome(from: surroundings.rescue) : []
  }

  /// The one session whose id begins so, or the newest for "last".
  func session(_ prefix: String) throws(Failure) -> String {
    try failing { () throws(JournalFault) -> String in try vault.find(prefix) }
  }

  /// What the client's preparations before a session agreed: its doses are compared with it. What
  /// cannot be read of the vault's other sessions is left out.
  func preparation(before began: Began, at wall: Int64) -> Preparation {
    guard var index = try? SessionIndex(vault) else { return Preparation() }
    index.readAll()
    return index.preparation(client: began.client, before: wall)
  }

  /// The session named, or the newest that is open.
  func openSession(_ prefix: String?) throws(Failure) -> String {
    if let prefix {
      return try session(prefix)
    }
    var index = try failing { () throws(JournalFault) -> SessionIndex in try SessionIndex(vault) }
    index.readAll()
    let open = index.items.filter(\.isOpen)
    let newest = open.filter { $0.line != nil }
      .max { ($0.line?.beganAt ?? 0) < ($1.line?.beganAt ?? 0) }
    // The list has the newest first: one that cannot be read is said, never passed over for an
    // older one. A session in which nothing was ever kept can be read, and has no line.
    for unreadable in open.prefix(while: { $0.id != newest?.id }) {
      if let fault = index.refusals[unreadable.id] {
        throw Failure(fault)
      }
    }
    guard let newest else { throw Failure.nothingOpen(vault.path) }
    return newest.id
  }
}

extension Failure {
  static func nothingOpen(_ path: String) -> Failure {
    Failure(
      "no session is open in \(path); holdfast new --client CODE begins one, "
        + "holdfast list shows the others.", code: Failure.usage)
  }
}
