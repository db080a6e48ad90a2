import SessionModel

/// Reads `codes.json5`.
enum CodeFile {
  static func read(_ node: Node) throws(FileFault) -> [ExchangeCode] {
    var fields = try Fields(node, "the codes")
    let source = try fields.source()
    var seen: Set<String> = []
    let codes = try fields.fullList("codes") { (node) throws(FileFault) in
      var inner = try Fields(node, "codes")
      let code = ExchangeCode(
        subject: try inner.text("of"),
        words: try inner.text("words"),
        system: try inner.text("system"),
        code: try inner.optionalText("code"),
        source: try inner.optionalText("source").map(Source.init) ?? source)
      try inner.finish()
      let value = "\(code.subject) \(code.code ?? "")"
      guard seen.insert(value).inserted else {
        throw FileFault(line: node.line, reason: .duplicate(key: "code", value: value))
      }
      return code
    }
    try fields.finish()
    return codes
  }
}
