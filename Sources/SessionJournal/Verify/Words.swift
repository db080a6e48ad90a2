import Glibc

extension JournalFault {
  package var exitCode: ExitCode {
    switch self {
    case .inUse: .inUse
    case .sessionNeedsNewer, .vaultNeedsNewer: .newer
    case .vaultFileMissing, .vaultFileDamaged, .beginningMissing: .corrupt
    case .noSession, .ambiguousSession, .noVault, .vaultExists, .networkFileSystem: .usage
    case .notOwned, .openToOthers, .isLink, .notAFolder, .notAPlainFile, .hasOtherNames,
      .memoryFileSystem, .rescueInVault, .storage:
      .storage
    }
  }

  /// What happened and to what.
  package var what: String {
    switch self {
    case .notOwned(let path, let owner): "\(path) belongs to user \(owner), not to you"
    case .openToOthers(let path, let mode):
      "\(path) is open to others (mode \(String(mode, radix: 8)))"
    case .isLink(let path): "\(path) is a link"
    case .notAFolder(let path): "\(path) is not a folder"
    case .notAPlainFile(let path): "\(path) is not a plain file"
    case .hasOtherNames(let path, let links): "\(path) has \(links) names"
    case .vaultFileMissing(let path): "\(path) is missing, and this vault was in use"
    case .vaultFileDamaged(let path): "\(path) cannot be read"
    case .vaultNeedsNewer(let path, let format): "\(path) has format \(format)"
    case .noVault(let path): "there is no vault at \(path)"
    case .vaultExists(let path): "there is a vault at \(path) already"
    case .memoryFileSystem(let path): "\(path) is kept in memory only"
    case .networkFileSystem(let path): "\(path) is on a network file system"
    case .rescueInVault(let path): "the rescue folder \(path) lies in the vault itself"
    case .noSession(let id): "there is no session \(id)"
    case .beginningMissing(let session): "the beginning of session \(session) is not there"
    case .ambiguousSession(let prefix, let count): "\(count) sessions begin with \(prefix)"
    case .inUse(let session): "session \(session) is open in another Holdfast"
    case .sessionNeedsNewer(let session, let format): "session \(session) has format \(format)"
    case .storage(let path, let fault): "\(path): \(fault.words)"
    }
  }

  /// What to do next.
  package var next: String {
    switch self {
    case .notOwned(let path, _): "Use a folder of your own, or have it given to you: chown \(path)"
    case .openToOthers(let path, _): "Close it: chmod go= '\(path)'"
    case .isLink: "Put the real folder or file in its place; links are not followed"
    case .notAFolder, .notAPlainFile: "Move it away, or choose another place with HOLDFAST_HOME"
    case .hasOtherNames: "Remove the other hard links, keeping one"
    case .vaultFileMissing, .vaultFileDamaged:
      "Restore it from a backup; the sessions are not touched"
    case .vaultNeedsNewer, .sessionNeedsNewer: "Open it with a newer Holdfast"
    case .noVault: "Start holdfast once to make it, or set HOLDFAST_HOME"
    case .vaultExists: "Open it, or choose another place with HOLDFAST_HOME"
    case .memoryFileSystem: "Choose a folder on a disk with HOLDFAST_HOME"
    case .networkFileSystem: "Choose a folder on a local disk, or agree to use this one"
    case .rescueInVault: "Choose another folder with HOLDFAST_RESCUE"
    case .noSession: "See holdfast list"
    case .beginningMissing: "Run holdfast verify, and restore what it names from a backup"
    case .ambiguousSession: "Give more characters of its id"
    case .inUse: "Go to the terminal where it is open, or leave it there first"
    case .storage(_, let fault): fault.next
    }
  }

  package var words: String { "\(what). \(next)." }
}

extension StorageFault {
  package var words: String {
    switch number {
    case ENOSPC: "the disk is full"
    case EDQUOT: "your share of the disk is used up"
    case EROFS: "the disk can only be read"
    case EIO: "the disk reported an error"
    case ENODEV, ENXIO: "the disk is gone"
    case ESTALE: "the file server lost the file"
    case EACCES, EPERM: "it is not allowed"
    case ENOENT: "it is not there"
    case EFBIG: "the file may not grow any more"
    case E2BIG: "it is longer than such a file can be"
    case EMFILE, ENFILE: "too many files are open"
    case EISDIR: "it is a folder"
    case EBADMSG: "it is damaged"
    default: "\(call.rawValue) failed: \(String(cString: strerror(number)))"
    }
  }

  package var next: String {
    switch number {
    case ENOSPC, EDQUOT: "Make room; Holdfast tries again by itself"
    case EROFS, EIO, ENODEV, ENXIO, ESTALE: "Check the disk before you go on with it"
    case EACCES, EPERM: "Check who owns the folder and its mode"
    case ENOENT: "Check the path"
    case EBADMSG: "Run holdfast verify"
    case E2BIG, EISDIR: "Move it away"
    default: "Try again; if it stays, choose another place with HOLDFAST_HOME"
    }
  }
}

extension KeepFault {
  /// For the banner, behind its "NOT KEPT": what happened and what to do next.
  package var words: String {
    switch self {
    case .noRoom(let fault), .finished(let fault): "\(fault.words). \(fault.next)."
    case .stalled: "the disk does not answer. Keep Holdfast open; check the disk."
    case .interfered(let file):
      "another program changed \(file). Keep Holdfast open; copy what is shown."
    case .moved(let folder):
      "\(folder) was moved or deleted. Keep Holdfast open; put it back."
    case .unsealable(let fault): "the seal would leave a file out: \(fault.words)"
    case .refused(let refusal):
      "\(refusal.words). Keep Holdfast open; copy what is shown."
    }
  }
}
