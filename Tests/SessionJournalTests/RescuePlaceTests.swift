import Glibc
import SessionJournal
import SessionModel
import Testing

/// The four places of a rescue, in their order.
@Suite struct RescuePlaceTests {
  private func places(_ variables: [String: String]) -> [RescueFolder] {
    RescueFolder.standard(user: 7) { variables[$0] }
  }

  @Test func theEnvironmentNamesThem() {
    var variables = [
      "HOLDFAST_RESCUE": "/own", "XDG_STATE_HOME": "/state", "HOME": "/home/mk",
      "XDG_RUNTIME_DIR": "/run/user/7",
    ]
    let others = [
      RescueFolder(path: "/var/tmp/holdfast-7"),
      RescueFolder(path: "/run/user/7/holdfast", isMemory: true),
    ]
    let state = RescueFolder(path: "/state/holdfast/rescue")
    #expect(places(variables) == [RescueFolder(path: "/own"), state] + others)
    variables["HOLDFAST_RESCUE"] = "relative"
    #expect(places(variables) == [state] + others)
    variables["XDG_STATE_HOME"] = nil
    #expect(
      places(variables)
        == [RescueFolder(path: "/home/mk/.local/state/holdfast/rescue")] + others)
    #expect(places([:]) == [others[0]])
  }

  @Test(arguments: 0..<4)
  func theFirstThatWorksIsTaken(_ blocked: Int) throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let rescue = (0..<4).map {
      RescueFolder(path: scratch.file("place\($0)"), isMemory: $0 == 3)
    }
    for place in rescue.prefix(blocked) { write([], to: place.path) }
    let journal = try vault.createSession(rescue: rescue)
    journal.append(note(1))
    #expect(journal.flush(milliseconds: 10_000) == 0)
    let home = scratch.file("vault/sessions/\(journal.session)")
    run("echo x >> '\(home)/\(names(in: home)[0])'")
    journal.append(note(2))
    wait(for: "the rescue") { journal.keeping.rescue != nil }
    #expect(journal.keeping.rescue == rescue[blocked])
    let isMemory = blocked == 3
    wait(for: "its state") { journal.keeping.state == (isMemory ? .memoryOnly : .kept) }
    #expect(journal.keeping.upTo == (isMemory ? 1 : 2))
    #expect(journal.close(milliseconds: 10_000) == (isMemory ? 1 : 0))
  }
}
