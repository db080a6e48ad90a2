import Screen

/// What is wrong in a theme file, and where.
package struct ThemeFault: Error, Equatable, Sendable {
  package enum Problem: Equatable, Sendable {
    case notUTF8
    case syntax(expected: String)
    case unknownKey(String)
    case duplicateKey(String)
    case unknownRole(String)
    case missingRole(Role)
    case missingRoles
    case badColour(String)
    case badText(key: String)
    case badFlag(key: String)
    case badRole(String)
  }

  /// Counted from 1.
  package var line: Int
  package var problem: Problem
}

/// A theme file that could not be used.
package struct ThemeError: Error, Equatable, Sendable {
  /// The file's name as the caller gave it.
  package var file: String
  package var line: Int
  package var problem: ThemeFault.Problem

  package init(file: String, line: Int, problem: ThemeFault.Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }
}

extension Theme {
  /// Reads a theme file.
  ///
  /// - Parameters:
  ///   - name: what a person types to choose it: the file's name without its ending.
  ///   - file: what to call the file in a message.
  /// - Throws: the first fault, with its line.
  package init(name: String, file: String, bytes: [UInt8]) throws(ThemeError) {
    do {
      self = try Theme(name: name, members: ThemeText.read(bytes))
    } catch {
      throw ThemeError(file: file, line: error.line, problem: error.problem)
    }
  }

  private init(name: String, members: [ThemeText.Member]) throws(ThemeFault) {
    var about = ""
    var ground: Colour?
    var styles: [Role: Style] = [:]
    var rolesLine: Int?
    try Self.refuseDuplicates(members)
    for member in members {
      switch member.key {
      case "about": about = try Self.text(member)
      case "ground": ground = try Self.colour(member)
      case "roles":
        rolesLine = member.line
        styles = try Self.styles(member)
      default: throw ThemeFault(line: member.line, problem: .unknownKey(member.key))
      }
    }
    guard let rolesLine else { throw ThemeFault(line: 1, problem: .missingRoles) }
    for role in Role.allCases where styles[role] == nil {
      throw ThemeFault(line: rolesLine, problem: .missingRole(role))
    }
    self.init(name: name, about: about, ground: ground, styles: styles)
  }

  private static func styles(_ roles: ThemeText.Member) throws(ThemeFault) -> [Role: Style] {
    guard case .object(let members) = roles.value else {
      throw ThemeFault(line: roles.line, problem: .badRole(roles.key))
    }
    try refuseDuplicates(members)
    var styles: [Role: Style] = [:]
    for member in members {
      guard let role = Role(rawValue: member.key) else {
        throw ThemeFault(line: member.line, problem: .unknownRole(member.key))
      }
      styles[role] = try style(member)
    }
    return styles
  }

  private static func style(_ role: ThemeText.Member) throws(ThemeFault) -> Style {
    guard case .object(let members) = role.value else {
      throw ThemeFault(line: role.line, problem: .badRole(role.key))
    }
    try refuseDuplicates(members)
    var style = Style()
    for member in members {
      switch member.key {
      case "fg": style.foreground = try colour(member)
      case "bg": style.background = try colour(member)
      case "bold": try set(.bold, member, in: &style)
      case "dim": try set(.dim, member, in: &style)
      case "underline": try set(.underline, member, in: &style)
      case "reverse": try set(.reverse, member, in: &style)
      default: throw ThemeFault(line: member.line, problem: .unknownKey(member.key))
      }
    }
    return style
  }

  private static func set(
    _ attribute: Style.Attributes, _ member: ThemeText.Member, in style: inout Style
  ) throws(ThemeFault) {
    guard case .flag(let flag) = member.value else {
      throw ThemeFault(line: member.line, problem: .badFlag(key: member.key))
    }
    if flag { style.attributes.insert(attribute) }
  }

  private static func text(_ member: ThemeText.Member) throws(ThemeFault) -> String {
    guard case .string(let text) = member.value else {
      throw ThemeFault(line: member.line, problem: .badText(key: member.key))
    }
    return text
  }

  /// A colour, or nil for the word `default`: the terminal's own.
  private static func colour(_ member: ThemeText.Member) throws(ThemeFault) -> Colour? {
    let text = try text(member)
    if text == "default" { return nil }
    guard let colour = Colour(text) else {
      throw ThemeFault(line: member.line, problem: .badColour(text))
    }
    return colour
  }

  private static func refuseDuplicates(_ members: [ThemeText.Member]) throws(ThemeFault) {
    var seen: Set<String> = []
    for member in members where !seen.insert(member.key).inserted {
      throw ThemeFault(line: member.line, problem: .duplicateKey(member.key))
    }
  }
}

extension ThemeError: CustomStringConvertible {
  /// One sentence: what is wrong, where, and what happens now.
  package var description: String {
    "\(file), line \(line): \(problem.words); the program starts with \(Theme.defaultName)."
  }
}

extension ThemeFault.Problem {
  fileprivate var words: String {
    switch self {
    case .notUTF8: "the file is not UTF-8 text"
    case .syntax(let expected): "the file cannot be read here; expected \(expected)"
    case .unknownKey(let key): "\"\(key)\" is not a word that a theme knows"
    case .duplicateKey(let key): "\"\(key)\" stands here a second time"
    case .unknownRole(let role): "there is no role \"\(role)\""
    case .missingRole(let role): "the role \"\(role.rawValue)\" is missing"
    case .missingRoles: "\"roles\" is missing"
    case .badColour(let text): "\"\(text)\" is not a colour; write #rrggbb or default"
    case .badText(let key): "\"\(key)\" needs a text in quotes"
    case .badFlag(let key): "\"\(key)\" needs true or false"
    case .badRole(let role): "\"\(role)\" needs an object in braces"
    }
  }
}
