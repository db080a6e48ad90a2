/// What something is called in a vocabulary that other programs share, for a later exchange.
package struct ExchangeCode: Sendable, Equatable {
  /// A measure, "pressure", a scale, a route or a drug, as this program calls it; "process" for
  /// the lane of psychotherapy notes.
  package let subject: String
  package let words: String
  /// "LOINC"
  package let system: String
  /// Nil where the words say why there is none.
  package let code: String?
  package let source: Source

  package init(subject: String, words: String, system: String, code: String?, source: Source) {
    self.subject = subject
    self.words = words
    self.system = system
    self.code = code
    self.source = source
  }
}
