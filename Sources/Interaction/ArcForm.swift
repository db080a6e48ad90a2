import SessionModel

/// Whole lines about what follows from a session: `task: walk by the lake > sunday > her sister`.
/// Only where nothing is dosed: in the room such a line is a note.
enum ArcForm {
  static let grammar = [
    HelpRow("task: WHAT > WHEN > WITH WHOM", "a small action; in integration and contact"),
    HelpRow("done: WHAT", "the action was done; in integration and contact"),
  ]

  static func read(_ line: String, kind: SessionKind) -> ShortForm.Reading? {
    guard kind == .contact || kind == .integration, line.utf8.count <= 400, !line.contains("\n"),
      let colon = line.firstIndex(of: ":")
    else { return nil }
    let keyword = line[..<colon].lowercased()
    guard keyword == "task" || keyword == "done" else { return nil }
    let parts = line[line.index(after: colon)...]
      .split(separator: ">", omittingEmptySubsequences: false)
      .map { $0.split(separator: " ").joined(separator: " ") }
    guard let what = parts.first, !what.isEmpty else {
      return .unfinished("what the task is goes behind \(keyword):")
    }
    guard parts.count <= 3 else {
      return .unfinished("a task has at most three parts: task: WHAT > WHEN > WITH WHOM")
    }
    return .form(
      .taskSet(
        ActionTask(
          text: what, when: parts.count > 1 ? parts[1] : "",
          withWhom: parts.count > 2 ? parts[2] : "", isDone: keyword == "done")))
  }

  /// The line that would make the task again.
  static func text(for task: ActionTask) -> String {
    var parts = [task.text, task.when, task.withWhom]
    while parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    return "\(task.isDone ? "done" : "task"): " + parts.joined(separator: " > ")
  }
}
