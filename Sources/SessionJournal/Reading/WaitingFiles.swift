extension SessionReading {
  /// Adds the files of this session that wait in rescue folders to be copied home; answers the
  /// folder of each by its name.
  mutating func addWaiting(of places: [RescueFolder], storage: any Storage) -> [String: String] {
    let folders = Folders(storage: storage)
    var waiting: [String: String] = [:]
    var gathered = entries + copies
    for place in places {
      guard let rescue = try? folders.open(place.path, in: nil, path: place.path) else { continue }
      defer { storage.close(rescue) }
      let path = "\(place.path)/\(id)"
      guard let folder = try? folders.open(id, in: rescue, path: path) else { continue }
      defer { storage.close(folder) }
      let reader = SessionReader(storage: storage, folder: folder, path: path, id: id)
      guard let found = try? reader.read() else { continue }
      for file in found.files {
        guard let header = file.report.header, header.owner == id,
          !files.contains(where: { $0.name == file.name })
        else { continue }
        files.append(file)
        waiting[file.name] = path
        gathered += found.lines { $0.file == header.file }
      }
      // What was typed last was written where the session went on.
      if !found.drafts.isEmpty { drafts = found.drafts }
    }
    guard !waiting.isEmpty else { return waiting }
    fold(gathered)
    let kept = Set(entries.map(\.entry.id))
    drafts.removeAll { kept.contains($0.id) }
    return waiting
  }
}
