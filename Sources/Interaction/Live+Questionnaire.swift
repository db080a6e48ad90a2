import SessionModel

extension Live {
  /// The questionnaire that is open, with its definition; nil where none is.
  private func openAnswering(_ scene: Scene) -> (place: Int, form: Questionnaire)? {
    guard case .questionnaire(let scale, _, _) = panel,
      let place = answering.firstIndex(where: { $0.scale == scale }),
      let form = scene.clinic.questionnaire(for: scale)
    else { return nil }
    return (place, form)
  }

  mutating func openQuestionnaire(_ scale: String, _ scene: Scene) {
    guard scene.clinic.questionnaire(for: scale) != nil else {
      refuse("the clinic's files hold no wording for \(scale)", scene)
      return
    }
    if let begun = answering.first(where: { $0.scale == scale }) {
      say("goes on at item \(begun.place + 1); Left goes back", scene)
    } else {
      answering.append(Answering(scale: scale))
    }
    if case .sections = panel { under = panel } else { under = nil }
    panel = .questionnaire(scale: scale, top: 0, showsSource: false)
  }

  private mutating func closeQuestionnaire() {
    panel = under
    under = nil
  }

  /// One digit answers the item and goes on.
  mutating func answer(_ digit: Int, _ scene: Scene) {
    guard let (place, form) = openAnswering(scene) else { return }
    if form.asksClosing(after: answering[place]) {
      answerClosing(digit, place, form, scene)
      return
    }
    let known = form.answers.map(\.score)
    guard known.contains(digit) else {
      refuse(
        "the answers are \(form.range); 9 is medical help, - consent withdrawn, letters are notes",
        scene)
      return
    }
    let item = answering[place].place
    guard item < form.items.count else {
      refuse("every item is answered: Enter keeps the score, Left goes back", scene)
      return
    }
    if answering[place].firstKey == nil {
      answering[place].firstKey = Stamp(scene.now)
      answering[place].id = scene.freshID
    }
    if item < answering[place].answers.count {
      answering[place].answers[item] = digit
    } else {
      answering[place].answers.append(digit)
    }
    answering[place].place += 1
    notice = nil
    panel = .questionnaire(scale: form.scale, top: 0, showsSource: false)
  }

  /// The question that is asked and not counted: its answer can be changed until Enter.
  private mutating func answerClosing(
    _ digit: Int, _ place: Int, _ form: Questionnaire, _ scene: Scene
  ) {
    guard form.closingAnswers.indices.contains(digit) else {
      refuse("the answers are 0 to \(form.closingAnswers.count - 1), or Enter without one", scene)
      return
    }
    answering[place].closing = digit
    notice = nil
  }

  /// Back to the item before, or on to one that is answered already.
  mutating func turnItem(_ isForward: Bool) {
    guard case .questionnaire(let scale, _, _) = panel,
      let place = answering.firstIndex(where: { $0.scale == scale })
    else { return }
    let item = answering[place].place + (isForward ? 1 : -1)
    answering[place].place = max(0, min(answering[place].answers.count, item))
    panel = .questionnaire(scale: scale, top: 0, showsSource: false)
  }

  mutating func showSource() {
    guard case .questionnaire(let scale, _, let isShown) = panel else { return }
    panel = .questionnaire(scale: scale, top: 0, showsSource: !isShown)
  }

  /// Enter: the score with all its items, once all are answered.
  mutating func keepScore(_ scene: Scene) -> [Effect] {
    guard let (place, form) = openAnswering(scene) else { return [] }
    let begun = answering[place]
    guard let total = form.total(of: begun.answers) else {
      say("item \(begun.answers.count + 1) has no answer yet: \(form.range)", scene)
      return []
    }
    let isAsked = form.asksClosing(after: begun)
    let closing = isAsked ? begun.closing.map { form.closingAnswers[$0] } ?? "" : ""
    let score = Score(
      scale: form.scale, value: total, items: begun.answers, closing: closing)
    let ago = (begun.firstKey?.age(at: scene.now) ?? 0) + nextEarlier
    let request = Request(.record(.scored(score)), id: begun.id ?? scene.freshID, ago: ago)
    guard let effects = send(request, scene) else { return [] }
    nextEarlier = 0
    answering.remove(at: place)
    closeQuestionnaire()
    return effects
  }

  /// Esc: what is answered waits.
  mutating func putAside(_ scale: String, _ scene: Scene) {
    closeQuestionnaire()
    guard let place = answering.firstIndex(where: { $0.scale == scale }) else { return }
    let count = answering[place].answers.count
    guard count > 0 else {
      answering.remove(at: place)
      return
    }
    let answers = TimeText.count(count, "answer waits", "answers wait")
    say("nothing was kept: \(answers), :\(scale) goes on with them", scene)
  }
}

extension Clinic {
  package func questionnaire(for scale: String) -> Questionnaire? {
    questionnaires.first { $0.scale == scale }
  }
}

extension Questionnaire {
  /// True once every item is answered, for one that has a closing question: "if you checked off any
  /// problems".
  package func asksClosing(after begun: Answering) -> Bool {
    closing != nil && !closingAnswers.isEmpty && begun.place == items.count && begun.soFar > 0
  }

  /// "0 to 3".
  package var range: String {
    let scores = answers.map(\.score)
    return "\(scores.min() ?? 0) to \(scores.max() ?? 0)"
  }
}
