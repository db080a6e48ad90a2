import Glibc

/// Where somebody stopped reading a session, and what they marked in it. No word of anybody's.
package struct SessionPlaces: Equatable, Sendable {
  package struct Place: Equatable, Sendable {
    /// Milliseconds of the session's own time.
    package var time: Int64
    /// The id of the entry that was chosen, where it happened then.
    package var entry: String?

    package init(time: Int64, entry: String?) {
      self.time = time
      self.entry = entry
    }
  }

  package var session: String
  package var last: Place
  package var bookmarks: [Place]

  package init(session: String, last: Place, bookmarks: [Place]) {
    self.session = session
    self.last = last
    self.bookmarks = bookmarks
  }
}

/// The file of places: beside the record and no part of it. Nothing is lost with it but the place.
extension Vault {
  private static let placesName = "places.json"
  private static let newPlacesName = "places.json.new"
  /// Of so many sessions, those that were read last.
  private static let mostSessions = 500

  package func places(of session: String) -> SessionPlaces? {
    allPlaces.last { $0.session == session }
  }

  /// Keeps the places of a session instead of those that were kept before. The file is replaced
  /// whole, and the disk is not waited for.
  package func keep(_ places: SessionPlaces) throws(JournalFault) {
    let path = "\(path)/\(Self.placesName)"
    var all = allPlaces.filter { $0.session != places.session }
    all.append(places)
    let fields = [
      JSONField("format", .integer(1)),
      JSONField("places", .list(all.suffix(Self.mostSessions).map(\.value))),
    ]
    guard let line = try? JSONWriter.line(fields) else { return }
    do throws(StorageFault) {
      do throws(StorageFault) {
        try storage.unlink(Self.newPlacesName, in: home)
      } catch {
        guard error.number == ENOENT else { throw error }
      }
      let file = try storage.open(Self.newPlacesName, in: home, for: .create)
      defer { storage.close(file) }
      try storage.writeWhole(line + [0x0A], to: file)
      try storage.rename(Self.newPlacesName, to: Self.placesName, in: home)
    } catch {
      throw .storage(path: path, error)
    }
  }

  /// None where the file is not there, is not this user's alone, or says something else.
  private var allPlaces: [SessionPlaces] {
    let path = "\(path)/\(Self.placesName)"
    guard
      let bytes = try? Folders(storage: storage).readFile(Self.placesName, in: home, path: path),
      let fields = try? JSONReader.object(bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes)
    else { return [] }
    let value = JSONValue.object(fields)
    guard value["format"]?.integer == 1 else { return [] }
    return (value["places"]?.list ?? []).compactMap(SessionPlaces.init)
  }

  /// The sizes of a session's files by name: tells cheaply whether another Holdfast wrote.
  package func sizes(of session: String) -> [String: Int] {
    guard let folder = try? openSession(session, path: "\(path)/sessions/\(session)") else {
      return [:]
    }
    defer { storage.close(folder) }
    let names = ((try? storage.list(folder)) ?? []).filter { JournalName($0) != nil }
    var sizes: [String: Int] = [:]
    for name in names { sizes[name] = (try? storage.status(of: name, in: folder))?.size }
    return sizes
  }
}

extension SessionPlaces {
  fileprivate init?(_ value: JSONValue) {
    guard let session = value["session"]?.text, let last = value["last"].flatMap(Place.init) else {
      return nil
    }
    self.init(
      session: session, last: last,
      bookmarks: (value["bookmarks"]?.list ?? []).compactMap(Place.init))
  }

  fileprivate var value: JSONValue {
    .object([
      JSONField("session", .text(session)), JSONField("last", last.value),
      JSONField("bookmarks", .list(bookmarks.map(\.value))),
    ])
  }
}

extension SessionPlaces.Place {
  fileprivate init?(_ value: JSONValue) {
    guard let time = value["time"]?.integer else { return nil }
    self.init(time: time, entry: value["entry"]?.text)
  }

  fileprivate var value: JSONValue {
    .object(
      [JSONField("time", .integer(time))] + (entry.map { [JSONField("entry", .text($0))] } ?? []))
  }
}
