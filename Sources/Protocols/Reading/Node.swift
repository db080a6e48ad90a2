/// A value of a JSON5 text that remembers the line it stands on, so that a fault can name it.
struct Node: Sendable {
  enum Content: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case text(String)
    case list([Node])
    case record([Field])
  }

  struct Field: Sendable {
    let key: String
    /// The line of the key, from 1.
    let line: Int
    let value: Node
  }

  let content: Content
  /// From 1.
  let line: Int

  /// What kind of value this is, in the words of a fault.
  var kind: String {
    switch content {
    case .null: "null"
    case .bool: "true or false"
    case .integer: "a number"
    case .text: "a text"
    case .list: "a list"
    case .record: "a group { }"
    }
  }

  /// This record with the fields of another over it, field by field at the top level only.
  ///
  /// Fields that stay are given the line of the other record: they belong to no line of its file.
  func overlaid(by other: Node) -> Node {
    guard case .record(let mine) = content, case .record(let theirs) = other.content else {
      return other
    }
    let replaced = Set(theirs.map(\.key))
    let kept = mine.filter { !replaced.contains($0.key) }.map {
      Field(key: $0.key, line: other.line, value: $0.value.moved(to: other.line))
    }
    return Node(content: .record(kept + theirs), line: other.line)
  }

  private func moved(to line: Int) -> Node {
    switch content {
    case .list(let nodes):
      Node(content: .list(nodes.map { $0.moved(to: line) }), line: line)
    case .record(let fields):
      Node(
        content: .record(
          fields.map { Field(key: $0.key, line: line, value: $0.value.moved(to: line)) }),
        line: line)
    default: Node(content: content, line: line)
    }
  }
}
