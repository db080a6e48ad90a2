/// The entries of a session in the order of the fold, in short stretches: sessions that have one in
/// common share it, so that a copy which goes on costs what is new in it and not the whole.
package struct EntryLog: RandomAccessCollection, Equatable, Sendable {
  /// All but the last are full.
  private var stretches: [[Entry]] = []
  package private(set) var endIndex = 0

  private static let bits = 7
  private static let length = 1 << bits

  package var startIndex: Int { 0 }

  package internal(set) subscript(position: Int) -> Entry {
    _read { yield stretches[position >> Self.bits][position & (Self.length - 1)] }
    _modify { yield &stretches[position >> Self.bits][position & (Self.length - 1)] }
  }

  mutating func append(_ entry: Entry) {
    if endIndex & (Self.length - 1) == 0 {
      stretches.append([])
      stretches[stretches.count - 1].reserveCapacity(Self.length)
    }
    stretches[stretches.count - 1].append(entry)
    endIndex += 1
  }

  /// How many of its stretches are the very same storage as those of another log, and how many it
  /// has: what a copy costs can be told from that.
  package func shares(with other: EntryLog) -> (same: Int, of: Int) {
    let same = zip(stretches, other.stretches).count { one, two in
      one.withUnsafeBufferPointer { here in
        two.withUnsafeBufferPointer { here.baseAddress == $0.baseAddress }
      }
    }
    return (same, stretches.count)
  }

  package func makeIterator() -> Iterator { Iterator(stretches) }

  package struct Iterator: IteratorProtocol {
    private var later: IndexingIterator<[[Entry]]>
    private var here: IndexingIterator<[Entry]>

    fileprivate init(_ stretches: [[Entry]]) {
      later = stretches.makeIterator()
      here = [].makeIterator()
    }

    package mutating func next() -> Entry? {
      while true {
        if let entry = here.next() { return entry }
        guard let stretch = later.next() else { return nil }
        here = stretch.makeIterator()
      }
    }
  }
}

/// Where each entry stands in the log. A session that is read back has the places of the whole one
/// and knows those below its own count: the table is made once, however many moments are looked at.
package struct EntryIndex: Equatable, Sendable {
  private var places: [EntryID: Int] = [:]
  package private(set) var count = 0

  package init() {}

  package subscript(id: EntryID) -> Int? {
    guard let place = places[id], place < count else { return nil }
    return place
  }

  /// The id stands at the end.
  mutating func append(_ id: EntryID) {
    if places[id] != count { places[id] = count }
    count += 1
  }

  /// The same as it was when so many entries were there.
  func limited(to count: Int) -> EntryIndex {
    var limited = self
    limited.count = Swift.min(count, self.count)
    return limited
  }

  package static func == (one: EntryIndex, other: EntryIndex) -> Bool {
    guard one.count == other.count else { return false }
    return one.known == other.known
  }

  private var known: [EntryID: Int] {
    places.count == count ? places : places.filter { $0.value < count }
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first place whose element is past the turning point; the collection is sorted by it.
  package func partitioningIndex(where isPast: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if isPast(self[middle]) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}
