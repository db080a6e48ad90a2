import Interaction
import SampleArc
import SessionModel
import Testing

/// Finding over sessions: what is meant by a line, and where a row leads.
struct FindPageTests {
  private func search(_ typed: String) throws -> VaultSearch { try VaultSearch(typed) }

  private func fault(_ typed: String) -> VaultSearch.Fault? {
    do throws(VaultSearch.Fault) {
      _ = try VaultSearch(typed)
      return nil
    } catch {
      return error
    }
  }

  @Test func aLineIsRead() throws {
    let one = try search("The  COAT kind:words since:2026-09-01 until:2026-09-30")
    #expect(one.words == ["the", "coat"] && one.kinds == .words)
    #expect(one.since?.text == "2026-09-01" && one.until?.text == "2026-09-30")
    #expect(try search("theme:\"father's coat\"").theme == "father's coat")
    #expect(try search("\"two words\" 14:05").words == ["two words", "14:05"])
    #expect(fault("") == .nothingWanted && fault("  ") == .nothingWanted)
    #expect(fault("theme:") == .nothingWanted)
    #expect(fault("kind:dream") == .noKind("dream"))
    #expect(fault("since:soon") == .noDay("soon"))
    #expect(fault("until:2026-02-30") == .noDay("2026-02-30"))
  }

  @Test func whatIsMeantIsFound() throws {
    let room = Room()
    room.enter("the coat is warm")
    room.enter("\"my father's Coat")
    room.enter("suds 7")
    room.enter("hands still")
    func found(_ typed: String) throws -> [String] {
      try search(typed).moments(in: room.session).map(\.event.words)
    }
    #expect(try found("coat") == ["the coat is warm", "my father's Coat"])
    #expect(try found("coat kind:words") == ["my father's Coat"])
    #expect(try found("coat warm") == ["the coat is warm"])
    #expect(try found("kind:distress") == ["suds 7"])
    #expect(try found("kind:process") == ["my father's Coat"])
    let today = CivilDay(of: room.now.wall, zone: room.now.zone)
    #expect(try found("coat since:\(today.text)").count == 2)
    #expect(try found("coat since:\(today.later(days: 1).text)").isEmpty)
    #expect(try found("coat until:\(today.later(days: -1).text)").isEmpty)
    #expect(try found("nowhere").isEmpty)
  }

  @Test func sessionsOfOtherDaysArePassedOver() throws {
    let day: Int64 = 86_400_000
    let line = ListLine(
      client: "A", kind: .dosing, ordinal: 1, state: .closed, entries: 1, beganAt: 100 * day,
      lastAt: 101 * day, doses: 0)
    func passes(_ typed: String) throws -> Bool { try search(typed).passesOver(line, zone: 0) }
    let began = CivilDay(number: 100)
    #expect(try passes("since:\(began.later(days: 2).text)"))
    #expect(try !passes("since:\(began.later(days: 1).text)"))
    #expect(try passes("until:\(began.later(days: -2).text)"))
    #expect(try !passes("until:\(began.later(days: -1).text)"))
    #expect(try !passes("word"))
  }

  private func page(_ house: House) -> FindPage {
    if case .find(let page) = house.interface.place { page } else { FindPage(client: "?") }
  }

  @Test func enterSearchesAndThenOpens() throws {
    let room = Room()
    room.enter("the coat")
    let house = House(.find(FindPage(client: "HF-0417")))
    house.press(.enter)
    #expect(house.effects.isEmpty && page(house).notice != nil)
    house.type("coat")
    house.press(.enter)
    #expect(house.effects == [.search(try search("coat"), client: "HF-0417")])
    house.press(.enter)
    #expect(house.effects.count == 1 && page(house).notice?.words == "nothing was found to open")
    var found = page(house)
    let entry = try #require(room.session.entries.last { $0.event.words == "the coat" })
    found.take([FoundMoment(entry, of: room.session)], unread: 0, isCut: false)
    house.interface.place = .find(found)
    house.press(.down, .enter)
    #expect(
      house.effects.last == .openMoment(session: room.session.id, entry: entry.id))
    house.type("s")
    house.press(.enter)
    #expect(house.effects.last == .search(try search("coats"), client: "HF-0417"))
    house.press(.escape)
    #expect(house.effects.last == .goHome)
  }

  @Test func aPastedLineIsOneLineAndNoLongerThanOneCanBe() {
    let house = House(.find(FindPage(client: nil)))
    house.input(.paste("two\nlines\u{1b}[2J" + String(repeating: "x", count: 5_000)))
    #expect(page(house).query.text.hasPrefix("two lines"))
    #expect(page(house).query.characters.count <= 200)
    house.type(String(repeating: "y", count: 20))
    #expect(page(house).query.characters.count == 200)
  }

  @Test func homeAndTheArcLeadThere() {
    let house = House(.home(Home()))
    house.type("f")
    #expect(house.effects == [.openFind(client: nil)])
    let arc = House(.arc(ArcPage(client: "HF-0417")))
    arc.type("f")
    #expect(arc.effects == [.openFind(client: "HF-0417")])
  }
}
