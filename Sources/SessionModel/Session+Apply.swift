extension Session {
  /// Takes one record in, in the order of the fold. The only mutation a session has; a record whose
  /// id is already here is a copy and changes nothing.
  package mutating func apply(_ record: Record) {
    guard index[record.id] == nil else { return }
    let run = advanceRun(record)
    let written = Moment(wall: record.at, up: record.up, boot: run.boot)
    let happened = Moment(
      wall: record.at - record.ago, up: record.up - record.ago, boot: run.boot)
    let position = entries.count
    index.append(record.id)
    entries.append(
      Entry(
        record: record, happened: happened, written: written, author: run.author,
        zone: zone(of: record, run: run), writtenZone: run.zone,
        event: colouring(record.event), lane: record.lane))
    if start == nil {
      start = happened
      clock.begin(at: happened)
    }
    if record.event.turnsClock {
      clock.turn(at: written, after: lastWritten)
    }
    clock.isRead(inZone: run.zone, from: written)
    lastWritten = written
    place(record.event, at: position)
    tellCourse(of: record.event)
    switch record.event {
    case .began(let began): self.began = began
    case .prepared(let prepared):
      preparation.take(prepared, at: happened.wall, zone: entries[position].zone)
    case .runEnded(let ended): lastListLine = ended.listLine
    case .sealed(let seal): lastListLine = seal.listLine
    case .amended(let amendment): amend(amendment)
    case .carried(let ref, let takenBack):
      if let target = index[ref] {
        entries[target].isCarried = !takenBack
      }
    default: break
    }
  }

  /// The event as this session makes it read: a booster that the plan speaks of was agreed, nobody
  /// leaves from a session without a dose, what is open already changes, and an item is called as
  /// its list words it.
  package func colouring(_ event: Event) -> Event {
    switch event {
    case .dosed(var dose) where dose.isBooster:
      dose.isAgreed = PlannedDoses(preparation.plan).namesBooster
      return .dosed(dose)
    case .adverseNoted(var adverse) where adverse.course == .begins:
      adverse.isChange = openAdverse.contains { $0.event.term == adverse.term }
      return .adverseNoted(adverse)
    case .medicated(var medication) where medication.isOxygen && medication.act == .started:
      medication.isChange = oxygen != nil
      return .medicated(medication)
    case .checkTicked(var tick):
      let list = rules.checklists.first { $0.name == tick.list }
      tick.itemWords = list?.items.first { $0.id == tick.item }?.words ?? ""
      return .checkTicked(tick)
    case .closed(let with, _): return .closed(with: with, isOfDosing: kind == .dosing)
    default: return event
    }
  }

  private mutating func advanceRun(_ record: Record) -> RunState {
    var run =
      runs[record.writer]
      ?? RunState(boot: 0, author: "", zone: record.zone ?? 0, isRunning: false, lastS: 0)
    switch record.event {
    case .runBegan(let began):
      run.boot = bootIndex(began.boot)
      boot = run.boot
      run.author = began.author
      run.zone = began.zone
      run.isRunning = true
    case .runEnded:
      run.isRunning = false
    default:
      break
    }
    if let by = record.by {
      run.author = by
    }
    if let zone = record.zone {
      run.zone = zone
    }
    run.lastS = max(run.lastS, record.s)
    runs[record.writer] = run
    return run
  }

  /// The zone that stood when the record happened: its writer's own, unless other entries were
  /// written in between. Before the first of all it was that of the first: today's may be another.
  private func zone(of record: Record, run: RunState) -> Int {
    guard record.ago >= Entry.lateAfter else { return run.zone }
    let happened = record.at - record.ago
    let standing =
      entries.last { $0.written.wall <= happened } ?? entries.first { $0.event.hasOwnZone }
    return standing?.writtenZone ?? run.zone
  }

  mutating func bootIndex(_ boot: String) -> Int {
    if let known = boots.firstIndex(of: boot) {
      return known
    }
    boots.append(boot)
    return boots.count - 1
  }

  private mutating func place(_ event: Event, at position: Int) {
    if event.isShown {
      places.shown.append(position)
    }
    switch event {
    case .dosed: insert(position, into: \.doses)
    case .phaseEntered: insert(position, into: \.phases)
    case .vitalsMeasured: insert(position, into: \.vitals)
    case .scored: insert(position, into: \.scores)
    case .marked(let mark):
      places.marks.append(position)
      if mark.isAlarm { places.alarms.append(position) }
    case .grounded: insert(position, into: \.grounding)
    case .adverseNoted: insert(position, into: \.adverse)
    case .medicated: insert(position, into: \.medications)
    case .administered: insert(position, into: \.administration)
    case .presenceChanged: insert(position, into: \.presence)
    case .helpChanged: insert(position, into: \.help)
    case .checkTicked: insert(position, into: \.checks)
    case .prepared: places.prepared.append(position)
    case .dosingEnded, .closed, .sealed: places.frame.append(position)
    default: break
    }
  }

  /// Late entries go where they happened, behind what happened at the same time.
  private mutating func insert(_ position: Int, into list: WritableKeyPath<Places, [Int]>) {
    let happened = clock.time(of: entries[position].happened)
    let place = places[keyPath: list].lastIndex {
      clock.time(of: entries[$0].happened) <= happened
    }
    places[keyPath: list].insert(position, at: place.map { $0 + 1 } ?? 0)
  }

  private mutating func amend(_ amendment: Amendment) {
    guard let target = index[amendment.ref] else { return }
    switch amendment.act {
    case .replace(let event):
      entries[target].earlier.append(entries[target].event)
      entries[target].event = colouring(event)
      noteAlarm(event, at: target)
    case .append(let words): entries[target].appended.append(words)
    case .retract: entries[target].isStruck = true
    case .restore: entries[target].isStruck = false
    case .relane(let lane): entries[target].lane = lane
    }
    tellCourse(of: entries[target].event)
    if case .prepared = entries[target].event {
      note(target, in: \.prepared)
      refoldPreparation()
    }
  }

  /// A mark that was put right may say help or withdrawal only now.
  private mutating func noteAlarm(_ event: Event, at position: Int) {
    guard case .marked(let mark) = event, mark.isAlarm else { return }
    note(position, in: \.alarms)
  }

  /// Adds a position to those of a kind that are in the order of the fold, where it is not there.
  private mutating func note(_ position: Int, in list: WritableKeyPath<Places, [Int]>) {
    let place = places[keyPath: list].partitioningIndex { $0 >= position }
    let isEnd = place == places[keyPath: list].count
    guard isEnd || places[keyPath: list][place] != position else { return }
    places[keyPath: list].insert(position, at: place)
  }

  private mutating func refoldPreparation() {
    preparation = inherited
    for position in places.prepared where !entries[position].isStruck {
      if case .prepared(let prepared) = entries[position].event {
        let entry = entries[position]
        preparation.take(prepared, at: entry.happened.wall, zone: entry.zone)
      }
    }
  }
}
