/// `2026-11-23T10:31:07.123Z`: always UTC, always 24 bytes, 1970 to 9999.
package enum DateText {
  /// Milliseconds since 1970 of the last moment that can be written.
  package static let latest: Int64 = 253_402_300_799_999

  /// Writes `milliseconds` since 1970 UTC; a value outside the years is clamped into them.
  package static func write(_ milliseconds: Int64) -> String {
    String(decoding: bytes(milliseconds), as: UTF8.self)
  }

  static func bytes(_ milliseconds: Int64) -> [UInt8] {
    let moment = min(max(milliseconds, 0), latest)
    let (year, month, day) = civil(days: Int(moment / 86_400_000))
    let inDay = Int(moment % 86_400_000)
    var text: [UInt8] = []
    text.reserveCapacity(24)
    func put(_ value: Int, _ width: Int) {
      var divisor = 1
      for _ in 1..<width { divisor *= 10 }
      for _ in 0..<width {
        text.append(UInt8(48 + value / divisor % 10))
        divisor /= 10
      }
    }
    put(year, 4)
    text.append(45)
    put(month, 2)
    text.append(45)
    put(day, 2)
    text.append(84)
    put(inDay / 3_600_000, 2)
    text.append(58)
    put(inDay / 60_000 % 60, 2)
    text.append(58)
    put(inDay / 1000 % 60, 2)
    text.append(46)
    put(inDay % 1000, 3)
    text.append(90)
    return text
  }

  /// Milliseconds since 1970, or nil where it is not exactly this form and a real moment.
  package static func read(_ text: String) -> Int64? {
    var text = text
    return text.withUTF8 { read(UnsafeRawBufferPointer($0)) }
  }

  static func read(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count == 24, text[4] == 45, text[7] == 45, text[10] == 84, text[13] == 58,
      text[16] == 58, text[19] == 46, text[23] == 90
    else { return nil }
    func number(_ start: Int, _ width: Int) -> Int? {
      var value = 0
      for place in start..<start + width {
        let digit = text[place]
        guard digit >= 48, digit <= 57 else { return nil }
        value = value * 10 + Int(digit - 48)
      }
      return value
    }
    guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
      let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2),
      let fraction = number(20, 3), year >= 1970, (1...12).contains(month), day >= 1,
      day <= length(ofMonth: month, year: year), hour < 24, minute < 60, second < 60
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
    return Int64(seconds * 1000 + fraction)
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Counts in years that begin in March, so that the leap day is the last of its year.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }

  private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
    let fromEra = days + 719_468
    let era = fromEra / 146_097
    let dayOfEra = fromEra % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }
}

/// `+02:00`, minutes east of UTC.
package enum ZoneText {
  package static func write(_ minutes: Int) -> String {
    let size = abs(minutes)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(minutes < 0 ? "-" : "+")\(two(size / 60)):\(two(size % 60))"
  }

  package static func read(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 6, bytes[3] == 58, bytes[0] == 43 || bytes[0] == 45 else { return nil }
    let digits = [bytes[1], bytes[2], bytes[4], bytes[5]].map { Int($0) - 48 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
    guard digits[2] < 6, minutes <= 18 * 60 else { return nil }
    if bytes[0] == 45 { return minutes == 0 ? nil : -minutes }
    return minutes
  }
}
