import Protocols
import SessionJournal
import SessionModel

/// What a session is held by: the clinic's figures of its own day, and what was agreed before it.
struct HeldRules {
  var rules: ClinicalRules
  var preparation = Preparation()
  /// What of grounding was tried in the client's sessions before it.
  var earlierGrounding: [GroundingOutcome] = []
  /// What surfaced in them, for a talk afterwards.
  var before = ArcBefore()
  /// Where the figures are not those of today's files, or should not be: said on the screen.
  var remark: String?
}

extension HeldRules {
  /// Those of a session, by its first records. `prepare` finds rules and agreement once one of them
  /// has said what the session is.
  init(_ records: some Sequence<Record>, prepare: (Began, Int64, RulesOfDay?) -> HeldRules) {
    var first: (began: Began, at: Int64)?
    var kept: RulesOfDay?
    for record in records {
      switch record.event {
      case .began(let began): first = first ?? (began, record.at)
      case .rulesKept(let rules): kept = kept ?? rules
      default: continue
      }
      if first != nil, kept != nil { break }
    }
    self = first.map { prepare($0.began, $0.at, kept) } ?? HeldRules(rules: .none)
  }
}

extension Surroundings {
  /// The clinic's files as a session that begins now keeps them.
  func rulesOfDay(protocolName: String) -> RulesOfDay {
    RulesOfDay(of: library.filesInForce(protocolName: protocolName))
  }

  /// The figures of a session's own day, read from what it kept where the files have changed since;
  /// today's where it kept nothing.
  func held(protocolName: String, by kept: RulesOfDay?) -> HeldRules {
    guard let kept, kept.hash != rulesOfDay(protocolName: protocolName).hash else {
      return HeldRules(rules: library.rules(protocolName: protocolName))
    }
    let which = protocolName.isEmpty ? "rules" : "\(protocolName) rules"
    switch ProtocolLibrary.rules(keptIn: kept, protocolName: protocolName) {
    case .success(var rules):
      // What can be named is today's: words that were kept stay as they are.
      rules.vocabulary = library.vocabulary()
      rules.techniques = library.techniques()
      return HeldRules(
        rules: rules,
        remark: "held by the \(which) of its day; the clinic's files have changed since")
    case .failure(let fault):
      return HeldRules(
        rules: library.rules(protocolName: protocolName),
        remark: "held by today's files: the \(which) of its day cannot be read "
          + "(\(fault.file), line \(fault.line): \(fault.what))")
    }
  }

  /// What the fold needs to hold a session by: shared by writing and reading, but for what only the
  /// lists of a session that is written show. `id` is that of a session that is there.
  func held(
    for began: Began, of id: String? = nil, at wall: Int64, keptRules: RulesOfDay? = nil,
    among index: SessionIndex?, isWritten: Bool = false
  ) -> HeldRules {
    var held = held(protocolName: began.protocolName, by: keptRules)
    var whole = index
    whole?.readAll(besides: id)
    held.preparation = whole?.preparation(client: began.client, before: wall) ?? Preparation()
    guard isWritten else { return held }
    switch began.kind {
    case .dosing:
      held.earlierGrounding = whole?.grounding(client: began.client, before: wall) ?? []
    case .integration, .contact:
      held.before =
        whole?.before(client: began.client, kind: began.kind, before: wall) ?? ArcBefore()
    case .preparation: break
    }
    return held
  }
}
