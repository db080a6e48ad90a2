/// A day of the calendar, wherever it was: appointments are agreed by day.
package struct CivilDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  package let number: Int

  package init(number: Int) { self.number = number }

  /// The day of a wall time in a zone of so many minutes east of UTC.
  package init(of wall: Int64, zone: Int) {
    number = TimeText.dayNumber(of: wall, zone: zone)
  }

  /// "2026-09-16"; nil for anything else, a day that no calendar has included.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    number = TimeText.dayNumber(year: year, month: month, day: day)
    // 02-30 would be a day in March.
    guard self.text == text else { return nil }
  }

  package var text: String { TimeText.date(day: number) }

  package static func < (one: CivilDay, other: CivilDay) -> Bool { one.number < other.number }

  /// So many days later.
  package func later(days: Int) -> CivilDay { CivilDay(number: number + days) }

  /// The same day so many months later, or the last one of a month that is shorter.
  package func later(months: Int) -> CivilDay {
    let (year, month, day) = TimeText.civil(days: number)
    let whole = year * 12 + month - 1 + months
    let next = TimeText.dayNumber(year: (whole + 1) / 12, month: (whole + 1) % 12 + 1, day: 1)
    let first = TimeText.dayNumber(year: whole / 12, month: whole % 12 + 1, day: 1)
    return CivilDay(number: min(first + day - 1, next - 1))
  }
}
