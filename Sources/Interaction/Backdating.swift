import SessionModel

/// A time typed before the text: `-2m `, `-90s `, `-4m30s `, `@14:05 `, `@14:05:30 `, `@T39:30 `.
enum Backdating: Equatable, Sendable {
  /// Milliseconds before the first key.
  case before(Int64)
  /// Seconds of the day, and whether they were typed.
  case clock(seconds: Int)
  /// Milliseconds after the first dose.
  case sinceDose(Int64)

  /// How far back an entry may be dated: one day, longer than any session. Milliseconds.
  static let limit: Int64 = 24 * 3_600_000

  /// How long before the session a time of the day before is still taken as meant. Milliseconds.
  static let beforeStart: Int64 = 3_600_000

  /// Splits a line into its time and the text behind it; nil where no time stands in front.
  static func split(_ line: Substring) -> (time: Backdating, rest: Substring)? {
    guard let first = line.first, first == "-" || first == "@",
      let space = line.prefix(14).firstIndex(of: " ")
    else { return nil }
    let token = line[line.index(after: line.startIndex)..<space]
    let rest = line[line.index(after: space)...]
    guard let time = first == "-" ? before(token) : at(token) else { return nil }
    return (time, rest)
  }

  private static let units: [(unit: Character, milliseconds: Int64)] = [
    ("h", 3_600_000), ("m", 60_000), ("s", 1_000),
  ]

  /// "2m", "4m30s", "1h5m": each unit once, the largest first.
  private static func before(_ token: Substring) -> Backdating? {
    var rest = token
    var milliseconds: Int64 = 0
    for (unit, length) in units {
      guard let end = rest.firstIndex(of: unit) else { continue }
      guard let number = number(rest[..<end], digits: 1...4) else { return nil }
      milliseconds += Int64(number) * length
      rest = rest[rest.index(after: end)...]
    }
    return rest.isEmpty && !token.isEmpty ? .before(milliseconds) : nil
  }

  private static func at(_ token: Substring) -> Backdating? {
    if token.first == "T" || token.first == "t" {
      let rest = token.dropFirst()
      return sinceDose(rest.first == "+" ? rest.dropFirst() : rest).map { .sinceDose($0) }
    }
    let parts = token.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = number(parts[0], digits: 1...2), hour < 24,
      let minute = number(parts[1], digits: 2...2), minute < 60,
      let second = parts.count == 3 ? number(parts[2], digits: 2...2) : 0, second < 60
    else { return nil }
    return .clock(seconds: hour * 3600 + minute * 60 + second)
  }

  /// "39:30" is minutes and seconds, "1:02:03" hours as well, "31" minutes. Milliseconds.
  static func sinceDose(_ token: Substring) -> Int64? {
    let parts = token.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { number($0, digits: 1...3) }
    guard numbers.count == parts.count, numbers.dropFirst().allSatisfy({ $0 < 60 }) else {
      return nil
    }
    switch numbers.count {
    case 1: return Int64(numbers[0]) * 60_000
    case 2: return Int64(numbers[0] * 60 + numbers[1]) * 1000
    case 3: return Int64(numbers[0] * 3600 + numbers[1] * 60 + numbers[2]) * 1000
    default: return nil
    }
  }

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  /// Milliseconds from the time meant to now, negative where it has not come; nil for a T+ without
  /// a dose. `age` is how long ago the first key came, or the entry that a late note stands beside:
  /// its times are counted from there.
  func ago(at now: Now, age: Int64, session: Session, beside: Entry? = nil) -> Int64? {
    switch self {
    case .before(let milliseconds): return milliseconds + age
    case .clock(let seconds):
      if let beside { return age + Self.back(to: seconds, from: beside, in: session) }
      let midnight = TimeText.startOfDay(now.wall, zone: now.zone)
      let meant = midnight + Int64(seconds) * 1000
      let ago = now.wall - meant
      guard ago < 0 else { return ago }
      // Shortly after midnight 23:50 means yesterday, when the session began or was about to; else
      // the time has simply not come yet.
      let yesterday = meant - Self.limit
      let start = session.start?.wall ?? now.wall
      return yesterday >= start - Self.beforeStart ? ago + Self.limit : ago
    case .sinceDose(let milliseconds):
      guard let dose = session.firstDose else { return nil }
      return session.moment(now).elapsed(since: dose).milliseconds - milliseconds
    }
  }

  /// Milliseconds from the time of day nearest to an entry, on the clock of its zone, to the entry;
  /// negative where that lies behind it. No time is meant before the session.
  private static func back(to seconds: Int, from entry: Entry, in session: Session) -> Int64 {
    let wall = entry.happened.wall
    var back = wall - TimeText.startOfDay(wall, zone: entry.zone) - Int64(seconds) * 1000
    if back < -limit / 2 { back += limit }
    if back > limit / 2 || wall - back < (session.start?.wall ?? wall) - beforeStart {
      back -= limit
    }
    return back
  }
}
