import Catalogue
import SQLiteStore
import TestSupport
import Testing

/// A catalogue with everything in it, and what is found in damaged copies of it.
struct DamagedFile {
  let whole: [UInt8]
  /// The same catalogue some operations earlier.
  let earlier: [UInt8]
  private let readings: Readings
  let dump: String

  init() async throws {
    let place = try Workplace()
    let made = try await DamagedFile.made.value
    (earlier, whole) = (made.earlier, made.whole)
    try place.write("strata.db", whole)
    readings = Readings(ofFileAt: place.path("strata.db"))
    dump = LogicalDump.text(ofFileAt: place.path("strata.db"))
  }

  struct Finding {
    /// Whether anything that the file says is another than before, or cannot be read.
    let isHurt: Bool
    /// Whether `doctor` has something to say.
    let isReported: Bool
    /// What was answered wrongly, without an error.
    let wrong: (promised: [String], others: [String])
  }

  func finding(in bytes: [UInt8], journal: [UInt8]? = nil) throws -> Finding {
    let place = try Workplace()
    try place.write("strata.db", bytes)
    if let journal { try place.write("strata.db-journal", journal) }
    let path = place.path("strata.db")
    let wrong = readings.wrong(in: Readings(ofFileAt: path))
    // An index that is hurt shows in answers alone.
    let isHurt =
      LogicalDump.text(ofFileAt: path) != dump || !wrong.promised.isEmpty || !wrong.others.isEmpty
    // What is not hurt is not looked at: that takes the most time.
    let isReported = isHurt && !DamagedFile.problems(ofFileAt: path).isEmpty
    return Finding(isHurt: isHurt, isReported: isReported, wrong: wrong)
  }

  /// What `doctor` says.
  static func problems(ofFileAt path: String) -> [String] {
    do {
      let store = try SQLiteStore.open(at: path, mode: .readOnly)
      return try (store.integrityProblems() + store.read { try $0.sealProblems { _ in } }).map(\.text)
    } catch {
      return ["\(error)"]
    }
  }

  private static let made = Task {
    let place = try await Workplace.withFleet()
    for command in [
      "profile set payments size=medium", "profile set payments/production owner=me",
      "label set payments/production@1 stable", "label set payments/production@1 live", "generate --all",
      "label set payments/production@2 stable", "cluster pin payments/production/eu-1 payments/production@1",
    ] {
      try await place.strata(command)
    }
    let earlier = try place.read("strata.db")
    for command in [
      "cluster pin payments/production/eu-1 payments/production@2", "profile set payments/production owner=you",
      "provider set aws storage.default=gp9", "generate --all",
      "cluster pin payments/production/eu-2 payments/production@2",
      "team rename search find", "verify --all", "template import site.md",
    ] {
      if command.contains("site.md") {
        try place.write("site.md", Workplace.note(version: "2.0.0", body: "{{name}}\n"))
      }
      try await place.strata(command)
    }
    return (earlier: earlier, whole: try place.read("strata.db"))
  }
}
