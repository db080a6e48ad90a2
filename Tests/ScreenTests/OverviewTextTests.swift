import Screen
import SessionModel
import Testing

/// The page for the chart note as lines that may leave the program.
struct OverviewTextTests {
  private func overview(client: String = "HF-0001", drug: String = "") -> Overview {
    var session = Session(id: "page", rules: .none)
    let began = Began(
      client: client, kind: .dosing, ordinal: 2, protocolName: "im", protocolHash: "",
      author: "MK")
    let events: [Event] = [
      .began(began), .dosed(Dose(act: .given, milligrams: "60", site: drug)),
      .scored(Score(scale: "suds", value: 4)),
    ]
    for (place, event) in events.enumerated() {
      session.apply(
        Record(
          id: EntryID("id\(place)"), s: place + 1, writer: "w", at: Int64(place) * 60_000,
          up: Int64(place) * 60_000, lane: .record, event: event))
    }
    return Overview(session, at: Moment(wall: 600_000, up: 600_000, boot: 0))
  }

  @Test(arguments: [40, 60, 80, 132])
  func noLineIsWider(_ columns: Int) {
    let words = String(repeating: "left deltoid 三角筋 ", count: 12)
    let lines = OverviewText.lines(overview(drug: words), columns: columns)
    #expect(lines.allSatisfy { TextCells.width($0) <= columns })
    #expect(lines.joined().filter { $0 == "三" }.count == 12, "nothing is cut off")
  }

  @Test func itsShape() {
    #expect(
      OverviewText.lines(overview(), columns: 72).prefix(7) == [
        "HF-0001, dosing session 2, im",
        "session page, open",
        "",
        "Times      began 1970-01-01 00:00 T-0:01; first dose 00:01 T+0:00",
        "Doses      00:01 T+0:00 ketamine 60 mg",
        "By staff   none",
        "Vitals     not recorded",
      ])
  }

  @Test func nothingInItDrivesATerminal() {
    let lines = OverviewText.lines(
      overview(client: "a\u{1B}[2Jb", drug: "x\u{202E}y\u{7}z\nnew"), columns: 80)
    #expect(lines.allSatisfy { line in line.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
    #expect(!lines.joined().unicodeScalars.contains("\u{202E}"))
  }
}
