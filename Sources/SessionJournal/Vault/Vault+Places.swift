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
  /// Bytes: many times what so many sessions take. A longer file is none that Holdfast wrote.
  private static let mostBytes = 1 << 20

  package func places(of session: String) -> SessionPlaces? {
    (try? allPlaces())?.last { $0.session == session }
  }

  /// Why no place is known although there is a file of places; nil where there is none, or it can
  /// be read.
  package var placesFault: JournalFault? {
    do throws(JournalFault) {
      _ = try allPlaces()
      return nil
    } catch {
      return error
    }
  }

  /// Keeps the places of a session instead of those that were kept before. The file is replaced
  /// whole, and the disk is not waited for.
  package func keep(_ places: SessionPlaces) throws(JournalFault) {
    let path = "\(path)/\(Self.newPlacesName)"
    var all = ((try? allPlaces()) ?? []).filter { $0.session != places.session }
    all.append(places)
    guard let line = Self.line(all.suffix(Self.mostSessions)) else { return }
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

  /// Of the places of sessions as many as the file may hold, those that were read last.
  private static func line(_ places: ArraySlice<SessionPlaces>) -> [UInt8]? {
    let line = try? JSONWriter.line([
      JSONField("format", .integer(1)), JSONField("places", .list(places.map(\.value))),
    ])
    guard let line, line.count >= mostBytes, places.count > 1 else { return line }
    return Self.line(places.dropFirst(places.count / 8 + 1))
  }

  /// None where the file is not there. One that is not this user's alone, or says something else,
  /// is refused.
  private func allPlaces() throws(JournalFault) -> [SessionPlaces] {
    let path = "\(path)/\(Self.placesName)"
    let bytes: [UInt8]
    do throws(JournalFault) {
      bytes = try Folders(storage: storage).readFile(
        Self.placesName, in: home, path: path, most: Self.mostBytes)
    } catch {
      if case .storage(_, StorageFault(.open, ENOENT)) = error { return [] }
      throw error
    }
    guard
      let fields = try? JSONReader.object(bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes),
      JSONValue.object(fields)["format"]?.integer == 1
    else { throw .storage(path: path, StorageFault(.read, EBADMSG)) }
    return (JSONValue.object(fields)["places"]?.list ?? []).compactMap(SessionPlaces.init)
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
