import CStorage
import Glibc

/// A folder where a session goes on when its own cannot be written.
package struct RescueFolder: Equatable, Sendable {
  package let path: String
  /// Gone when the machine stops: what is written there is never called kept.
  package let isMemory: Bool

  package init(path: String, isMemory: Bool = false) {
    self.path = path
    self.isMemory = isMemory
  }

  /// The places of journal.md §Writing 6, in their order.
  package static func standard(
    user: UInt32 = RealStorage().user, environment: (String) -> String?
  ) -> [RescueFolder] {
    var folders: [RescueFolder] = []
    func add(_ base: String?, _ end: String, isMemory: Bool = false) {
      guard let base, base.hasPrefix("/") else { return }
      folders.append(RescueFolder(path: base + end, isMemory: isMemory))
    }
    add(environment("HOLDFAST_RESCUE"), "")
    let state = environment("XDG_STATE_HOME") ?? environment("HOME").map { $0 + "/.local/state" }
    add(state, "/holdfast/rescue")
    add("/var/tmp", "/holdfast-\(user)")
    add(environment("XDG_RUNTIME_DIR"), "/holdfast", isMemory: true)
    return folders
  }
}

/// Goes on with a session elsewhere: every entry since the last good sync, in files that say which
/// line they continue.
package struct Rescuer: Sendable {
  private(set) var storage: any Storage
  let machine: Machine
  package let folders: [RescueFolder]
  /// In tests a memory file system may stand for a disk.
  let consent: FileSystemConsent
  /// Folders of the vault: a rescue inside them would be none.
  let vault: [FileStatus]
  let home: HomeMark

  init(
    storage: any Storage, machine: Machine, folders: [RescueFolder], consent: FileSystemConsent,
    vault: [FileStatus], home: HomeMark
  ) {
    self.storage = storage
    self.machine = machine
    self.folders = folders
    self.consent = consent
    self.vault = vault
    self.home = home
  }

  mutating func stand(behind fence: Fence) {
    storage = FencedStorage(base: storage, fence: fence)
  }

  struct Rescued {
    var writer: SessionWriter
    let folder: RescueFolder
    let hash: LineHash
  }

  /// Keeps `entry` in the rescue folder at `place`; nil where that does not work. `held` is the
  /// session's folder in a rescue that is open and locked already.
  func keep(
    _ entry: JournalEntry, in lane: FileLane, folder place: Int, holding held: Descriptor?,
    session: String, writer: String, after lines: [FileLane: Continuation], home: [FileHead],
    found: [FileHead]
  ) -> Rescued? {
    guard
      var next = try? begin(in: folders[place], holding: held, session: session, writer: writer)
    else { return nil }
    for (lane, line) in lines { next.writer.continue(lane, after: line) }
    next.writer.know(home)
    next.writer.note(found: found)
    do throws(KeepFault) {
      let hash = try next.writer.keep(entry, in: lane)
      return Rescued(writer: next.writer, folder: next.folder, hash: hash)
    } catch {
      next.writer.close()
      if next.writer.folder != held { storage.closeLocked(next.writer.folder) }
      return nil
    }
  }

  private func begin(
    in folder: RescueFolder, holding held: Descriptor?, session: String, writer: String
  ) throws(JournalFault) -> (writer: SessionWriter, folder: RescueFolder) {
    let path = "\(folder.path)/\(session)"
    let making = Folders(storage: storage)
    let parent = try making.make(folder.path)
    defer { storage.close(parent) }
    if making.lies(parent, in: vault) { throw .rescueInVault(path: folder.path) }
    try making.makeOne(session, in: parent, path: path)
    let open = try lock(making.open(session, in: parent, path: path), or: held, path: path)
    let system = try? storage.fileSystem(of: open)
    let isMemory = folder.isMemory || (system?.kind == .memory && !consent.contains(.memory))
    let place = (try? storage.status(of: open)).map {
      FolderPlace(path: path, identity: $0, vault: nil)
    }
    var next = SessionWriter(
      storage: storage, machine: machine, session: session, writer: writer, folder: open,
      path: path, place: place)
    next.marks = [Header.rescueMark, home.field]
    next.rescue = folders
    if DraftFile.read(storage, in: open, path: path).fault != nil { next.spareDraft() }
    return (next, RescueFolder(path: folder.path, isMemory: isMemory))
  }

  /// The session's folder, locked: nobody takes home what is still being written in it. `held` is
  /// kept where it is this folder.
  private func lock(
    _ folder: Descriptor, or held: Descriptor?, path: String
  ) throws(JournalFault) -> Descriptor {
    if let held, let status = try? storage.status(of: folder),
      (try? storage.status(of: held))?.isSameFile(as: status) == true
    {
      storage.close(folder)
      return held
    }
    var tries = 0
    while true {
      do throws(StorageFault) {
        try storage.lock(folder)
        return folder
      } catch {
        tries += 1
        // Another program looks what there is to bring home; that takes a moment.
        guard error.number == EWOULDBLOCK, tries < Self.tries else {
          storage.close(folder)
          throw .storage(path: path, error)
        }
        _ = storage_event_wait(-1, 20)
      }
    }
  }

  /// Of 20 milliseconds.
  private static let tries = 25
}
