import SessionModel
import Testing

struct TimeTextTests {
  /// 2026-10-25 01:00 UTC: Central Europe goes from 03:00 back to 02:00.
  private let autumn: Int64 = 1_792_890_000_000

  @Test func clocksInTheirZone() {
    #expect(TimeText.clock(autumn - 1, zone: 120) == "02:59")
    #expect(TimeText.clock(autumn, zone: 60) == "02:00")
    #expect(TimeText.clockSeconds(autumn - 1, zone: 120) == "02:59:59")
    #expect(TimeText.date(autumn, zone: 60) == "2026-10-25")
    // Kathmandu and Newfoundland lie off the full hour.
    #expect(TimeText.clock(autumn, zone: 345) == "06:45")
    #expect(TimeText.clock(autumn, zone: -210) == "21:30")
    #expect(TimeText.date(autumn, zone: -210) == "2026-10-24")
  }

  @Test func beforeTheEpoch() {
    #expect(TimeText.clockSeconds(-1, zone: 0) == "23:59:59")
    #expect(TimeText.date(-1, zone: 0) == "1969-12-31")
    #expect(TimeText.clock(0, zone: -60) == "23:00")
    #expect(TimeText.date(-86_400_001, zone: 0) == "1969-12-30")
  }

  @Test(arguments: [
    (2024, 2, 29, "2024-02-29"), (2023, 3, 1, "2023-03-01"), (2000, 2, 29, "2000-02-29"),
    (2100, 3, 1, "2100-03-01"), (2026, 12, 31, "2026-12-31"), (1970, 1, 1, "1970-01-01"),
    (1900, 2, 28, "1900-02-28"),
  ])
  func datesComeBack(_ year: Int, _ month: Int, _ day: Int, _ text: String) {
    let wall = TimeText.wall(year: year, month: month, day: day, hour: 23, minute: 59, zone: 120)
    #expect(TimeText.date(wall, zone: 120) == text)
    #expect(TimeText.clock(wall, zone: 120) == "23:59")
  }

  @Test func theDayAfterLeapDays() {
    func next(_ year: Int, _ month: Int, _ day: Int) -> String {
      let wall = TimeText.wall(year: year, month: month, day: day, hour: 0, minute: 0, zone: 0)
      return TimeText.date(wall + 86_400_000, zone: 0)
    }
    #expect(next(2024, 2, 28) == "2024-02-29")
    #expect(next(2023, 2, 28) == "2023-03-01")
    #expect(next(2000, 2, 28) == "2000-02-29")
    #expect(next(2100, 2, 28) == "2100-03-01")
    #expect(next(2026, 12, 31) == "2027-01-01")
  }

  @Test func everyDayOfFourHundredYearsComesBack() {
    var wall = TimeText.wall(year: 1970, month: 1, day: 1, hour: 12, minute: 0, zone: 0)
    var last = ""
    for _ in 0..<146_097 {
      let text = TimeText.date(wall, zone: 0)
      let parts = text.split(separator: "-").compactMap { Int($0) }
      #expect(text != last)
      guard
        TimeText.wall(
          year: parts[0], month: parts[1], day: parts[2], hour: 12, minute: 0, zone: 0) == wall
      else {
        Issue.record("\(text) does not come back")
        return
      }
      last = text
      wall += 86_400_000
    }
    #expect(last == "2369-12-31")
  }

  @Test func lengths() {
    #expect(TimeText.length(0) == "0:00:00")
    #expect(TimeText.length(999) == "0:00:00")
    #expect(TimeText.length(2_900_000) == "0:48:20")
    #expect(TimeText.length(-1_440_000) == "-0:24:00")
    #expect(TimeText.length(-999) == "0:00:00")
    #expect(TimeText.length(-1_000) == "-0:00:01")
    #expect(TimeText.length(36_000_000) == "10:00:00")
    #expect(TimeText.hoursMinutes(59_999) == "0:00")
    #expect(TimeText.hoursMinutes(3_599_999) == "0:59")
    #expect(TimeText.hoursMinutes(-3_600_000) == "-1:00")
    #expect(TimeText.hoursMinutes(-59_999) == "0:00")
  }

  @Test func lengthsInWords() {
    #expect(TimeText.words(0) == "0 s")
    #expect(TimeText.words(59_999) == "59 s")
    #expect(TimeText.words(60_000) == "1 min")
    #expect(TimeText.words(3_599_999) == "59 min")
    #expect(TimeText.words(7_500_000) == "2 h 05 min")
    #expect(TimeText.words(90_000_000) == "1 d 1 h")
    #expect(TimeText.words(-60_000) == "1 min")
  }

  @Test func theDayBeginsAtLocalMidnight() {
    let midnight = TimeText.startOfDay(autumn, zone: 120)
    #expect(TimeText.clockSeconds(midnight, zone: 120) == "00:00:00")
    #expect(TimeText.date(midnight, zone: 120) == "2026-10-25")
    #expect(TimeText.startOfDay(midnight, zone: 120) == midnight)
    #expect(TimeText.startOfDay(midnight - 1, zone: 120) == midnight - 86_400_000)
    #expect(TimeText.startOfDay(-1, zone: 0) == -86_400_000)
  }
}
