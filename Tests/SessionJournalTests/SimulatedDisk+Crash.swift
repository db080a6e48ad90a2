import Glibc
import SessionJournal
import Synchronization

/// What a test does to the disk, and what a crash does.
extension SimulatedDisk {
  func plan(_ fault: PlannedFault) { state.withLock { $0.faults.append(fault) } }
  func place(on kind: FileSystem.Kind) { state.withLock { $0.fileSystem = kind } }
  func mount(_ kind: FileSystem.Kind?, at path: String) {
    state.withLock { state in
      var at = 0
      for part in path.split(separator: "/") { at = state.nodes[at]?.names[String(part)] ?? -1 }
      state.mounted[at] = kind
    }
  }
  /// As if a file's bytes were in the page cache only.
  func unsync(_ path: String) {
    state.withLock { state in
      var at = 0
      for part in path.split(separator: "/") { at = state.nodes[at]?.names[String(part)] ?? -1 }
      state.nodes[at]?.platter = []
    }
  }
  func clearFaults() { state.withLock { $0.faults = [] } }
  func stop(afterCalls calls: Int) { state.withLock { $0.crashAt = $0.calls + calls } }

  /// Every file under `path` with its bytes as a reader sees them.
  func files(under path: String) -> [String: [UInt8]] {
    state.withLock { state in
      var found: [String: [UInt8]] = [:]
      func walk(_ number: Int, _ path: String) {
        guard let node = state.nodes[number] else { return }
        if node.kind == .file { found[path] = node.cached }
        for (name, child) in node.names { walk(child, "\(path)/\(name)") }
      }
      var at = 0
      for part in path.split(separator: "/") { at = state.nodes[at]?.names[String(part)] ?? -1 }
      walk(at, path)
      return found
    }
  }

  /// Every file under `path` whose name is on the platter, with its bytes there.
  func platter(under path: String) -> [String: [UInt8]] {
    state.withLock { state in
      var found: [String: [UInt8]] = [:]
      func walk(_ number: Int, _ path: String) {
        guard let node = state.nodes[number] else { return }
        if node.kind == .file { found[path] = node.platter }
        for (name, child) in node.platterNames { walk(child, "\(path)/\(name)") }
      }
      var at = 0
      for part in path.split(separator: "/") { at = state.nodes[at]?.names[String(part)] ?? -1 }
      walk(at, path)
      return found
    }
  }

  /// True where dropping the cache changed what this file reads as.
  func wasStale(_ path: String) -> Bool {
    state.withLock { state in
      var at = 0
      for part in path.split(separator: "/") { at = state.nodes[at]?.names[String(part)] ?? -1 }
      return state.nodes[at]?.wasStale ?? false
    }
  }

  /// Changes a file's bytes on the platter, as a failing disk or an editor does.
  func replace(_ path: String, with bytes: [UInt8]) {
    state.withLock { state in
      var at = 0
      for part in path.split(separator: "/") { at = state.nodes[at]?.names[String(part)] ?? -1 }
      state.nodes[at]?.cached = bytes
      state.nodes[at]?.platter = bytes
    }
  }

  /// The process is killed; the machine goes on.
  func kill() {
    state.withLock { state in
      state.open = [:]
      state.locks = [:]
      state.faults = []
      state.crashAt = .max
    }
  }

  /// The power goes and comes back.
  func crash(_ random: Counter) {
    state.withLock { state in
      state.open = [:]
      state.locks = [:]
      state.faults = []
      state.crashAt = .max
      for number in state.nodes.keys.sorted() {
        state.nodes[number]?.lose(random, sector: sector)
      }
    }
  }
}

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
    wasStale = true
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
