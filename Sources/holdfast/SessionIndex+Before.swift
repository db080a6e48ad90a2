import SessionJournal
import SessionModel

extension SessionIndex {
  /// Sessions looked at for what surfaced in them, and for themes: years of work, so that a session
  /// opens as quickly for a client of many years.
  private static let mostBefore = 40

  /// What a talk or a call of the client begins with: the themes and the open actions of all before
  /// it; for a talk what surfaced in the dosings since the one before, what was left for later, and
  /// what was carried and never looked at. Of other clients nothing.
  func before(client: String, kind: SessionKind, before wall: Int64) -> ArcBefore {
    let talks = sessions(of: client, .integration, before: wall).suffix(Self.mostBefore)
      .compactMap(folded)
    let contacts = sessions(of: client, .contact, before: wall).suffix(Self.mostBefore)
      .compactMap(folded)
    let named = (talks + contacts).sorted { ($0.start?.wall ?? 0) < ($1.start?.wall ?? 0) }
    var before = ArcBefore()
    for name in named.flatMap(\.ownThemes).reversed()
    where !before.themes.contains(where: { $0.lowercased() == name.lowercased() }) {
      before.themes.append(name)
    }
    named.flatMap(\.tasks).forEach { before.take($0) }
    if kind == .integration {
      let preparation = preparation(client: client, before: wall)
      let dosings = sessions(of: client, .dosing, before: wall)
        .suffix(Self.mostEarlierDosings).compactMap { folded($0, preparation) }
      before.moments = ArcBefore.moments(of: dosings, talks: talks)
    }
    return before
  }

  private func folded(_ id: String) -> Session? { folded(id, Preparation()) }

  /// What cannot be read is left out: the session itself says so where it is opened.
  private func folded(_ id: String, _ preparation: Preparation) -> Session? {
    guard let records = try? vault.read(id).records else { return nil }
    var session = Session(id: id, rules: .none, preparation: preparation)
    for record in records {
      session.apply(record)
    }
    return session
  }
}
