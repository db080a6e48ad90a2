import SessionJournal
import SessionModel

/// Finds sessions by what was typed on the command line.
struct Finding {
  let vault: Vault

  init(_ surroundings: Surroundings) throws(Failure) {
    do throws(JournalFault) {
      guard try !Vault.isAbsent(at: surroundings.home) else {
        throw JournalFault.noVault(path: surroundings.home)
      }
      vault = try Vault.open(at: surroundings.home, consent: surroundings.consent)
    } catch {
      throw Failure(error)
    }
  }

  /// The one session whose id begins so, or the newest for "last".
  func session(_ prefix: String) throws(Failure) -> String {
    do throws(JournalFault) {
      return try vault.find(prefix)
    } catch {
      throw Failure(error)
    }
  }

  /// The session named, or the newest that is open.
  func openSession(_ prefix: String?) throws(Failure) -> String {
    if let prefix {
      return try session(prefix)
    }
    do throws(JournalFault) {
      var index = try SessionIndex(vault)
      index.readAll()
      let open = index.items.filter { $0.isOpen && $0.line != nil }
      guard let newest = open.max(by: { ($0.line?.beganAt ?? 0) < ($1.line?.beganAt ?? 0) }) else {
        throw Failure.nothingOpen(vault.path)
      }
      return newest.id
    } catch let fault as JournalFault {
      throw Failure(fault)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("\(error)", code: Failure.storage)
    }
  }
}

extension Failure {
  static func nothingOpen(_ path: String) -> Failure {
    Failure(
      "no session is open in \(path); holdfast new --client CODE begins one, "
        + "holdfast list shows the others.", code: Failure.usage)
  }
}
