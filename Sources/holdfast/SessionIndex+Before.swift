import SessionJournal
import SessionModel

extension SessionIndex {
  /// Sessions looked at for what surfaced in them, and for themes: years of work, so that a session
  /// opens as quickly for a client of many years.
  private static let mostBefore = 40

  /// What a talk or a call of the client begins with: the themes and the open actions of
  /// all before it; for a talk what
  /// surfaced in the dosings since the one before, and what that one left for later. Of other
  /// clients nothing.
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
      before.moments = moments(client: client, since: talks.last, before: wall)
    }
    return before
  }

  private func moments(
    client: String, since last: Session?, before wall: Int64
  ) -> [SurfacedMoment] {
    let preparation = preparation(client: client, before: wall)
    let left = last?.notYet.map(\.moment) ?? []
    let since = last?.start?.wall ?? .min
    let dosings = sessions(of: client, .dosing, before: wall)
    var moments: [SurfacedMoment] = []
    for id in dosings.suffix(Self.mostBefore) {
      let isFresh = began(id) > since
      guard isFresh || left.contains(where: { $0.session == id }),
        let session = folded(id, preparation)
      else { continue }
      moments += session.surfacedMoments.compactMap { moment in
        guard !isFresh else { return moment }
        guard left.contains(where: { $0.isAbout(moment) }) else { return nil }
        var moment = moment
        moment.reasons.append(.notYet)
        return moment
      }
    }
    return moments
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

  private func began(_ id: String) -> Int64 {
    items.first { $0.id == id }?.line?.beganAt ?? .min
  }
}
