/// A step of the talk that follows a dosing: what surfaced and is looked at, in what order, what was
/// hard, what the client brought and takes along.
package struct Integrated: Equatable, Sendable {
  package enum Part: String, CaseIterable, Sendable {
    /// A moment that is looked at: the client's words, or what was seen.
    case fragment
    /// A moment that was left: not yet.
    case later
    /// The fragments as they were put in order.
    case order
    case hard, brought, prompt
  }
  package var part: Part
  package var text: String
  /// Where a moment came from, in words: "dosing 1 0:26:00".
  package var from: String
  /// The session and the entry of that moment; nil where it was typed.
  package var session: String?
  package var entry: EntryID?
  /// Of an order: the ids of the fragments.
  package var list: [EntryID]

  package init(
    part: Part, text: String, from: String = "", session: String? = nil, entry: EntryID? = nil,
    list: [EntryID] = []
  ) {
    self.part = part
    self.text = text
    self.from = from
    self.session = session
    self.entry = entry
    self.list = list
  }

  /// True for one that is about a moment of that session.
  package func isAbout(_ moment: SurfacedMoment) -> Bool {
    entry == moment.entry && session == moment.session
  }
}

extension Session {
  /// The moments that are looked at, in their order: as arranged last, then as they were taken.
  package var fragments: [(entry: Entry, fragment: Integrated)] {
    var standing: [(entry: Entry, fragment: Integrated)] = []
    var order: [EntryID] = []
    for (entry, integrated) in integration {
      switch integrated.part {
      case .fragment:
        // A moment that is taken twice stands where it was taken last.
        drop(integrated, from: &standing)
        standing.append((entry, integrated))
      case .later: drop(integrated, from: &standing)
      case .order: order = integrated.list
      case .hard, .brought, .prompt: break
      }
    }
    func place(_ id: EntryID) -> Int { order.firstIndex(of: id) ?? .max }
    return standing.enumerated().sorted {
      (place($0.element.entry.id), $0.offset) < (place($1.element.entry.id), $1.offset)
    }.map(\.element)
  }

  /// Moments that were left for later and not taken since.
  package var notYet: [(entry: Entry, moment: Integrated)] {
    var left: [(entry: Entry, moment: Integrated)] = []
    for (entry, integrated) in integration
    where integrated.part == .later || integrated.part == .fragment {
      drop(integrated, from: &left)
      if integrated.part == .later { left.append((entry, integrated)) }
    }
    return left
  }

  private func drop(
    _ integrated: Integrated, from list: inout [(entry: Entry, fragment: Integrated)]
  ) {
    guard let entry = integrated.entry else { return }
    list.removeAll { $0.fragment.entry == entry && $0.fragment.session == integrated.session }
  }

  private func drop(
    _ integrated: Integrated, from list: inout [(entry: Entry, moment: Integrated)]
  ) {
    guard let entry = integrated.entry else { return }
    list.removeAll { $0.moment.entry == entry && $0.moment.session == integrated.session }
  }

  private var integration: [(Entry, Integrated)] {
    guard kind == .integration else { return [] }
    return entries.compactMap { entry in
      guard !entry.isStruck, case .integrated(let integrated) = entry.event else { return nil }
      return (entry, integrated)
    }
  }

  /// Themes named here, then those of the client's earlier sessions, the newest first.
  package var themes: [String] {
    var names: [String] = []
    func add(_ name: String) {
      guard !name.isEmpty, !names.contains(where: { $0.lowercased() == name.lowercased() }) else {
        return
      }
      names.append(name)
    }
    ownThemes.reversed().forEach(add)
    before.themes.forEach(add)
    return names
  }

  /// Themes named in this session, in order, each as often as it was named.
  package var ownThemes: [String] {
    guard kind == .integration || kind == .contact else { return [] }
    return entries.compactMap { entry in
      guard !entry.isStruck, case .insightFound(let insight) = entry.event else { return nil }
      return insight.theme.isEmpty ? nil : insight.theme
    }
  }
}
