import Foundation

/// A file system of its own for a program's home: a tmpfs in a namespace of user and mounts, kept
/// by a process there, gone with it.
final class SmallDisk {
  private static let unshare = "/usr/bin/unshare"
  private static let nsenter = "/usr/bin/nsenter"

  private let keeper: TestTerminal
  private let mount: String
  private let entering: [String]

  /// Why there can be none here; nil where there can.
  static let unavailable: String? = {
    for tool in [unshare, nsenter] where access(tool, X_OK) != 0 { return "\(tool) is missing" }
    do {
      let trial = try Trial()
      _ = try SmallDisk(pages: 4, for: trial)
      return nil
    } catch {
      return "this user may not mount a tmpfs in a namespace of its own"
    }
  }()

  /// Mounts so many pages of 4,096 bytes over the trial's home, and starts its programs there.
  convenience init(pages: Int, for trial: Trial) throws {
    try self.init(
      "mount -t tmpfs -o size=\(pages * 4_096),mode=700 none \"$DISK\"", isUser: true, for: trial)
  }

  /// Mounts an ext4 in a file over the trial's home; only root can.
  convenience init(ext4 image: URL, for trial: Trial) throws {
    let make = "truncate -s 16M '\(image.path)' && mkfs.ext4 -q '\(image.path)'"
    try self.init(
      "\(make) && mount -o loop '\(image.path)' \"$DISK\" && chmod 700 \"$DISK\"",
      isUser: false, for: trial)
  }

  private init(_ script: String, isUser: Bool, for trial: Trial) throws {
    mount = trial.program.home.path
    try FileManager.default.createDirectory(
      atPath: mount, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    keeper = try TestTerminal(
      [
        Self.unshare, isUser ? "-rm" : "-m", "/bin/sh", "-c",
        "\(script) && echo ready && exec cat",
      ],
      environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DISK": mount])
    try keeper.wait(forText: "ready")
    entering =
      [Self.nsenter, "-m", "-t", "\(keeper.process)"]
      + (isUser ? ["-U", "--preserve-credentials"] : []) + ["--"]
    trial.wrapper = entering
    trial.home = URL(fileURLWithPath: "/proc/\(keeper.process)/root\(mount)")
  }

  /// Runs a command where the disk is; true where it went well.
  @discardableResult
  func run(_ command: String) throws -> Bool {
    let shell = try TestTerminal(
      entering + ["/bin/sh", "-c", command],
      environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DISK": mount])
    return try shell.waitForExit() == 0
  }

  func remount(_ options: String) throws -> Bool {
    try run("mount -o remount,\(options) \"$DISK\"")
  }
}
