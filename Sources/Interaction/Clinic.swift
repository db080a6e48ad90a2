import SessionModel

/// What the clinic's files say, as far as the interface needs it: each part is handed in
/// before the first place that shows it.
package struct Clinic: Equatable, Sendable {
  package var vocabulary: Vocabulary
  package var techniques: [Technique]
  package var questionnaires: [Questionnaire]
  package var codes: [ExchangeCode]
  /// Name and title of each protocol.
  package var protocols: [Named]
  package var themes: [String]

  package struct Named: Equatable, Sendable {
    package var name: String
    package var title: String
    package init(name: String, title: String) {
      self.name = name
      self.title = title
    }
  }

  package init(
    vocabulary: Vocabulary = .empty, techniques: [Technique] = [],
    questionnaires: [Questionnaire] = [], codes: [ExchangeCode] = [], protocols: [Named] = [],
    themes: [String]
  ) {
    self.vocabulary = vocabulary
    self.techniques = techniques
    self.questionnaires = questionnaires
    self.codes = codes
    self.protocols = protocols
    self.themes = themes
  }
}
