/// The entries that the log shows, in the order in which they happened, late ones among them where
/// they belong; written order where two happened at once.
package struct Chronology: Equatable, Sendable {
  /// Positions in `Session.entries`.
  package private(set) var order: [Int] = []
  /// When each of them happened, milliseconds of the session's own time.
  package private(set) var times: [Int64] = []

  package init() {}

  package init(_ session: Session) {
    order = session.places.shown
    times = order.map { session.clock.time(of: session.entries[$0].happened) }
    guard !zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 }) else { return }
    let sorted = zip(times, order).sorted { $0 < $1 }
    times = sorted.map(\.0)
    order = sorted.map(\.1)
  }

  package var count: Int { order.count }

  /// The last place that has happened by a time; nil before the first.
  package func place(at time: Int64) -> Int? {
    let next = times.partitioningIndex { $0 > time }
    return next > 0 ? next - 1 : nil
  }

  /// The place of an entry, by its position in the session and when it happened.
  package func place(of position: Int, at time: Int64) -> Int? {
    var low = times.partitioningIndex { $0 >= time }
    let high = times.partitioningIndex { $0 > time }
    let places = low..<high
    low = order[places].partitioningIndex { $0 >= position }
    return low < high && order[low] == position ? low : nil
  }
}
