import SessionModel

/// The few words the scripts are written in.
extension SampleArc {
  package static func seconds(_ count: Int64) -> Int64 { count * 1000 }
  package static func minutes(_ count: Int64) -> Int64 { count * 60_000 }

  /// Wall milliseconds of a time in September 2026, in the arc's zone.
  static func september(_ day: Int, _ hour: Int, _ minute: Int) -> Int64 {
    TimeText.wall(year: 2026, month: 9, day: day, hour: hour, minute: minute, zone: zone)
  }

  /// "48:10" or "-6:30": minutes and seconds from the anchor, in milliseconds.
  static func offset(_ text: StaticString) -> Int64 {
    let isNegative = text.description.hasPrefix("-")
    let parts = text.description.drop { $0 == "-" }.split(separator: ":").compactMap { Int64($0) }
    precondition(parts.count == 2)
    let length = minutes(parts[0]) + seconds(parts[1])
    return isNegative ? -length : length
  }

  static func at(
    _ time: StaticString, _ event: Event, lane: Lane? = nil, name: String = ""
  ) -> SampleEntry {
    SampleEntry(at: offset(time), act: .record(event), lane: lane, name: name)
  }

  /// An entry written at a time of something that had happened earlier.
  static func late(
    _ time: StaticString, happened: StaticString, _ event: Event
  ) -> SampleEntry {
    SampleEntry(at: offset(time), ago: offset(time) - offset(happened), act: .record(event))
  }

  static func note(_ kind: NoteKind, _ text: String) -> Event {
    .noted(Note(kind: kind, text: text))
  }

  static func seen(_ text: String) -> Event { note(.observed, text) }
  static func said(_ text: String) -> Event { note(.words, text) }
  static func did(_ text: String) -> Event { note(.action, text) }

  static func suds(_ value: Int) -> Event { .scored(Score(scale: "suds", value: value)) }
  static func depth(_ value: Int) -> Event { .scored(Score(scale: "depth", value: value)) }

  static func score(_ scale: String, _ value: Int, items: [Int] = []) -> Event {
    .scored(Score(scale: scale, value: value, items: items))
  }

  static func pressure(
    _ systolic: Int, _ diastolic: Int, pulse: Int, spo2: Int, respirations: Int? = nil
  ) -> Event {
    .vitalsMeasured(
      Vitals(
        systolic: systolic, diastolic: diastolic, pulse: pulse, spo2: spo2,
        respirations: respirations))
  }

  static func enters(_ person: String, _ role: String) -> Event {
    .presenceChanged(Presence(person: person, role: role, change: .enters))
  }

  /// A line of the checklist before dosing, by the id it has in the clinic's file.
  static func before(_ item: String, _ words: String = "") -> Event {
    .checkTicked(CheckTick(list: "before-dosing", item: item, answer: .done, words: words))
  }

  static func leaving(_ item: String, _ words: String = "") -> Event {
    .checkTicked(CheckTick(list: "leaving", item: item, answer: .done, words: words))
  }

  static func prepared(_ section: Prepared.Section, _ text: String) -> Event {
    .prepared(Prepared(section: section, text: text))
  }

  static func prepared(_ section: Prepared.Section, _ list: [String]) -> Event {
    .prepared(Prepared(section: section, list: list))
  }

  static func theme(_ name: String) -> Event { .insightFound(Insight(text: "", theme: name)) }

  static func closing(_ time: StaticString, with: String) -> [SampleEntry] {
    let sealing = SampleEntry(at: offset(time) + seconds(40), act: .seal)
    return [at(time, .closed(with: with)), sealing]
  }
}
