import ArgumentParser
import Glibc
import SessionJournal
import SessionModel

extension Holdfast {
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Check sessions, files or copies for damage; changes nothing.",
      discussion: """
        Without an argument: the whole vault. Exit codes: 0 clean, 1 explained damage, 2 corrupt, \
        tampered or lost, 3 newer version, 4 cannot decrypt, 5 in use, 6 storage failure, 64 usage.
        """)
    @Argument(help: "Sessions (the beginning of an id, or 'last'), files, or folders of copies.")
    var subjects: [String] = []
    @Option(help: "The fingerprint from the chart, as 7F3K-9QPX-2M4D-XW6B.")
    var expect: String?
    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        var expected: Fingerprint?
        if let expect {
          guard let typed = Fingerprint(typed: expect), subjects.count == 1 else {
            throw Failure(
              "--expect takes one fingerprint of 16 letters and digits, and one session beside it.",
              code: Failure.usage)
          }
          expected = typed
        }
        let verdicts = try verdicts(expecting: expected)
        for verdict in verdicts {
          write(json ? verdict.json.line + "\n" : words(verdict))
        }
        return verdicts.exitCode.rawValue
      }
    }

    private func verdicts(expecting expected: Fingerprint?) throws(Failure) -> [Verdict] {
      let surroundings = Surroundings(theme: nil, author: nil)
      guard !subjects.isEmpty else { return try wholeVault(surroundings) }
      var verdicts: [Verdict] = []
      for subject in subjects {
        if subject.contains("/") || access(subject, F_OK) == 0 {
          verdicts += Verification(rescue: surroundings.rescue).path(subject, expect: expected)
        } else {
          let finding = try Finding(surroundings)
          let id = try finding.session(subject)
          verdicts.append(
            try failing { () throws(JournalFault) -> Verdict in
              try Verification(rescue: surroundings.rescue)
                .session(id, in: finding.vault, expect: expected)
            })
        }
      }
      return verdicts
    }

    private func wholeVault(_ surroundings: Surroundings) throws(Failure) -> [Verdict] {
      let vault = try Finding(surroundings).vault
      let verification = Verification(rescue: surroundings.rescue)
      let isSeen = isatty(STDERR_FILENO) == 1
      let verdicts = try failing { () throws(JournalFault) -> [Verdict] in
        try verification.vault(vault) { done, all in
          if isSeen, done % 50 == 0 || done == all {
            write("\rholdfast: \(done) of \(all) sessions", to: STDERR_FILENO)
          }
        }
      }
      if isSeen {
        write("\n", to: STDERR_FILENO)
      }
      return verdicts
    }

    private func words(_ verdict: Verdict) -> String {
      let subject = PlainText.oneLine(verdict.subject)
      let sealed = verdict.fingerprint.map { ", fingerprint \($0)" } ?? ""
      let state = verdict.findings.isEmpty ? "clean" : "\(verdict.exitCode)"
      let head =
        "\(subject): \(state), \(TimeText.count(verdict.entries, "line", "lines")) in "
        + TimeText.count(verdict.files, "file", "files") + sealed
      let findings = verdict.findings.map { "  \(PlainText.oneLine($0.words))" }
      return ([head] + findings).joined(separator: "\n") + "\n"
    }
  }
}
