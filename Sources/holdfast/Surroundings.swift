import Glibc
import Interaction
import Protocols
import SessionJournal
import SessionModel
import Theme

/// What the environment and the command line say, read once.
struct Surroundings {
  let home: String
  let configuration: String
  let isPlain: Bool
  var consent: FileSystemConsent
  /// Where a session goes on when its own folder cannot be written.
  let rescue: [RescueFolder]
  /// What can be chosen, in the order in which it is offered.
  let themeNames: [String]
  let theme: Theme
  /// The clinic's own themes; the shipped ones are read when they are worn.
  private let ownThemes: [Theme]
  let library: ProtocolLibrary
  /// What is wrong with the clinic's own protocols and what stands beside them.
  let overrideRemarks: [String]
  /// Names of own themes whose files are at fault.
  let faultyThemes: Set<String>
  /// Faults of the clinic's own files: said once, on standard error or on the first screen.
  let remarks: [String]
  let author: String?

  init(theme wanted: String?, author: String?, home: String? = nil) {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let user = variable("HOME") ?? "/"
    self.home =
      home ?? variable("HOLDFAST_HOME")
      ?? (variable("XDG_DATA_HOME") ?? "\(user)/.local/share") + "/holdfast"
    let configuration = (variable("XDG_CONFIG_HOME") ?? "\(user)/.config") + "/holdfast"
    self.configuration = configuration
    isPlain = variable("NO_COLOR") != nil
    consent = variable("HOLDFAST_ALLOW_MEMORY_FS") == "1" ? .memory : []
    self.author = author
    rescue = RescueFolder.standard(environment: variable)

    var remarks: [String] = []
    let clinic = ClinicFiles(configuration: configuration)
    let (library, faults) = ProtocolLibrary.reading(clinic.files)
    self.library = library
    overrideRemarks = faults.map(\.description) + clinic.unreadable
    remarks += overrideRemarks

    let (ownThemes, themeFaults) = Self.themes(in: "\(configuration)/themes")
    remarks += themeFaults.map(\.words)
    let faultyThemes = Set(themeFaults.map(\.name))
    let name = wanted ?? variable("HOLDFAST_THEME") ?? Theme.defaultName
    self.ownThemes = ownThemes
    let own = ownThemes.map(\.name)
    themeNames = Theme.builtInNames.filter { !own.contains($0) } + own
    if let found = Self.theme(named: name, own: ownThemes) {
      theme = found
    } else {
      theme = .dusk
    }
    if theme.name != name, !faultyThemes.contains(name) {
      let known = themeNames.joined(separator: ", ")
      remarks.append("There is no theme of that name; dusk is on. There are: \(known).")
    }
    self.faultyThemes = faultyThemes
    if let asked = variable("HOLDFAST_RESCUE"), !asked.hasPrefix("/") {
      remarks.append("HOLDFAST_RESCUE is no absolute path; that folder is not used.")
    }
    self.remarks = remarks
  }

  /// The theme of a name, the clinic's own before the shipped one.
  func theme(named name: String) -> Theme? { Self.theme(named: name, own: ownThemes) }

  private static func theme(named name: String, own: [Theme]) -> Theme? {
    own.first { $0.name == name } ?? Theme.builtIn(name)
  }

  /// What every place of the program needs of the clinic's files.
  var bareClinic: Clinic { Clinic(themes: themeNames) }

  /// What an open session needs of them beside that: read when one is shown, not at the start. The
  /// vocabulary is today's in every session, and was read for its rules.
  func furnish(_ clinic: inout Clinic, for session: Session) {
    // Where its beginning cannot be read, a session has no rules.
    let known = session.rules.vocabulary
    clinic.vocabulary = known.tags.isEmpty ? library.vocabulary() : known
    guard clinic.techniques.isEmpty else { return }
    clinic.techniques = library.techniques()
    clinic.questionnaires = library.questionnaires()
    clinic.codes = library.codes()
  }

  /// What the form for a new session needs of them.
  func offerProtocols(_ clinic: inout Clinic) {
    guard clinic.protocols.isEmpty else { return }
    clinic.protocols = library.protocols().map { .init(name: $0.name, title: $0.title) }
  }

  /// The themes of a folder, and what is wrong with those that cannot be read.
  private static func themes(
    in folder: String
  ) -> (themes: [Theme], faults: [(name: String, words: String)]) {
    var themes: [Theme] = []
    var faults: [(name: String, words: String)] = []
    for file in files(in: folder, ending: ".json") {
      let name = String(file.name.dropLast(".json".count))
      do throws(ThemeError) {
        themes.append(try Theme(name: name, file: "\(folder)/\(file.name)", bytes: file.bytes))
      } catch {
        faults.append((name, "\(error)"))
      }
    }
    return (themes, faults)
  }

  private static func files(
    in folder: String, ending: String
  ) -> [(name: String, bytes: [UInt8])] {
    SmallFile.names(in: folder).filter { $0.hasSuffix(ending) }.sorted().compactMap { name in
      SmallFile.bytes("\(folder)/\(name)").map { (name, $0) }
    }
  }
}
