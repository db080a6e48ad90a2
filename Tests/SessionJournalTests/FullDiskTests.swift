import Glibc
import SessionJournal
import SessionModel
import Testing

/// A real file system that is really full.
@Suite(.serialized) struct FullDiskTests {
  /// Mounts a tmpfs of so many bytes; false, and says so, where this user may not.
  private func mount(_ bytes: Int, at path: String) -> Bool {
    let options = "size=\(bytes),mode=700,uid=\(getuid())"
    if run("mkdir -p '\(path)' && mount -t tmpfs -o \(options) none '\(path)' 2>/dev/null") == 0 {
      return true
    }
    skip("this user may not mount a tmpfs", "a real full disk")
    return false
  }

  private func wait(_ what: String, until isTrue: () -> Bool) {
    let until = ContinuousClock.now.advanced(by: .seconds(60))
    while ContinuousClock.now < until {
      if isTrue() { return }
      sched_yield()
    }
    Issue.record("never came: \(what)")
  }

  @Test func aFullDiskKeepsTheTextAndGoesOnWhenThereIsRoom() throws {
    for size in stride(from: 16 * 1024, through: 64 * 1024, by: 8 * 1024) {
      let scratch = Scratch()
      let path = scratch.file("vault")
      guard mount(size, at: path) else { return }
      defer { run("umount -l '\(path)'") }
      write([UInt8](repeating: 1, count: 4_096), to: "\(path)/ballast")
      let vault = try Vault.create(at: path, author: "MK", consent: .memory)
      let journal = try vault.createSession()
      var s = 0
      // More than any of these disks holds; every entry stays in memory until it is kept.
      while s < 90 {
        s += 1
        journal.append(note(s, String(repeating: "x", count: 700 + s)))
      }
      wait("the disk is full at \(size)") {
        let keeping = journal.keeping
        return if case .notKept(.noRoom, _, _) = keeping.state { true } else { keeping.upTo == s }
      }
      let before = journal.keeping.upTo
      if before < s {
        #expect(journal.unkept.map(\.s) == Array(Int64(before + 1)...Int64(s)))
        run("mount -o remount,size=4m '\(path)'")
        journal.retry()
        wait("kept at \(size)") { journal.keeping.upTo == s }
      }
      #expect(journal.close(milliseconds: 10_000) == 0)
      let reading = try vault.read(journal.session)
      #expect(reading.entries.map(\.entry.s) == Array(1...Int64(s)))
      #expect(reading.files.map(\.report.state) == [.clean])
    }
  }

  @Test func aDiskThatTurnsReadOnlyIsLeftForTheRescue() throws {
    let scratch = Scratch()
    let path = scratch.file("vault")
    guard mount(1 << 20, at: path) else { return }
    defer { run("umount -l '\(path)'") }
    let vault = try Vault.create(at: path, author: "MK", consent: [.memory, .network])
    let rescue = [RescueFolder(path: scratch.file("rescue"))]
    let journal = try vault.createSession(rescue: rescue)
    journal.append(note(1))
    #expect(journal.flush(milliseconds: 10_000) == 0)
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(run("mount -o remount,ro '\(path)'") == 0)
    let (again, reading) = try vault.resumeSession(journal.session, rescue: rescue)
    #expect(reading.entries.count == 1)
    again.append(note(2))
    #expect(again.close(milliseconds: 10_000) == 0)
    #expect(again.keeping.rescue == rescue[0])
    run("mount -o remount,rw '\(path)'")
    #expect(vault.bringHome(from: rescue).map(\.outcome) == [.cameHome])
    #expect(try vault.read(journal.session).entries.map(\.entry.s) == [1, 2])
    #expect(try Verification().session(journal.session, in: vault).exitCode == .clean)
  }

  @Test func aProgramThatEndsDoesNotWaitForRoom() throws {
    let scratch = Scratch()
    let path = scratch.file("vault")
    guard mount(32 * 1024, at: path) else { return }
    defer { run("umount -l '\(path)'") }
    let rescue = [RescueFolder(path: scratch.file("rescue"))]
    let vault = try Vault.create(at: path, author: "MK", consent: [.memory, .network])
    let journal = try vault.createSession(rescue: rescue)
    for s in 1...90 { journal.append(note(s, String(repeating: "x", count: 700))) }
    wait("the disk is full") {
      if case .notKept(.noRoom, _, _) = journal.keeping.state { true } else { false }
    }
    #expect(journal.close(milliseconds: 5_000) == 0)
    #expect(journal.keeping.rescue == rescue[0])
    run("mount -o remount,size=4m '\(path)'")
    #expect(vault.bringHome(from: rescue).map(\.outcome) == [.cameHome])
    #expect(try vault.read(journal.session).entries.map(\.entry.s) == Array(1...90))
  }

  @Test func roomThatSomebodyMadeIsSeenWithoutAnotherEntry() throws {
    let scratch = Scratch()
    let path = scratch.file("vault")
    guard mount(1 << 20, at: path) else { return }
    defer { run("umount -l '\(path)'") }
    let vault = try Vault.create(at: path, author: "MK", consent: [.memory, .network])
    let journal = try vault.createSession()
    journal.append(note(1))
    wait("the warning") { journal.keeping.room != nil }
    run("mount -o remount,size=200m '\(path)'")
    wait("the end of the warning") { journal.keeping.room == nil }
    #expect(journal.close(milliseconds: 10_000) == 0)
  }
}
