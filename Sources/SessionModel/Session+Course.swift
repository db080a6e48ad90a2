extension Session {
  /// What a second beginning of the same thing is depends on what stood before it, and that changes
  /// with late entries and strikes: told anew for all of its kind.
  mutating func tellCourse(of event: Event) {
    switch event {
    case .adverseNoted: tellAdverseCourse()
    case .medicated(let medication) where medication.isOxygen: tellOxygenCourse()
    default: break
    }
  }

  private mutating func tellAdverseCourse() {
    var open: Set<String> = []
    for position in places.adverse where !entries[position].isStruck {
      guard case .adverseNoted(var adverse) = entries[position].event else { continue }
      let isChange = adverse.course == .begins && open.contains(adverse.term)
      if adverse.course == .begins {
        open.insert(adverse.term)
      } else {
        open.remove(adverse.term)
      }
      guard adverse.isChange != isChange else { continue }
      adverse.isChange = isChange
      entries[position].event = .adverseNoted(adverse)
    }
  }

  private mutating func tellOxygenCourse() {
    var isFlowing = false
    for position in places.medications where !entries[position].isStruck {
      guard case .medicated(var oxygen) = entries[position].event, oxygen.isOxygen else { continue }
      let isChange = oxygen.act == .started && isFlowing
      isFlowing = oxygen.act == .started
      guard oxygen.isChange != isChange else { continue }
      oxygen.isChange = isChange
      entries[position].event = .medicated(oxygen)
    }
  }

  /// The event as it will read where it is entered now; one that is put right keeps its place in
  /// the course.
  func foretold(_ event: Event, puttingRight ref: EntryID?) -> Event {
    var event = colouring(event)
    guard let target = ref.flatMap({ self[$0] })?.event else { return event }
    switch (event, target) {
    case (.adverseNoted(var adverse), .adverseNoted(let old)) where adverse.term == old.term:
      adverse.isChange = old.isChange && adverse.course == .begins
      event = .adverseNoted(adverse)
    case (.medicated(var oxygen), .medicated(let old)) where oxygen.isOxygen && old.isOxygen:
      oxygen.isChange = old.isChange && oxygen.act == .started
      event = .medicated(oxygen)
    default: break
    }
    return event
  }
}
