import Interaction
import Protocols
import SampleArc
import Screen
import SessionModel
import Testing

/// What connects the sessions of the worked arc, as it stands on the screen.
@Suite struct ArcScreenTests {
  private let script = Script.arc(until: 100)
  private let library = ProtocolLibrary()

  private func arc() throws -> Arc {
    var ids = SampleIDs(seed: 1)
    var count = 0
    let played = try SampleArc.played(
      by: library, writer: "sampleWr",
      sessionIDs: {
        count += 1
        return "session\(count)"
      }, ids: { ids.next() })
    let parts = played.map { Arc.Part($0.session, scales: library.scales()) }
    return Arc(
      client: SampleArc.client, parts: parts, schedule: library.vocabulary().followups)
  }

  private func page(_ change: (inout ArcPage) -> Void = { _ in }) throws -> Interface {
    var page = ArcPage(client: SampleArc.client)
    let today = try #require(CivilDay("2026-09-30"))
    let sections = try arc().sections(on: today, scales: library.scales())
    page.take(sections, sessions: 9, unread: 0)
    change(&page)
    return script.place(.arc(page))
  }

  @Test(arguments: [(80, 24), (132, 43), (60, 16)])
  func theArc(columns: Int, rows: Int) throws {
    let interface = try page { $0.selected = 12 }
    let drawn = script.render(interface, columns, rows)
    #expect(drawn.rowsShown == rows - 3)
    Picture.expect(drawn.frame, is: "arc-\(columns)x\(rows)")
  }

  @Test func itsEnd() throws {
    let interface = try page { $0.selected = $0.rows.count - 1 }
    Picture.expect(script.render(interface).frame, is: "arc-end")
  }

  @Test func nothingYet() {
    var page = ArcPage(client: "HF-0001")
    let arc = Arc(client: "HF-0001", parts: [], schedule: [])
    page.take(arc.sections(on: CivilDay(number: 20_000), scales: []), sessions: 3, unread: 3)
    Picture.expect(script.render(script.place(.arc(page))).frame, is: "arc-empty")
  }

  @Test func momentsFound() throws {
    var page = FindPage(client: nil)
    page.query = TextBuffer("coat since:2026-09-01")
    let search = try VaultSearch("the")
    var ids = SampleIDs(seed: 1)
    let played = try SampleArc.played(
      by: library, writer: "sampleWr", sessionIDs: { "session" }, ids: { ids.next() })
    let moments = played.reversed().flatMap { played in
      search.moments(in: played.session).reversed().map { FoundMoment($0, of: played.session) }
    }
    Picture.expect(script.render(script.place(.find(page))).frame, is: "find-empty")
    page.take(moments, unread: 3, isCut: false)
    page.selected = 2
    Picture.expect(script.render(script.place(.find(page))).frame, is: "find-80x24")
    page.help = HelpPage(isOpen: true)
    Picture.expect(script.render(script.place(.find(page)), 60, 16).frame, is: "find-help")
  }

  @Test func homeWithClients() throws {
    var home = Home()
    let today = try #require(CivilDay("2026-09-30"))
    let arc = try arc()
    let items = arc.visits.map { visit in
      Home.Item(
        id: visit.place.session,
        line: ListLine(
          client: SampleArc.client, kind: visit.kind, ordinal: 1, state: visit.state, entries: 3,
          beganAt: visit.place.wall, lastAt: visit.place.wall, doses: visit.doses.count),
        fault: nil, isOpen: false)
    }
    let quiet = Arc.Line(
      client: "HF-0020", sessions: 1, last: "preparation 1, 2026-09-28", followup: "",
      isDue: false, open: "preparation 1 open")
    home.take(items, clients: [quiet, arc.line(on: today)])
    Picture.expect(script.render(script.place(.home(home))).frame, is: "home-clients")
    Picture.expect(script.render(script.place(.home(home)), 60, 16).frame, is: "home-clients-60")
  }
}
