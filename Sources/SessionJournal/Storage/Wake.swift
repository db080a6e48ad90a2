import CStorage

/// How a thread wakes the loop: a descriptor that is readable once something was said.
package final class Wake: Sendable {
  package let descriptor: Int32

  package init() { descriptor = storage_event() }

  deinit { _ = storage_close(descriptor) }

  package func raise() { _ = storage_event_raise(descriptor) }

  package func clear() { _ = storage_event_clear(descriptor) }

  /// Waits until it is raised, at most so many milliseconds.
  package func wait(milliseconds: Int) { _ = storage_event_wait(descriptor, Int32(milliseconds)) }
}
