/// The files that come with the program.
enum Shipped {
  /// In the order of a list to choose from.
  static let protocolNames = [
    "im", "iv", "sublingual", "lozenge-home", "esketamine", "racemic", "oral",
  ]

  static let fileNames =
    protocolNames + [
      "vocabulary", "techniques", "vitals", "scales", "questionnaires", "checklists", "codes",
    ]

  static func bytes(of stem: String) -> [UInt8]? {
    switch stem {
    case "im": PackageResources.im_json5
    case "iv": PackageResources.iv_json5
    case "sublingual": PackageResources.sublingual_json5
    case "lozenge-home": PackageResources.lozenge_home_json5
    case "esketamine": PackageResources.esketamine_json5
    case "racemic": PackageResources.racemic_json5
    case "oral": PackageResources.oral_json5
    case "vocabulary": PackageResources.vocabulary_json5
    case "techniques": PackageResources.techniques_json5
    case "vitals": PackageResources.vitals_json5
    case "scales": PackageResources.scales_json5
    case "questionnaires": PackageResources.questionnaires_json5
    case "checklists": PackageResources.checklists_json5
    case "codes": PackageResources.codes_json5
    default: nil
    }
  }
}
