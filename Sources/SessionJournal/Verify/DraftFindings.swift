import Glibc

extension JournalFault {
  /// True where bytes were read and are not what was written.
  fileprivate var isDamage: Bool {
    if case .storage(_, StorageFault(.read, EBADMSG)) = self { true } else { false }
  }
}

/// What there is to say of typed text that was never entered.
enum DraftFindings {
  static func of(_ reading: SessionReading, path: String) -> [Finding] {
    var findings: [Finding] = []
    if let fault = reading.draftFault {
      let isDamaged = fault.isDamage
      findings.append(
        Finding(
          isDamaged ? .corrupt : .storage, "\(path)/\(DraftFile.name)",
          "typed text that was not entered cannot be read: \(fault.what)",
          isDamaged ? "Keep the file: a person may still read the text in it" : fault.next))
    }
    findings += reading.draftsAside.map {
      Finding(
        .explained, "\(path)/\($0)",
        "text that was typed and not entered could not be read, and was set aside",
        "Read it with an editor, and remove it when its text is entered")
    }
    return findings
  }
}
