import SessionModel

extension SmallForm {
  static let grammar = [
    HelpRow("bp, dose, ae, gave", "the word alone asks field by field"),
    HelpRow("suicidality", "asked as, answer, done, who told: field by field, in every session"),
  ]

  /// The fields behind a short form's first word; nil for a word that opens none.
  static func fields(of keyword: String) -> [Field]? {
    let by = Field("by whom", lead: "by ", holds: .name)
    switch keyword {
    case "bp":
      return [
        Field("pressure", "128/82"), Field("pulse", lead: "p"),
        Field("SpO₂", lead: "o"), Field("breaths", lead: "r"),
        Field("temperature", lead: "t"), Field("measured by", lead: "by ", holds: .name),
      ]
    case "dose":
      return [
        Field("milligrams", isOptional: false, tail: "mg"),
        Field("route", "im, iv, sl, nasal, po", isOptional: false), Field("site", "left deltoid"),
        Field("lot", lead: "lot "), Field("witness", lead: "witness ", holds: .name), by,
      ]
    case "ae": return adverse
    case "gave":
      return [
        Field("drug", isOptional: false), Field("dose", "4mg", isOptional: false),
        Field("route", "po"), Field("site", "left deltoid"),
        Field("witness", lead: "witness ", holds: .name), by,
      ]
    case CheckTick.suicidality:
      return [
        Field("asked as", isOptional: false, holds: .words),
        Field("answer", isOptional: false, holds: .words), Field("done", holds: .words),
        Field("who told", holds: .words),
      ]
    default: return nil
    }
  }

  private static let grade = "grade"
  private static let adverse = [
    Field("what", "nausea", isOptional: false),
    Field(grade, "1 to 5, or end", isOptional: false),
    Field("serious", "yes or no", lead: "serious ", answers: ["yes", "no"]),
    Field(
      "related", "yes, no or unsure", lead: "related ",
      answers: AdverseEvent.Relation.allCases.map(\.rawValue)),
    Field("action", lead: "action ", holds: .words),
    Field("outcome", lead: "outcome ", holds: .words),
    Field("who was told", lead: "told ", holds: .words),
    Field("noted by", lead: "by ", holds: .name),
  ]
  private static let onlyOfABeginning: Set<String> = ["serious", "related", "action"]

  /// The field that is asked next, or before, nil at either end: of an event that ends, how serious
  /// it was is not asked again.
  func place(from place: Int, by step: Int) -> Int? {
    let isEnding = fields.contains { $0.name == Self.grade && $0.text.lowercased() == "end" }
    var next = place + step
    while isEnding, fields.indices.contains(next), Self.onlyOfABeginning.contains(fields[next].name)
    {
      next += step
    }
    return fields.indices.contains(next) ? next : nil
  }
}
