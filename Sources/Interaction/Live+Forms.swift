import SessionModel

extension Live {
  /// A short form's first word alone opens its form: true where it did, or said why not.
  mutating func opensForm(_ scene: Scene) -> Bool {
    guard !line.isWordForWord, line.puttingRight == nil, line.kind == .observed,
      line.buffer.bytes < 40, let firstKey = line.firstKey
    else { return false }
    let text = line.text
    let rest = Backdating.split(text[...])?.rest ?? text[...]
    let keyword = rest.split(separator: " ").joined(separator: " ").lowercased()
    guard let fields = SmallForm.fields(of: keyword) else { return false }
    if keyword == "dose", scene.session.kind != .dosing {
      refuse(Refusal.notDosing(scene.session.kind).words, scene)
      return true
    }
    var opened = SmallForm(
      purpose: .line(keyword: keyword, time: String(text[..<rest.startIndex])), fields: fields,
      stamp: firstKey, id: line.id ?? scene.freshID, earlier: line.earlier)
    if keyword == CheckTick.suicidality {
      guard takesTimeInFront(scene) else { return true }
      let tick = CheckTick(list: keyword, item: keyword, answer: .done, words: "")
      opened.purpose = .tick(tick, title: keyword)
      let ago = reading(scene.session, at: scene.now).ago
      opened.earlier = max(0, ago - firstKey.age(at: scene.now))
    }
    open(opened, scene)
    return true
  }

  /// A form that ends in no line has its time from what stood in front of the word; false where
  /// that cannot be meant.
  private mutating func takesTimeInFront(_ scene: Scene) -> Bool {
    switch reading(scene.session, at: scene.now).ago {
    case .max: refuse(Refusal.noDoseToCountFrom.words, scene)
    case ..<0: refuse(Refusal.notYetCome.words, scene)
    default: return true
    }
    return false
  }

  /// Opens a form, or the one of the same kind that waits, at the field where it was left.
  mutating func open(_ fresh: SmallForm, _ scene: Scene) {
    var opened = fresh
    if let waiting = waitingForms.firstIndex(where: { $0.isSame(as: fresh) }) {
      let left = waitingForms.remove(at: waiting)
      // One in which nothing was typed begins anew: its time is not from before.
      if !left.isEmpty {
        opened = left
        opened.isReturned = true
      }
    }
    form = opened
    notice = nil
    showField(scene)
  }

  private mutating func showField(_ scene: Scene) {
    line = NoteLine()
    if let form { line.buffer = TextBuffer(form.field.text) }
    lastTouched = scene.now.up
  }

  mutating func enterField(_ scene: Scene) -> [Effect] {
    guard let open = form else { return [] }
    lastTouched = scene.now.up
    let filled = open.with(line.text)
    guard filled.field.isOptional || !filled.field.text.isEmpty else {
      let isReason =
        if case .tick(let tick, _) = filled.purpose { tick.answer == .notDone } else { false }
      refuse(
        isReason
          ? "without a reason nothing is kept: type it, or Esc leaves the item as it was"
          : "\(filled.field.name) is needed: type it, or Esc gives the keys back", scene)
      return []
    }
    if let why = filled.field.refusal {
      refuse(why, scene)
      return []
    }
    form = filled
    notice = nil
    if let next = filled.place(from: filled.place, by: 1) {
      form?.place = next
      showField(scene)
      return []
    }
    return finish(filled, scene)
  }

  private mutating func finish(_ filled: SmallForm, _ scene: Scene) -> [Effect] {
    switch filled.purpose {
    case .line:
      form = nil
      line = filled.wholeLine
      lastTouched = scene.now.up
      switch reading(scene.session, at: scene.now).meaning {
      case .empty: say("nothing was typed: nothing is kept", scene)
      case .note:
        refuse("this is no form yet and would be kept as a note: put it right here", scene)
      case .unfinished(let why): refuse(why, scene)
      default: say("this is the whole form: Enter keeps it", scene)
      }
      return []
    case .tick(var tick, _):
      tick.words = filled.words
      let ago = filled.stamp.age(at: scene.now) + filled.earlier
      let request = Request(.record(.checkTicked(tick)), id: filled.id, ago: ago)
      guard let effects = send(request, scene) else { return [] }
      form = nil
      line = NoteLine()
      return effects
    }
  }

  mutating func fieldBefore(_ scene: Scene) {
    guard let open = form else { return }
    let left = open.with(line.text)
    guard let before = left.place(from: left.place, by: -1) else { return }
    form = left
    form?.place = before
    showField(scene)
  }

  /// Gives the keys back; what was typed waits. A form that nobody closed waits even where nothing
  /// was typed: whoever looks up from the client sees that it was open.
  mutating func putFormAside(_ scene: Scene, byItself: Bool = false) {
    guard let open = form else { return }
    let left = open.with(line.text)
    form = nil
    line = NoteLine()
    guard byItself || !left.isEmpty else {
      say("nothing was typed, nothing was kept", scene)
      return
    }
    waitingForms.append(left)
    say("\(left.waitingWords)", scene)
  }

  /// What stands in the field was meant as a note: the form waits without it.
  mutating func makeNoteOfField(_ scene: Scene) {
    guard form != nil else { return }
    let text = line
    line = NoteLine()
    putFormAside(scene)
    line = text
    line.isWordForWord = true
    lastTouched = scene.now.up
  }
}
