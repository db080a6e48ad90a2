import Glibc

/// A thread of the system, without Foundation.
package enum Thread {
  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// What a fault raises on the thread that made it: were these blocked, the kernel would end the
  /// process past the handler that gives the terminal back.
  private static let faults = [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE]
  /// Bytes; the handler makes a few plain calls.
  private static let spareStack = 64 * 1024

  /// Runs `body` on a thread that nobody waits for. Signals stay with the main thread, but for the
  /// thread's own faults.
  package static func start(_ body: @escaping @Sendable () -> Void) {
    let start = Unmanaged.passRetained(Start(body))
    var thread = pthread_t()
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    for fault in faults { sigdelset(&all, fault) }
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let failed = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Thread.run(argument) }
        return nil
      }, start.toOpaque())
    precondition(failed == 0, "the system gave no thread")
    pthread_detach(thread)
  }

  /// A handler of faults needs a stack of its own where the thread's is used up; each thread has to
  /// bring one.
  private static func run(_ argument: UnsafeMutableRawPointer) {
    let room = UnsafeMutableRawPointer.allocate(byteCount: spareStack, alignment: 16)
    var spare = stack_t()
    spare.ss_sp = room
    spare.ss_size = spareStack
    sigaltstack(&spare, nil)
    Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
    spare.ss_flags = Int32(SS_DISABLE)
    sigaltstack(&spare, nil)
    room.deallocate()
  }
}
