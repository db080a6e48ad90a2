import CStorage
import Glibc
import Synchronization
import Testing

/// Where the thread that writes runs: beside who hands entries over.
@Suite struct WriterPlaceTests {
  /// Processors that a thread of this process may run on, as the kernel words them: "0-3".
  private static func allowed(_ thread: Int32) throws -> String {
    let file = open("/proc/self/task/\(thread)/status", O_RDONLY)
    try #require(file >= 0)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = read(file, &bytes, bytes.count)
    let lines = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix("Cpus_allowed_list:") })
    return line.split(whereSeparator: \.isWhitespace).dropFirst().joined()
  }

  /// A thread that waits until it is told to end.
  private final class Waiting: Sendable {
    let began = storage_event()
    let end = storage_event()
    let number = Mutex<Int32>(0)
  }

  @Test func aThreadIsLedToTheProcessorOfItsCaller() throws {
    let waiting = Waiting()
    var thread = pthread_t()
    let made = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let waiting = Unmanaged<Waiting>.fromOpaque(argument).takeUnretainedValue()
        waiting.number.withLock { $0 = storage_thread() }
        _ = storage_event_raise(waiting.began)
        _ = storage_event_wait(waiting.end, -1)
        return nil
      }, Unmanaged.passUnretained(waiting).toOpaque())
    try #require(made == 0)
    defer {
      _ = storage_event_raise(waiting.end)
      pthread_join(thread, nil)
    }
    try #require(storage_event_wait(waiting.began, 60_000) > 0)
    let number = waiting.number.withLock { $0 }

    let here = storage_thread_beside(number, -1)
    #expect(try Self.allowed(number) == "\(here)")
    // The caller may have been moved meanwhile: its thread follows.
    let again = storage_thread_beside(number, here)
    #expect(try Self.allowed(number) == "\(again)")
  }

  @Test func aThreadThatIsGoneIsNoMatter() {
    #expect(storage_thread_beside(Int32.max, -1) >= 0)
  }
}
