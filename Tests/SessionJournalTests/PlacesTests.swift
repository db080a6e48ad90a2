import Glibc
import SessionJournal
import Testing

/// Where reading stopped: beside the record, and never in its way.
@Suite struct PlacesTests {
  private func places(_ session: String, _ time: Int64) -> SessionPlaces {
    SessionPlaces(
      session: session, last: .init(time: time, entry: "entry"),
      bookmarks: [.init(time: -5, entry: nil)])
  }

  @Test func theyComeBackAndTheNewestCounts() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    #expect(vault.places(of: "a") == nil)
    try vault.keep(places("a", 1))
    try vault.keep(places("b", 2))
    try vault.keep(places("a", 3))
    #expect(vault.places(of: "a") == places("a", 3))
    #expect(vault.places(of: "b") == places("b", 2))
    #expect(names(in: scratch.file("vault")).filter { $0.hasPrefix("places") } == ["places.json"])
  }

  @Test(arguments: ["", "{", "{\"format\":2,\"places\":[]}", "{\"format\":1,\"places\":[7,{}]}\n"])
  func aFileThatSaysSomethingElseIsNoneAndIsReplaced(_ text: String) throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    write(Array(text.utf8), to: scratch.file("vault/places.json"))
    #expect(vault.places(of: "a") == nil)
    try vault.keep(places("a", 1))
    #expect(vault.places(of: "a") == places("a", 1))
  }

  /// A file that no Holdfast wrote is not read into memory; that is said, and the next place kept.
  @Test func aFileThatIsTooLongIsSaidAndReplaced() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    try vault.keep(places("a", 1))
    #expect(vault.placesFault == nil)
    let path = scratch.file("vault/places.json")
    write(bytes(of: path).dropLast() + [UInt8](repeating: 0x20, count: 2 << 20), to: path)
    #expect(vault.places(of: "a") == nil)
    #expect(vault.placesFault == .storage(path: path, StorageFault(.read, E2BIG)))
    try vault.keep(places("a", 1))
    #expect(vault.places(of: "a") == places("a", 1))
    #expect(vault.placesFault == nil)
  }

  /// With many bookmarks in many sessions the newest sessions stay.
  @Test func theFileIsNeverWrittenTooLong() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let marks = (0..<4_000).map { SessionPlaces.Place(time: Int64($0), entry: "entry") }
    for s in 1...12 {
      try vault.keep(
        SessionPlaces(session: "\(s)", last: .init(time: 1, entry: nil), bookmarks: marks))
    }
    #expect(bytes(of: scratch.file("vault/places.json")).count < 1 << 20)
    #expect(vault.placesFault == nil)
    #expect(vault.places(of: "12")?.bookmarks == marks && vault.places(of: "10") != nil)
    #expect(vault.places(of: "1") == nil)
  }

  @Test func aLinkIsNotFollowed() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let elsewhere = scratch.file("elsewhere")
    write(Array("kept".utf8), to: elsewhere)
    run("ln -s '\(elsewhere)' '\(scratch.file("vault/places.json"))'")
    run("ln -s '\(elsewhere)' '\(scratch.file("vault/places.json.new"))'")
    #expect(vault.places(of: "a") == nil)
    try vault.keep(places("a", 1))
    #expect(bytes(of: elsewhere) == Array("kept".utf8))
    #expect(vault.places(of: "a") == places("a", 1))
  }

  @Test func aFolderInItsPlaceIsAFaultAndNothingElse() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    run("mkdir '\(scratch.file("vault/places.json.new"))'")
    let path = scratch.file("vault/places.json.new")
    #expect(throws: JournalFault.storage(path: path, StorageFault(.unlink, EISDIR))) {
      try vault.keep(places("a", 1))
    }
    #expect(vault.places(of: "a") == nil)
  }

  @Test func theSizesOfASessionsFilesGrowWithIt() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    let before = vault.sizes(of: journal.session)
    #expect(before.count == 1)
    write([1, 2, 3], to: scratch.file("vault/sessions/\(journal.session)/other"))
    #expect(vault.sizes(of: journal.session) == before)
    _ = journal.close(milliseconds: 5_000)
    #expect(vault.sizes(of: "none") == [:])
  }
}
