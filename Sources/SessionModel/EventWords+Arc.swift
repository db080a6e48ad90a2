extension Prepared {
  var wording: String {
    let name = section == .excluded ? Technique.notWithClient : section.rawValue
    return "\(name): \(body)"
  }

  private var body: String {
    switch section {
    case .trigger: joined([text, list.joined(separator: " → ")])
    case .touch: joined([text, labelled("present:", behind)])
    case .readiness: joined([text, labelled("afraid of:", list.joined(separator: " · "))])
    case .clearance, .ready: joined([text, behind])
    default: joined([text, list.joined(separator: " · ")])
    }
  }
}

extension ActionTask {
  var wording: String {
    joined([isDone ? "done: \(text)" : "action: \(text)", when, labelled("with", withWhom)])
  }
}

extension Followup {
  var wording: String {
    guard !isDone else { return dueOn.isEmpty ? "\(name), done" : "\(name), due \(dueOn), done" }
    return dueOn.isEmpty ? "\(name), not wanted" : "\(name), due \(dueOn)"
  }
}

extension Integrated {
  var wording: String {
    let place = from.isEmpty ? "" : " (\(from))"
    switch part {
    case .fragment: return "fragment: \(text)\(place)"
    case .later: return "not yet: \(text)\(place)"
    case .order: return "in order: \(text)"
    case .hard, .brought, .prompt: return "\(part.rawValue): \(text)"
    }
  }
}
