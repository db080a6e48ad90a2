/// A step of the talk that follows a dosing: what surfaced and is looked at, in what order, what
/// was hard, what the client brought and takes along.
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
    var standing: [(Entry, Integrated)] = []
    var order: [EntryID] = []
    for step in integration {
      switch step.1.part {
      // A moment that is taken twice stands where it was taken last.
      case .fragment: standing = standing.without(step.1) + [step]
      case .later: standing = standing.without(step.1)
      case .order: order = step.1.list
      case .hard, .brought, .prompt: break
      }
    }
    func place(_ id: EntryID) -> Int { order.firstIndex(of: id) ?? .max }
    return standing.enumerated().sorted {
      (place($0.element.0.id), $0.offset) < (place($1.element.0.id), $1.offset)
    }.map { ($0.element.0, $0.element.1) }
  }

  /// Moments that were left for later and not taken since.
  package var notYet: [(entry: Entry, moment: Integrated)] {
    var left: [(Entry, Integrated)] = []
    for step in integration where step.1.part == .later || step.1.part == .fragment {
      left = left.without(step.1)
      if step.1.part == .later { left.append(step) }
    }
    return left.map { ($0.0, $0.1) }
  }

  /// Moments that were taken or left for later, in order.
  var momentSteps: [Integrated] {
    integration.map(\.1).filter { $0.part == .fragment || $0.part == .later }
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

  /// Actions that were agreed and not done, here and before, oldest first.
  package var openTasks: [String] {
    var all = before
    tasks.forEach { all.take($0) }
    return all.tasks
  }

  /// Actions agreed and done in this session, in order.
  package var tasks: [ActionTask] {
    entries.compactMap { entry in
      guard !entry.isStruck, case .taskSet(let task) = entry.event else { return nil }
      return task
    }
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

extension [(Entry, Integrated)] {
  /// What was typed by hand is about no moment, and stays.
  fileprivate func without(_ step: Integrated) -> Self {
    guard let entry = step.entry else { return self }
    return filter { $0.1.entry != entry || $0.1.session != step.session }
  }
}
