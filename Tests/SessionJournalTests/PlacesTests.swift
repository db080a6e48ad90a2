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
    #expect(throws: JournalFault.self) { try vault.keep(places("a", 1)) }
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
