import Glibc

/// A line that verified, as the scan meets it.
package struct ScannedLine: Equatable {
  package let content: LineContent
  package let n: Int64
  package let hash: LineHash
  /// First byte in the file.
  package let offset: Int
}

/// Reads a file by the rules of FORMAT.md §Reading a file, a block at a time; only behind damage
/// must the rest of the file stand in memory.
package struct FileScan {
  let window: FileWindow
  var report = FileReport()
  var file = FileID.none
  /// In the window.
  var place = 0
  let visit: (ScannedLine) -> Void
  private var hasBegun = false
  /// True once lines behind a damaged one are looked at, which may take as long as all before.
  private(set) var isBroken = false

  var bytes: UnsafeRawBufferPointer { window.bytes }

  /// Calls `visit` for each line that counts, in the order of the file. Where the window met a
  /// fault of the disk, the report is not to be used.
  package static func read(
    _ window: FileWindow, visit: @escaping (ScannedLine) -> Void
  ) -> FileReport {
    var scan = FileScan(window: window, visit: visit)
    while scan.goOn(lines: .max) {}
    return scan.report
  }

  package static func read(
    _ bytes: UnsafeRawBufferPointer, visit: @escaping (ScannedLine) -> Void
  ) -> FileReport {
    read(FileWindow(bytes), visit: visit)
  }

  init(window: FileWindow, visit: @escaping (ScannedLine) -> Void) {
    self.window = window
    self.visit = visit
  }

  /// Scans the header, or up to so many lines behind it; stops where damage is met, and looks at all
  /// that is left the next time. False once the report says everything.
  mutating func goOn(lines: Int) -> Bool {
    defer { report.size = window.size }
    guard hasBegun else {
      hasBegun = true
      return readHeader(nextLine() ?? 0)
    }
    if isBroken {
      report.reason = Self.tellingRefusal(of: slice(place, lineEnd(from: place)))
      classifyTail()
      return false
    }
    for _ in 0..<lines {
      guard let end = nextLine() else {
        if !report.refused.isEmpty { report.state = .damagedInside(intactAfter: 0) }
        return false
      }
      if let hash = Chain.verified(slice(place, end), file: file, before: report.head) {
        accept(place, end, hash)
        continue
      }
      loadRest()
      if !acceptExplained() {
        isBroken = true
        return true
      }
    }
    return true
  }

  /// Where the line at `place` ends, brought into the window whole; nil at the end of the file.
  private mutating func nextLine() -> Int? {
    var searched = place
    while true {
      let end = lineEnd(from: searched)
      if end < bytes.count { return end }
      if window.isWhole { return place < bytes.count ? end : nil }
      searched = bytes.count - place
      place = window.slide(to: place)
    }
  }

  private mutating func loadRest() {
    place = window.slide(to: place, takingAll: true)
  }

  /// True where more than a cut-off line stands behind the last that verified.
  var isDamaged: Bool {
    report.isDamaged || isBroken && lineEnd(from: place) + 1 < bytes.count
  }

  func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[start..<max(start, end)])
  }

  /// The next line feed, or the end of the window.
  func lineEnd(from start: Int) -> Int {
    guard start < bytes.count, let base = bytes.baseAddress else { return bytes.count }
    guard let found = memchr(base + start, 0x0A, bytes.count - start) else { return bytes.count }
    return UnsafeRawPointer(found) - base
  }

  private mutating func accept(_ start: Int, _ end: Int, _ hash: LineHash) {
    let n = report.count
    let offset = window.start + start
    do throws(LineRefusal) {
      let content = try LineReading.read(slice(start, end), n: n, lane: report.header?.lane)
      if case .recovered(let found) = content {
        // One that no damage precedes explains nothing; it still belongs to the chain.
        report.explained.append(found)
      }
      visit(ScannedLine(content: content, n: n, hash: hash, offset: offset))
    } catch {
      report.refused.append(RefusedLine(n: n, offset: offset, refusal: error))
      report.noteGap(n...n)
    }
    report.count = n + 1
    report.head = hash
    if end == bytes.count { report.state = .missingLineFeed }
    place = min(end + 1, bytes.count)
    report.goodEnd = window.start + place
  }

  /// Damage at `place` that the next `recovered` line covers exactly.
  private mutating func acceptExplained() -> Bool {
    let prefix = Array("{\"n\":\(report.count),\"kind\":\"recovered\",".utf8)
    var damageEnd = lineEnd(from: place)
    while damageEnd < bytes.count {
      let start = damageEnd + 1
      let end = lineEnd(from: start)
      let line = slice(start, end)
      if line.starts(with: prefix),
        let hash = Chain.verified(line, file: file, before: report.head),
        case .recovered(let found)? = try? LineReading.read(line, n: report.count, lane: nil),
        found.offset == Int64(window.start + place), found.length == Int64(damageEnd - place),
        found.digest == digest(slice(place, damageEnd))
      {
        accept(start, end, hash)
        return true
      }
      damageEnd = end
    }
    return false
  }

  /// A fault that has a name of its own: another encoding, another line end.
  private static func tellingRefusal(of line: UnsafeRawBufferPointer) -> LineRefusal? {
    do throws(LineRefusal) {
      _ = try JSONReader.object(line)
      return nil
    } catch {
      switch error {
      case .byteOrderMark, .utf16, .carriageReturn, .lineTooLong: return error
      default: return nil
      }
    }
  }
}

extension FileScan {
  /// Accepts the header, or says why the file cannot be read from its beginning.
  private mutating func readHeader(_ end: Int) -> Bool {
    let line = slice(0, end)
    guard let claim = Self.claim(of: line) else {
      loseHeader(end)
      return false
    }
    file = claim.file
    guard
      let hash = Chain.verified(line, file: claim.file, before: .zero, format: claim.format)
    else {
      loseHeader(end)
      return false
    }
    if claim.format > 1 {
      report.state = .newer(format: claim.format, crit: [])
      return false
    }
    guard case .header(let header)? = try? LineReading.read(line, n: 0, lane: nil) else {
      loseHeader(end)
      return false
    }
    report.header = header
    let unknown = header.crit.filter { $0 != "continues" && $0 != "replaces" }
    if !unknown.isEmpty {
      report.state = .newer(format: 1, crit: unknown)
      return false
    }
    accept(0, end, hash)
    return true
  }

  /// What a first line says of itself before its hash can be checked.
  private static func claim(
    of line: UnsafeRawBufferPointer
  ) -> (file: FileID, format: Int64)? {
    if let fields = try? JSONReader.object(line) {
      let reading = LineReading(fields: fields)
      if (try? reading.text("kind")) == "header", let file = try? reading.file("file"),
        let format = try? reading.integer("format", from: 1)
      {
        return (file, format)
      }
    }
    // What is damaged may still name the file, so that the lines behind it can be verified.
    guard let file = looseFile(in: line) else { return nil }
    return (file, 1)
  }

  static func looseFile(in line: UnsafeRawBufferPointer) -> FileID? {
    looseText("file", count: 22, in: line).flatMap { FileID(text: $0) }
  }

  /// A member's text in a first line that is not JSON any more.
  static func looseText(
    _ name: String, count: Int, in bytes: UnsafeRawBufferPointer
  ) -> String? {
    guard let text = looseBytes(name, count: count, in: bytes), Base64url.isPlain(text) else {
      return nil
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes where such a text should be, whatever they are by now.
  static func looseBytes(
    _ name: String, count: Int, in bytes: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    let mark = Array("\"\(name)\":\"".utf8)
    let reach = min(bytes.count, 1_024) - mark.count - count
    guard reach > 0 else { return nil }
    for start in 0..<reach where bytes[start..<start + mark.count].elementsEqual(mark) {
      return UnsafeRawBufferPointer(
        rebasing: bytes[start + mark.count..<start + mark.count + count])
    }
    return nil
  }
}

/// What damage has left.
extension FileScan {
  private mutating func loseHeader(_ end: Int) {
    report.reason = Self.tellingRefusal(of: slice(0, end))
    loadRest()
    report.mended = MendedHeader.read(bytes)
    if let mended = report.mended { file = mended.file }
    if file != .none {
      let found = visitIntact()
      if found.count > 0 {
        noteDamagedTail(behind: found)
        report.state = .damagedInside(intactAfter: found.count)
        return
      }
    }
    var lines = 0
    var start = 0
    while start < bytes.count {
      let end = lineEnd(from: start)
      if Chain.body(of: slice(start, end)) != nil, start > 0 || end < bytes.count { lines += 1 }
      start = end + 1
    }
    let isTorn = lines == 0 && window.size <= JournalLimit.header
    report.state = isTorn ? .headerTorn : .headerLost(lines: lines)
  }

  private mutating func classifyTail() {
    let found = visitIntact()
    noteDamagedTail(behind: found)
    let damaged = report.damagedTail
    if !report.refused.isEmpty {
      report.state = .damagedInside(intactAfter: found.count)
    } else if found.count == 0 {
      report.state = damaged > 0 ? .damagedLines(damaged) : .torn(length: bytes.count - place)
    } else if found.count == 1, found.first == place, damaged == 0 {
      report.state = .damagedEnd
    } else {
      report.state = .damagedInside(intactAfter: found.count)
    }
  }

  private mutating func noteDamagedTail(behind found: Intact) {
    let lines = damagedLines(from: found.end, behind: found.head)
    report.damagedTail = lines
    if lines > 0 { report.noteGap(found.expected...found.expected + Int64(lines) - 1) }
  }

  /// The intact lines behind damage.
  private struct Intact {
    var count = 0
    /// Where the first of them begins.
    var first: Int?
    /// What follows the last of them, or all that was searched.
    var end: Int
    var head: LineHash
    /// The number of the line there.
    var expected: Int64
  }

  /// Visits each line behind `place` that verifies against what stands before it.
  private mutating func visitIntact() -> Intact {
    var search = IntactSearch(accepted: report.head, file: file)
    var intact = Intact(end: place, head: report.head, expected: report.count)
    var start = place
    while start < bytes.count {
      let (end, next, shorter) = segment(from: start)
      let found =
        search.verify(slice(start, end)) ?? shorter.flatMap { search.verify(slice(start, $0)) }
      if let found {
        intact.count += 1
        intact.first = intact.first ?? start
        let line = slice(start, found.count + start)
        if let content = try? LineReading.read(line, n: nil, lane: report.header?.lane),
          let n = LineReading.number(of: line)
        {
          if n > intact.expected { report.noteGap(intact.expected...n - 1) }
          intact.expected = max(intact.expected, n + 1)
          visit(ScannedLine(content: content, n: n, hash: found.hash, offset: window.start + start))
        }
        (intact.end, intact.head) = (next, found.hash)
      } else {
        search.miss(slice(start, end), since: slice(intact.end, end))
      }
      start = next
    }
    return intact
  }

  static let lineStart = Array("{\"n\":".utf8)

  /// Where the segment at `start` ends, where the next begins, and where it would end if its
  /// line feed were damaged.
  private func segment(from start: Int) -> (end: Int, next: Int, shorter: Int?) {
    let end = lineEnd(from: start)
    let mark = Self.lineStart
    var at = start + 1
    while at + mark.count <= end {
      if bytes[at] == mark[0], bytes[at..<at + mark.count].elementsEqual(mark) {
        return (at, at, at - 1)
      }
      at += 1
    }
    return (end, end + 1, end == bytes.count ? end - 1 : nil)
  }
}
