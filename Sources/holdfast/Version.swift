/// The program's version, in `--version` and in every run's first record.
enum Version {
  static let number = "0.1.0"
}
