import Glibc

/// What is typed and not entered: survives a crash, is never part of the journal.
package struct Draft: Equatable, Sendable {
  /// The id its entry will have.
  package var id: String
  /// Its first key: wall and boot-clock milliseconds, and the boot they belong to.
  package var at: Int64
  package var up: Int64
  package var boot: String
  /// The kind of note chosen, as the journal spells it.
  package var note: String
  /// True where Ctrl-R flipped the lane.
  package var flip: Bool
  package var text: String
  /// Parked, not in the note line.
  package var parked: Bool
  /// Milliseconds asked for with Ctrl-T.
  package var earlier: Int64
  /// True where every character is text, whatever it begins with.
  package var wordForWord: Bool
  /// The entry that the text would put right.
  package var ref: String?
  /// The entry at whose moment a late note happened.
  package var beside: String?

  package init(
    id: String, at: Int64, up: Int64, boot: String, note: String, flip: Bool, text: String,
    parked: Bool, earlier: Int64 = 0, wordForWord: Bool = false, ref: String? = nil,
    beside: String? = nil
  ) {
    self.id = id
    self.at = at
    self.up = up
    self.boot = boot
    self.note = note
    self.flip = flip
    self.text = text
    self.parked = parked
    self.earlier = earlier
    self.wordForWord = wordForWord
    self.ref = ref
    self.beside = beside
  }
}

/// The file `draft` of a session's folder, replaced whole.
enum DraftFile {
  static let name = "draft"
  static let newName = "draft.new"

  /// Where a file goes that could not be read: this and a number.
  static let unreadName = "draft.unread-"

  /// The drafts that can be read, and why where that is not all of them.
  static func read(
    _ storage: any Storage, in folder: Descriptor, path: String
  ) -> (drafts: [Draft], fault: JournalFault?) {
    let path = "\(path)/\(name)"
    let bytes: [UInt8]
    do throws(JournalFault) {
      bytes = try Folders(storage: storage).readFile(name, in: folder, path: path)
    } catch {
      if case .storage(_, StorageFault(.open, ENOENT)) = error { return ([], nil) }
      return ([], error)
    }
    let lines = bytes.split(separator: 0x0A)
    let drafts = lines.compactMap { draft(Array($0)) }
    let isWhole = drafts.count == lines.count
    return (drafts, isWhole ? nil : .storage(path: path, StorageFault(.read, EBADMSG)))
  }

  /// Gives a file that could not be read another name, so that nothing is written over it.
  static func setAside(
    with storage: any Storage, in folder: Descriptor
  ) throws(StorageFault) {
    let taken = Set(try storage.list(folder))
    guard taken.contains(name) else { return }
    var number = 1
    while taken.contains("\(unreadName)\(number)") { number += 1 }
    try storage.rename(name, to: "\(unreadName)\(number)", in: folder)
  }

  /// What a line holds, where it is a draft's.
  static func draft(_ line: [UInt8]) -> Draft? {
    (try? JSONReader.object(line)).flatMap { draft(LineReading(fields: $0)) }
  }

  private static func draft(_ line: LineReading) -> Draft? {
    guard (try? line.text("kind")) == "draft", let id = try? line.base64("id", count: 9),
      let at = try? line.date("at"), let up = try? line.integer("up", from: 0),
      let boot = try? line.text("boot"), let note = try? line.text("note"),
      let text = try? line.text("text"), let parked = line.value("parked")?.bool
    else { return nil }
    let flip = line.value("flip")?.bool ?? false
    return Draft(
      id: id, at: at, up: up, boot: boot, note: note, flip: flip, text: text, parked: parked,
      earlier: line.value("earlier")?.integer ?? 0,
      wordForWord: line.value("wordForWord")?.bool ?? false,
      ref: try? line.base64("ref", count: 9), beside: try? line.base64("beside", count: 9))
  }

  /// A draft's line without its line feed.
  static func line(_ draft: Draft) throws(LineRefusal) -> [UInt8] {
    try JSONWriter.line(
      [
        JSONField("kind", .text("draft")), JSONField("id", .text(draft.id)),
        JSONField("at", .text(DateText.write(draft.at))), JSONField("up", .integer(draft.up)),
        JSONField("boot", .text(draft.boot)), JSONField("note", .text(draft.note)),
        JSONField("flip", .bool(draft.flip)), JSONField("text", .text(draft.text)),
        JSONField("parked", .bool(draft.parked)),
        JSONField("earlier", .integer(draft.earlier)),
        JSONField("wordForWord", .bool(draft.wordForWord)),
      ] + (draft.ref.map { [JSONField("ref", .text($0))] } ?? [])
        + (draft.beside.map { [JSONField("beside", .text($0))] } ?? []))
  }

  /// No draft: no file. The removal needs no sync, for a line that came back would be known. A
  /// draft that no line can hold keeps the line it had, and fails once the others are on the disk.
  static func write(
    _ drafts: [Draft], with storage: any Storage, in folder: Descriptor, path: String
  ) throws(StorageFault) {
    guard !drafts.isEmpty else { return try remove(name, with: storage, in: folder) }
    var lines: [[UInt8]] = []
    var refused: Set<String> = []
    for draft in drafts {
      if let line = try? line(draft) {
        lines.append(line)
      } else {
        refused.insert(draft.id)
      }
    }
    if !refused.isEmpty {
      let before = (try? Folders(storage: storage).readFile(name, in: folder, path: path)) ?? []
      lines += before.split(separator: 0x0A).map(Array.init).filter {
        draft($0).map { refused.contains($0.id) } ?? false
      }
    }
    if !lines.isEmpty {
      let bytes = Array(lines.map { $0 + [0x0A] }.joined())
      try replace(name, by: newName, with: bytes, storage: storage, folder: folder)
    }
    if !refused.isEmpty { throw StorageFault(.write, EINVAL) }
  }

  static func remove(
    _ name: String, with storage: any Storage, in folder: Descriptor
  ) throws(StorageFault) {
    do throws(StorageFault) {
      try storage.unlink(name, in: folder)
    } catch {
      if error.number != 2 { throw error }
    }
  }

  /// Temporary, fdatasync, rename: whole or not at all. `makeRoom` comes right before the rename.
  static func replace(
    _ name: String, by temporary: String, with bytes: [UInt8], storage: any Storage,
    folder: Descriptor, makeRoom: () throws(StorageFault) -> Void = {}
  ) throws(StorageFault) {
    try remove(temporary, with: storage, in: folder)
    let file = try storage.open(temporary, in: folder, for: .create)
    defer { storage.close(file) }
    try storage.writeWhole(bytes, to: file)
    try storage.sync(file)
    try makeRoom()
    try storage.rename(temporary, to: name, in: folder)
  }
}

extension Storage {
  /// Writes all of `bytes`, through short writes and interruptions.
  func writeWhole(_ bytes: [UInt8], to file: Descriptor) throws(StorageFault) {
    var taken = 0
    try write(bytes, from: &taken, to: file)
  }

  /// Writes `bytes` from `taken` on; `taken` says how far it came, also where it fails.
  func write(
    _ bytes: [UInt8], from taken: inout Int, to file: Descriptor
  ) throws(StorageFault) {
    var interruptions = Interruptions()
    while taken < bytes.count {
      let start = taken
      let answer = bytes.withUnsafeBytes { raw -> Result<Int, StorageFault> in
        do throws(StorageFault) {
          return .success(
            try write(UnsafeRawBufferPointer(rebasing: raw[start...]), to: file))
        } catch {
          return .failure(error)
        }
      }
      switch answer {
      case .success(let count): taken += count
      case .failure(let fault): guard interruptions.mayPass(fault.number) else { throw fault }
      }
    }
  }
}
