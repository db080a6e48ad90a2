import Interaction
import Screen
import SessionModel
import Testing

/// One protocol's whole session, sat through by keys: what is due, what runs and what is over is
/// read off the screen at moments that the test chooses.
final class RouteSitting {
  let room: Room

  init(_ name: String, preparation: Preparation = .init()) {
    room = Room(
      preparation: preparation, rules: library.rules(protocolName: name), protocolName: name)
  }

  /// Goes to so many minutes and seconds after the first dose.
  func until(
    _ minute: Int64, _ second: Int64 = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let wait = minutes(minute) + seconds(second) - (room.tPlus ?? 0)
    #expect(wait >= 0, "the script runs backwards", sourceLocation: sourceLocation)
    room.pass(max(0, wait))
  }

  /// Types a line, says what it will become, and keeps it.
  @discardableResult
  func enter(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
    room.type(line)
    let preview = room.reading.preview ?? ""
    room.press(.enter)
    #expect(!room.isRefused, "\(line): \(room.notice)", sourceLocation: sourceLocation)
    return preview
  }

  /// The rows over the log as they stand on a wide screen.
  var header: String { screen.prefix(4).joined(separator: "\n") }

  var whole: String { screen.joined(separator: "\n") }

  private var screen: [String] {
    Screen.render(room.interface, session: room.session, now: room.now, columns: 132, rows: 43)
      .frame.rows.map { $0.map(\.text).joined().replacing("\u{A0}", with: " ") }
  }

  /// The same where the session is at its smallest.
  var small: String {
    Screen.render(room.interface, session: room.session, now: room.now, columns: 60, rows: 16)
      .frame.rows.map { $0.map(\.text).joined() }.joined(separator: "\n")
  }

  func rows(_ stage: CheckList.Stage) -> [CheckRow] {
    CheckList.rows(stage, session: room.session, at: room.session.moment(room.now))
  }

  /// What a line of the leaving list computes.
  func known(_ item: String, _ stage: CheckList.Stage = .leaving) -> CheckKnown? {
    rows(stage).first { $0.item.id == item }?.known
  }

  /// Opens a list and ticks every line that nobody answered; one by one from the first.
  func tickAll(_ stage: CheckList.Stage, sourceLocation: SourceLocation = #_sourceLocation) {
    room.enter(":check \(stage == .before ? "before" : "leaving")")
    let all = rows(stage)
    for _ in all { room.press(.up) }
    for row in all {
      if row.tick == nil { room.press(.right) }
      room.press(.down)
    }
    room.press(.escape)
    #expect(
      rows(stage).allSatisfy { $0.tick != nil }, "not every line is answered",
      sourceLocation: sourceLocation)
  }

  /// Moves to a line of the open list.
  func choose(_ item: String, _ stage: CheckList.Stage) {
    let all = rows(stage)
    guard case .checklist(_, let chosen)? = room.live.panel,
      let wanted = all.firstIndex(where: { $0.item.id == item })
    else {
      Issue.record("no line \(item)")
      return
    }
    let here = CheckList.place(of: chosen, in: all)
    for _ in 0..<abs(wanted - here) { room.press(wanted > here ? .down : .up) }
  }

  /// Minutes after the dose whose reading was missed.
  var missed: [Int] { room.session.missedReadings(at: room.session.moment(room.now)) }

  var missing: [String] {
    room.session.outstanding(at: room.session.moment(room.now)).map(\.words)
  }

  /// The therapist and the nurse come, what a dose waits for is measured, the list is done.
  func prepare(weight: String, pressure: String) {
    enter("enter MK therapist")
    enter("enter M.R. nurse")
    #expect(header.contains("due: baseline vitals"))
    enter("w \(weight)kg")
    #expect(header.contains("due: baseline vitals"), "a weight is no reading")
    enter("bp \(pressure)")
    #expect(!header.contains("due: baseline vitals"))
    enter("suds 5")
    tickAll(.before)
  }

  /// Everybody leaves, the client is taken home, the session is signed.
  func close(reason: String = "") {
    for person in ["M.R.", "MK"] { enter("leave \(person)") }
    room.enter(":close with sister")
    #expect(room.session.state == .closed)
    if !reason.isEmpty {
      room.press(.escape)
      room.enter(":seal")
      #expect(room.isRefused, "something is missing: a seal needs its reason")
      room.control("u")
    }
    room.enter(reason.isEmpty ? ":seal" : ":seal \(reason)")
    room.type("y")
    room.pass(600)
    #expect(room.session.state == .sealed)
  }
}
