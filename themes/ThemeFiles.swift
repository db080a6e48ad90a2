/// The theme files of this folder, embedded into the program.
package enum ThemeFiles {
  /// Name and content, in the order in which they are offered.
  package static let all: [(name: String, bytes: [UInt8])] = [
    ("dusk", PackageResources.dusk_json),
    ("ember", PackageResources.ember_json),
    ("paper", PackageResources.paper_json),
    ("contrast", PackageResources.contrast_json),
    ("deutan", PackageResources.deutan_json),
    ("mono", PackageResources.mono_json),
  ]
}
