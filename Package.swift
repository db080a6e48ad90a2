// swift-tools-version: 6.2
import PackageDescription

/// CI compiles with warnings as errors; a fresh machine with a newer compiler should still build.
let strict: [SwiftSetting] =
  Context.environment["HOLDFAST_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// The optimiser takes minutes over the long scripts of keys, and gains nothing: what they drive is
/// optimised in its own module.
let unoptimised: [SwiftSetting] = [.unsafeFlags(["-Onone"])]

let package = Package(
  name: "holdfast",
  products: [
    .executable(name: "holdfast", targets: ["holdfast"]),
    .executable(name: "holdfast-bench", targets: ["holdfast-bench"]),
    // Preloaded by a measurement or a test: a disk that answers late.
    .library(name: "HoldfastStall", type: .dynamic, targets: ["CStall"]),
    // Preloaded by tests: counts the storage calls, and fails, cuts or ends at one of them.
    .library(name: "HoldfastFault", type: .dynamic, targets: ["CFault"]),
  ],
  dependencies: [
    // Arguments, help and shell completions from one declaration; ours would be worse at all three.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // SHA-256 for the chain (and later the vault): cryptography is never written at home.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "SessionModel", swiftSettings: strict),
    .target(
      name: "Protocols",
      dependencies: ["SessionModel"],
      resources: [.embedInCode("Defaults")],
      swiftSettings: strict),
    .target(name: "CStorage"),
    .target(
      name: "SessionJournal",
      dependencies: [
        "SessionModel", "CStorage", .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["FORMAT.md"],
      swiftSettings: strict),
    .target(
      name: "Interaction",
      dependencies: ["SessionModel", "Protocols"],
      swiftSettings: strict),
    .target(
      name: "Screen",
      dependencies: ["SessionModel", "Protocols", "Interaction"],
      swiftSettings: strict),
    .target(
      name: "ThemeFiles",
      path: "themes",
      resources: [
        .embedInCode("dusk.json"), .embedInCode("ember.json"), .embedInCode("paper.json"),
        .embedInCode("contrast.json"), .embedInCode("deutan.json"), .embedInCode("mono.json"),
      ],
      swiftSettings: strict),
    .target(
      name: "Theme",
      dependencies: ["Screen", "ThemeFiles"],
      swiftSettings: strict),
    .target(
      name: "CNcurses",
      // A program linked without shared libraries has to name both halves of ncurses.
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "Terminal",
      dependencies: ["Interaction", "Screen", "Theme", "CNcurses"],
      swiftSettings: strict),
    .target(
      name: "SampleArc",
      dependencies: ["SessionModel", "Protocols"],
      swiftSettings: strict),
    .executableTarget(
      name: "holdfast",
      dependencies: [
        "SessionModel", "Protocols", "SessionJournal", "Interaction", "Screen", "Theme",
        "Terminal", "SampleArc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "holdfast-bench",
      dependencies: [
        "SessionModel", "Protocols", "SessionJournal", "SampleArc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .testTarget(
      name: "SessionModelTests", dependencies: ["SessionModel", "Protocols", "SampleArc"]),
    .testTarget(name: "ProtocolsTests", dependencies: ["Protocols", "SessionModel"]),
    .testTarget(
      name: "SessionJournalTests",
      dependencies: ["SessionJournal", "SessionModel", "CStorage"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "InteractionTests",
      // The screen as well: a session by script is read off it, as a therapist would.
      dependencies: ["Interaction", "Screen", "SessionModel", "Protocols", "SampleArc"],
      swiftSettings: unoptimised),
    .testTarget(
      name: "ScreenTests",
      dependencies: ["Screen", "Interaction", "SessionModel", "Protocols", "SampleArc"],
      exclude: ["Pictures"]),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "Interaction", "Screen", "CNcurses"]),
    .testTarget(name: "ThemeTests", dependencies: ["Theme", "Screen", "ThemeFiles"]),
    .target(name: "CStall", path: "Tests/CStall"),
    .target(name: "CFault", path: "Tests/CFault"),
    // A terminal emulator to read the screen that a person would see; linked by tests only.
    .target(
      name: "CVterm",
      path: "Tests/CVterm",
      linkerSettings: [.linkedLibrary("vterm")]),
    .testTarget(
      name: "ProgramTests",
      dependencies: ["CVterm", "holdfast", "SessionJournal", "SessionModel"]),
    .testTarget(name: "HouseRulesTests"),
  ]
)

/// HOLDFAST_FUZZ=1 builds nothing but the journal, watched by libFuzzer, and the fuzzer that drives
/// it; never part of another build (Tests/JournalFuzz/run).
if Context.environment["HOLDFAST_FUZZ"] != nil {
  let watched: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])]
  let journal = ["SessionModel", "CStorage", "SessionJournal"]
  package.products = []
  package.targets.removeAll { !journal.contains($0.name) }
  for target in package.targets where target.name.hasPrefix("Session") {
    target.swiftSettings = watched
  }
  package.targets.append(
    .executableTarget(
      name: "JournalFuzz",
      dependencies: ["SessionJournal", "SessionModel"],
      path: "Tests",
      sources: ["JournalFuzz/JournalFuzz.swift"]
        + ["Mutation", "Ordeal", "SimulatedDisk", "SimulatedDisk+Crash", "Steady"]
        .map { "SessionJournalTests/\($0).swift" },
      swiftSettings: watched,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]))
}
