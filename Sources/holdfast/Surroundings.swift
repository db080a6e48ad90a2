import Crypto
import FoundationEssentials
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
  let themes: [Theme]
  let theme: Theme
  let library: ProtocolLibrary
  /// Faults of the clinic's own files: said once, on standard error or on the first screen.
  let remarks: [String]
  let author: String?

  init(theme wanted: String?, author: String?, home: String? = nil) {
    let variables = ProcessInfo.processInfo.environment
    func variable(_ name: String) -> String? {
      variables[name].flatMap { $0.isEmpty ? nil : $0 }
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
    let overrides = Self.files(in: "\(configuration)/protocols", ending: ".json5").map {
      OverrideFile(name: $0.name, bytes: $0.bytes)
    }
    let (library, faults) = ProtocolLibrary.reading(overrides)
    self.library = library
    remarks += faults.map { "\(configuration)/protocols/\($0)" }

    var themes = Theme.builtIn
    for file in Self.files(in: "\(configuration)/themes", ending: ".json") {
      let name = String(file.name.dropLast(".json".count))
      do throws(ThemeError) {
        let path = "\(configuration)/themes/\(file.name)"
        let own = try Theme(name: name, file: path, bytes: file.bytes)
        themes.removeAll { $0.name == name }
        themes.append(own)
      } catch {
        remarks.append("\(error)")
      }
    }
    let name = wanted ?? variable("HOLDFAST_THEME") ?? Theme.defaultName
    let found = themes.first { $0.name == name }
    self.themes = themes
    if let found {
      theme = found
    } else {
      theme = .dusk
      let known = themes.map(\.name).joined(separator: ", ")
      remarks.append("There is no theme of that name; dusk is on. There are: \(known).")
    }
    self.remarks = remarks
  }

  /// What the interface needs of the clinic's files.
  var clinic: Clinic {
    Clinic(
      vocabulary: library.vocabulary(), techniques: library.techniques(),
      protocols: library.protocols().map { .init(name: $0.name, title: $0.title) },
      themes: themes.map(\.name))
  }

  /// 43 base64url characters of the SHA-256 of the files that a protocol was read from: an old
  /// session can tell whether its rules still stand.
  func hash(ofProtocol name: String) -> String {
    guard let files = library.files(ofProtocol: name) else { return "" }
    var hash = SHA256()
    for file in files {
      hash.update(data: file)
    }
    return Base64url.encode(Array(hash.finalize()))
  }

  /// The figures that a session with this protocol is held by.
  func rules(protocolName: String) -> ClinicalRules {
    ClinicalRules(
      treatment: protocolName.isEmpty ? nil : library.treatmentProtocol(named: protocolName),
      vitals: library.vitals(), scales: library.scales())
  }

  private static func files(
    in folder: String, ending: String
  ) -> [(name: String, bytes: [UInt8])] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(ending) }.sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map { (name, Array($0)) }
    }
  }
}
