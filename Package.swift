// swift-tools-version: 6.2
import PackageDescription

/// The settings every Swift target is compiled with.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "strata",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "strata", targets: ["strata"])
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "strata", dependencies: ["StrataCLI", "SQLiteStore", "Catalogue", "Seeds"], swiftSettings: settings),
    .target(
      name: "StrataCLI",
      dependencies: [
        "Catalogue", "Manifests", "Strategy",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: settings),
    .target(
      name: "SQLiteStore",
      dependencies: [
        "Catalogue", "Manifests", "Strategy", "Migrations", "LibSQLite",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .target(name: "Catalogue", dependencies: ["Strategy", "Manifests"], swiftSettings: settings),
    .target(
      name: "Strategy",
      dependencies: ["Handlebars", "LibCrypto", .product(name: "Yams", package: "Yams")],
      swiftSettings: settings),
    .target(name: "Manifests", dependencies: ["LibYAML"], swiftSettings: settings),
    .target(name: "Handlebars", swiftSettings: settings),

    // C targets whose path is a top-level folder: their files are embedded in the executable.
    .target(name: "Migrations", path: "Migrations"),
    .target(name: "Seeds", path: "Seeds"),
    // A setting of SQLite's connections that GRDB does not reach.
    .systemLibrary(name: "LibSQLite", path: "Sources/LibSQLite", providers: [.apt(["libsqlite3-dev"])]),
    // SHA-256 from Debian's libcrypto (libssl-dev).
    .systemLibrary(name: "LibCrypto", path: "Sources/LibCrypto", providers: [.apt(["libssl-dev"])]),
    // The events of YAML from Debian's libyaml (libyaml-dev).
    .systemLibrary(
      name: "LibYAML", path: "Sources/LibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    .executableTarget(
      name: "StrataBenchmarks",
      dependencies: [
        "Handlebars", "Strategy", "Catalogue", "SQLiteStore", .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Tests/Benchmarks", exclude: ["run", "reference.js", "deepdiff_reference.py"],
      swiftSettings: settings),
    // What several test targets use: running the binary, catalogues to start from, random numbers that repeat.
    .target(
      name: "TestSupport",
      dependencies: [
        "Catalogue", "SQLiteStore", .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "Yams", package: "Yams"),
      ],
      path: "Tests/Support", swiftSettings: settings),
    .testTarget(
      name: "HandlebarsTests", dependencies: ["Handlebars", "Strategy", "TestSupport"],
      exclude: ["Reference/cases.js", "Reference/record.js"],
      resources: [.copy("Reference/cases.json")], swiftSettings: settings),
    .testTarget(
      name: "StrategyTests", dependencies: ["Strategy", "Handlebars", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "SQLiteStoreTests",
      dependencies: [
        "SQLiteStore", "Catalogue", "Strategy", "Manifests", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CatalogueTests",
      dependencies: ["Catalogue", "SQLiteStore", "Strategy", "Handlebars", "Manifests", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "ManifestsTests", dependencies: ["Manifests", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "strata", "Catalogue", "Manifests", "SQLiteStore", "TestSupport",
        .product(name: "Subprocess", package: "swift-subprocess"), .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["BadInput", "Forecaster"], swiftSettings: settings),
    // Power loss: a disk that fails beneath SQLite, and the program that puts catalogues on it.
    .target(name: "CrashVFS", path: "Tests/Faults/CrashVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "StrataPowerLoss",
      dependencies: [
        "CrashVFS", "Catalogue", "Strategy", "SQLiteStore", "Migrations",
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Tests/Faults/PowerLoss", swiftSettings: settings),
    // Faults and hostile input. Few rounds as a part of the suite, many with `make faults`.
    .testTarget(
      name: "FaultTests",
      dependencies: [
        "strata", "StrataCLI", "Catalogue", "Strategy", "Manifests", "Handlebars", "SQLiteStore", "TestSupport",
        "HostileInputs", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Yams", package: "Yams"),
      ],
      path: "Tests/Faults", exclude: ["CrashVFS", "PowerLoss", "Stores", "Inputs", "Fuzzing", "fuzz"],
      resources: [.copy("Corpus")], swiftSettings: settings),
    // What the fuzzer and the tests of its corpus throw bytes at.
    .target(
      name: "HostileInputs", dependencies: ["Catalogue", "Strategy", "Manifests", "Handlebars"],
      path: "Tests/Faults/Inputs", swiftSettings: settings),
    .testTarget(
      name: "StrataCLITests", dependencies: ["StrataCLI", "Catalogue", "Strategy"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzer needs libFuzzer, which not every toolchain has: only Tests/Faults/fuzz asks for it.
if Context.environment["STRATA_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "StrataFuzz", dependencies: ["HostileInputs"], path: "Tests/Faults/Fuzzing",
      exclude: ["template.dict", "yaml.dict", "manifest.dict"], swiftSettings: settings))
}
