/// What is wrong at the end of what verifies in sequence.
package enum FileState: Equatable, Sendable {
  case clean
  /// The last line is whole but for its line feed.
  case missingLineFeed
  /// Bytes behind the last line that verifies; nothing intact among them.
  case torn(length: Int)
  /// Bytes behind the last line that verifies begin with so many lines that are whole, but not as
  /// they were written. No crash does that: they may have been kept.
  case damagedLines(Int)
  /// The last line is whole, and damaged bytes stand where its line feed was. It counts; the file
  /// is continued in another.
  case damagedEnd
  /// Intact lines follow damaged bytes, or a verified line breaks the format's rules.
  case damagedInside(intactAfter: Int)
  /// No header and nothing behind it: nothing here was ever acknowledged.
  case headerTorn
  /// No header that verifies, and more behind it than a header, which nobody can verify.
  case headerLost(lines: Int)
  case newer(format: Int64, crit: [String])

  /// True where lines that were kept may stand behind the last that verifies.
  var isCorrupt: Bool {
    switch self {
    case .damagedLines, .damagedInside: true
    case .clean, .missingLineFeed, .torn, .damagedEnd, .headerTorn, .headerLost, .newer: false
    }
  }
}

/// One journal file, read once from front to back without holding what it says.
package struct FileReport: Equatable, Sendable {
  package var header: Header?
  /// A header of which one bit was turned, as it was before: it says whose the file is, and the
  /// file does not grow any more.
  package var mended: Header?
  package var state = FileState.clean
  /// Lines accepted in sequence.
  package var count: Int64 = 0
  /// Hash of the last line accepted in sequence.
  package var head = LineHash.zero
  /// Where the last line accepted in sequence ends, its line feed included.
  package var goodEnd = 0
  package var size = 0
  /// Damage that a `recovered` line accounts for.
  package var explained: [Recovered] = []
  package var refused: [RefusedLine] = []
  /// Numbers of lines that are damaged or break the format; what a crash cut off is none.
  package var gaps: [ClosedRange<Int64>] = []
  /// Lines at the end that are whole, and not as they were written: they may have been kept.
  package var damagedTail = 0
  /// Why the bytes at `goodEnd` are no line, where they have a more telling fault than damage.
  package var reason: LineRefusal?

  /// Lines that cannot be read, next to those before them where nothing lies between.
  mutating func noteGap(_ lines: ClosedRange<Int64>) {
    if let last = gaps.last, last.upperBound + 1 == lines.lowerBound {
      gaps[gaps.count - 1] = last.lowerBound...lines.upperBound
    } else {
      gaps.append(lines)
    }
  }

  /// True once something was met that is not as it was written; a last line that was cut off is
  /// none.
  var isDamaged: Bool {
    switch state {
    case .damagedLines, .damagedEnd, .damagedInside, .headerLost: true
    case .clean, .missingLineFeed, .torn, .headerTorn, .newer: !refused.isEmpty
    }
  }

  /// True where a writer may append behind a repair.
  var isAppendable: Bool {
    switch state {
    case .clean, .missingLineFeed, .torn: refused.isEmpty
    case .damagedLines, .damagedEnd, .damagedInside, .headerTorn, .headerLost, .newer: false
    }
  }
}

package struct RefusedLine: Equatable, Sendable {
  package let n: Int64
  package let offset: Int
  package let refusal: LineRefusal
}
