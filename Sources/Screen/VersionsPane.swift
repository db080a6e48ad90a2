import SessionModel

/// Everything that was ever written about one entry, with when and by whom.
struct VersionsPane {
  let view: SessionView
  let entry: EntryID
  let top: Int

  /// A version longer than this is cut here; print shows it whole.
  private static let longest = 20_000

  func content(columns: Int) -> PanelContent {
    let width = min(columns, PanelContent.widest)
    let versions = view.session.versions(of: entry)
    let rows = versions.flatMap { version in
      let why = version.why.isEmpty ? "" : " (\(version.why))"
      let words = version.change.words + why
      return PreparationPane.rows(
        label: "\(time(version)) \(version.author)",
        words: String(words.prefix(VersionsPane.longest)), width: width)
    }
    let happened = view.session[entry].map {
      "\(TimeText.clock($0.happened.wall, zone: $0.zone)) \($0.event.sign)"
    }
    let count = versions.count == 1 ? "as it was entered" : "\(versions.count) lines, oldest first"
    return PanelContent(
      heading: TextRow([Run("VERSIONS", .heading), Run("   \(happened ?? "")   \(count)", .dim)]),
      rows: rows, focus: .top(top))
  }

  /// The clock where it was written; the date too where that is another day than the session's.
  private func time(_ version: Version) -> String {
    let clock = TimeText.clock(version.written.wall, zone: version.zone)
    let date = TimeText.date(version.written.wall, zone: version.zone)
    let first = view.session.entries.first
    let day = first.map { TimeText.date($0.written.wall, zone: $0.writtenZone) }
    return day == date ? clock : "\(date) \(clock)"
  }
}
