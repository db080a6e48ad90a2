import Glibc

/// What the journal asks of a disk: every function is one system call, and fails with its number.
///
/// Two implementations: ``RealStorage``, and the simulated disk of the tests.
package protocol Storage: Sendable {
  /// Opens `name` in `folder` (`nil`: an absolute or relative path), never following a link.
  func open(
    _ name: String, in folder: Descriptor?, for access: StorageAccess
  ) throws(StorageFault) -> Descriptor
  func makeFolder(_ name: String, in folder: Descriptor?) throws(StorageFault)
  /// Writes at the end of the file; answers how many bytes were taken, perhaps fewer.
  func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(StorageFault) -> Int
  /// Reads at `offset`; answers how many bytes, 0 at the end.
  func read(
    into bytes: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(StorageFault) -> Int
  /// fdatasync: the bytes and the size are on the disk.
  func sync(_ file: Descriptor) throws(StorageFault)
  /// fsync: for folders and new files.
  func syncWhole(_ file: Descriptor) throws(StorageFault)
  /// Takes the exclusive lock or fails at once with EWOULDBLOCK.
  func lock(_ file: Descriptor) throws(StorageFault)
  func unlock(_ file: Descriptor)
  /// True where any process holds the lock; takes none.
  func isLocked(_ file: Descriptor) -> Bool
  func status(of file: Descriptor) throws(StorageFault) -> FileStatus
  /// `nil`: an absolute or relative path. A link is not followed.
  func status(of name: String, in folder: Descriptor?) throws(StorageFault) -> FileStatus
  func rename(_ name: String, to newName: String, in folder: Descriptor) throws(StorageFault)
  func unlink(_ name: String, in folder: Descriptor) throws(StorageFault)
  /// Names in the folder without `.` and `..`, in no order.
  func list(_ folder: Descriptor) throws(StorageFault) -> [String]
  func fileSystem(of file: Descriptor) throws(StorageFault) -> FileSystem
  /// Forgets clean cached pages, so that the next read comes from the disk.
  func dropCache(_ file: Descriptor)
  func close(_ file: Descriptor)
  /// The user whose files these have to be.
  var user: UInt32 { get }
}

extension Storage {
  /// Gives the lock back by name: a process that was forked a moment ago holds a copy of the
  /// descriptor until it has begun its program, and closing alone would leave the lock with it.
  func closeLocked(_ file: Descriptor) {
    unlock(file)
    close(file)
  }
}

/// An open file or folder.
package struct Descriptor: Sendable, Hashable {
  package let number: Int32
  package init(_ number: Int32) { self.number = number }
}

package enum StorageAccess: Int32, Sendable {
  case read = 0
  case append = 1
  case create = 2
  case folder = 3
  /// A folder above the vault, where a link is the administrator's own affair.
  case folderThroughLinks = 4
}

/// The system call that failed.
package enum StorageCall: String, Sendable {
  case open, create, makeFolder, write, read, sync, syncFolder, lock, status, rename, unlink, list
  case fileSystem
}

/// A system call that failed, with the number the kernel gave.
package struct StorageFault: Error, Equatable, Sendable {
  package let call: StorageCall
  package let number: Int32

  package init(_ call: StorageCall, _ number: Int32) {
    self.call = call
    self.number = number
  }
}

/// Counts calls that a signal interrupted: each is made again, but a disk that says nothing else is
/// broken, and is not asked for ever.
struct Interruptions {
  private static let patience = 100
  private var count = 0

  /// True where the call is to be made again.
  mutating func mayPass(_ number: Int32) -> Bool {
    guard number == EINTR, count < Self.patience else { return false }
    count += 1
    return true
  }
}

/// What the file system says of a file.
package struct FileStatus: Equatable, Sendable {
  package enum Kind: Sendable { case file, folder, link, other }

  package var device: UInt64
  package var inode: UInt64
  package var size: Int
  package var kind: Kind
  /// Permission bits only.
  package var mode: UInt32
  package var owner: UInt32
  package var links: UInt64
  /// Nanoseconds since 1970 UTC of the last write.
  package var modified: Int64

  package init(
    device: UInt64, inode: UInt64, size: Int, kind: Kind, mode: UInt32, owner: UInt32,
    links: UInt64, modified: Int64 = 0
  ) {
    self.device = device
    self.inode = inode
    self.size = size
    self.kind = kind
    self.mode = mode
    self.owner = owner
    self.links = links
    self.modified = modified
  }

  func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && inode == other.inode
  }
}

/// Where a folder lives: what kind of file system, how much room.
package struct FileSystem: Equatable, Sendable {
  package enum Kind: Sendable { case local, network, memory }

  package var kind: Kind
  /// Bytes free to this user.
  package var free: Int

  package init(kind: Kind, free: Int) {
    self.kind = kind
    self.free = free
  }
}
