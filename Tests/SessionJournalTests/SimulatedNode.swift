import Glibc
import SessionJournal
import Synchronization

extension SimulatedDisk.Node {
  /// A sync that worked: all but what an earlier one gave up.
  mutating func reachPlatter() {
    platter = cached
    if let abandoned {
      for place in abandoned where place < platter.count { platter[place] = 0 }
    }
  }

  /// A sync that failed: the pages count as clean and are not on the platter.
  mutating func giveUp() {
    guard platter.count < cached.count else { return }
    let from = min(abandoned?.lowerBound ?? platter.count, platter.count)
    abandoned = from..<cached.count
  }

  mutating func dropClean() {
    guard let abandoned else { return }
    for place in abandoned where place < cached.count {
      cached[place] = place < platter.count ? platter[place] : 0
    }
  }

  mutating func lose(_ random: Counter, sector: Int) {
    if kind == .folder {
      loseNames(random)
      return
    }
    let kept = platter.count
    var size = kept
    if cached.count > kept { size = kept + random.below(cached.count - kept + 1) }
    if random.below(3) == 0 { size = cached.count }
    var after = platter
    var place = kept
    while place < size {
      let end = min(size, (place / sector + 1) * sector)
      switch random.below(4) {
      case 0: after += [UInt8](repeating: 0, count: end - place)
      case 1: after += (place..<end).map { _ in random.byte() }
      default: after += cached[place..<end]
      }
      place = end
    }
    cached = after
    platter = after
    abandoned = nil
  }

  private mutating func loseNames(_ random: Counter) {
    var after = platterNames
    for change in pending where random.below(2) == 0 {
      switch change {
      case .add(let name, let number): after[name] = number
      case .remove(let name): after[name] = nil
      case .rename(let old, let new):
        // As a whole or not at all.
        let moved = after.removeValue(forKey: old) ?? names[new]
        if let moved { after[new] = moved }
      }
    }
    names = after
    platterNames = after
    pending = []
  }
}
