import Foundation
import Testing

/// A network file system is asked about once, before there is a screen.
@Suite("Network file systems", .serialized)
struct ConsentTests {
  /// Every folder seems to be on NFS.
  private var network: [String: String?] {
    [
      "LD_PRELOAD": DiskTests.stall?.path ?? "", "STALL_MILLISECONDS": "0",
      "FILE_SYSTEM_TYPE": "6969",
    ]
  }

  @Test(
    "asked once, remembered; anything but yes makes nothing",
    .enabled(if: DiskTests.stall != nil, "needs the stalling library of the same build"))
  func asked() throws {
    let program = try HoldfastProgram()
    let refused = try program.start(HoldfastProgram.newSession, environment: network)
    try refused.wait(forText: "This is asked once. Type yes, then Enter:")
    try refused.type("no\r")
    #expect(try refused.waitForExit() == 64)
    #expect(refused.text.rows.contains { $0.contains("is on a network file system") })
    #expect(program.files.isEmpty)

    let agreed = try program.start(HoldfastProgram.newSession, environment: network)
    try agreed.wait(forText: "This is asked once. Type yes, then Enter:")
    try agreed.type("yes\r")
    try agreed.waitForLive()
    try agreed.note("kept over there")
    try agreed.leave()

    let again = try program.start(["resume"], environment: network)
    try again.waitForLive()
    #expect(!String(decoding: again.output, as: UTF8.self).contains("asked once"))
    try again.leave()
    #expect(try program.notes() == ["kept over there"])
    let script = try program.run(["verify"], environment: network)
    #expect(script.exitCode == 0, "\(script.output)\(script.errors)")
  }
}
