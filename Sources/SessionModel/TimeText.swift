/// Times as people read them. All pure: the zone is part of what is given.
package enum TimeText {
  /// "14:05" of a wall time, in a zone of so many minutes east of UTC.
  package static func clock(_ wall: Int64, zone: Int) -> String {
    let minutes = floorDivide(wall, 60_000) + Int64(zone)
    let ofDay = Int(modulo(minutes, 1440))
    return "\(two(ofDay / 60)):\(two(ofDay % 60))"
  }

  /// "14:05:30".
  package static func clockSeconds(_ wall: Int64, zone: Int) -> String {
    let seconds = Int(modulo(floorDivide(wall, 1000), 60))
    return "\(clock(wall, zone: zone)):\(two(seconds))"
  }

  /// "2026-11-23".
  package static func date(_ wall: Int64, zone: Int) -> String {
    date(day: dayNumber(of: wall, zone: zone))
  }

  /// The same of a day, counted from 1970-01-01.
  static func date(day number: Int) -> String {
    let (year, month, day) = civil(days: number)
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// True for a day of the calendar as it is written here: "2026-02-29" is none.
  package static func isDate(_ text: String) -> Bool { CivilDay(text) != nil }

  /// Days since 1970-01-01 of a wall time.
  static func dayNumber(of wall: Int64, zone: Int) -> Int {
    Int(floorDivide(floorDivide(wall, 60_000) + Int64(zone), 1440))
  }

  /// "0:48:20" or "-0:24:00": hours, minutes and seconds of a length of time in milliseconds.
  package static func length(_ milliseconds: Int64) -> String {
    let seconds = floorDivide(milliseconds < 0 ? -milliseconds : milliseconds, 1000)
    let sign = milliseconds < 0 && seconds > 0 ? "-" : ""
    return "\(sign)\(seconds / 3600):\(two(Int(seconds / 60 % 60))):\(two(Int(seconds % 60)))"
  }

  /// "0:48": hours and minutes, cut, never rounded up.
  package static func hoursMinutes(_ milliseconds: Int64) -> String {
    let minutes = floorDivide(milliseconds < 0 ? -milliseconds : milliseconds, 60_000)
    let sign = milliseconds < 0 && minutes > 0 ? "-" : ""
    return "\(sign)\(minutes / 60):\(two(Int(minutes % 60)))"
  }

  /// "40 s", "11 min", "2 h 05 min": a length in words, cut to whole units.
  package static func words(_ milliseconds: Int64) -> String {
    let seconds = floorDivide(milliseconds < 0 ? -milliseconds : milliseconds, 1000)
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3600: return "\(seconds / 60) min"
    case ..<86_400: return "\(seconds / 3600) h \(two(Int(seconds / 60 % 60))) min"
    default: return "\(seconds / 86_400) d \(seconds / 3600 % 24) h"
    }
  }

  /// The same where seconds would tick: "under 1 min".
  package static func wholeMinutes(_ milliseconds: Int64) -> String {
    abs(milliseconds) < 60_000 ? "under 1 min" : words(milliseconds)
  }

  /// Wall milliseconds of the start of the local day that `wall` lies in.
  package static func startOfDay(_ wall: Int64, zone: Int) -> Int64 {
    let minutes = floorDivide(wall, 60_000) + Int64(zone)
    return (floorDivide(minutes, 1440) * 1440 - Int64(zone)) * 60_000
  }

  /// Wall milliseconds of a civil date and time in a zone.
  package static func wall(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int = 0, zone: Int
  ) -> Int64 {
    let days = Int64(dayNumber(year: year, month: month, day: day))
    let minutes = days * 1440 + Int64(hour * 60 + minute - zone)
    return minutes * 60_000 + Int64(second) * 1000
  }

  /// "1 entry", "2 entries".
  package static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }

  package static func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  /// Days since 1970-01-01 to a date of the Gregorian calendar (H. Hinnant, "chrono-Compatible
  /// Low-Level Date Algorithms").
  static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
    value >= 0 ? value / by : -((-value + by - 1) / by)
  }

  private static func modulo(_ value: Int64, _ by: Int64) -> Int64 {
    let rest = value % by
    return rest < 0 ? rest + by : rest
  }
}
