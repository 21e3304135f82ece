import GRDB
import SQLiteStore
import TestSupport
import Testing

/// Files that are no catalogue this program understands: every command refuses them in words and leaves their bytes.
@Suite struct `Strangers` {
  @Test(arguments: Stranger.all)
  func `no command touches a file that it does not understand`(_ stranger: Stranger) async throws {
    for command in Self.commands {
      let place = try await stranger.place()
      let before = place.contents()
      let outcome = try await place.run(command)
      #expect(outcome.code == 1, "\(command)")
      #expect(
        outcome.messages.hasPrefix("error: ") && outcome.messages.contains(stranger.words),
        "\(command): \(outcome.messages)")
      #expect(outcome.out.isEmpty, "\(command)")
      #expect(place.contents() == before, "\(command)")
    }
  }

  private static let commands = [
    "status", "doctor", "show payments/production", "diff payments/production@1 payments/production@2",
    "log payments/production", "explain payments/production cluster_size", "blame payments/production",
    "profile list", "profile show payments/production --resolved", "profile history payments",
    "profile set payments/production cluster_size=small", "profile unset payments/production cluster_size",
    "template list", "template show container_orchestration", "template import note.md", "template import --bundled",
    "provider list", "provider show aws", "provider set aws a=b", "provider unset aws a",
    "team list", "team rename payments orders", "team retire payments", "environment list",
    "cluster list", "cluster add payments/production/eu-1", "cluster pin payments/production/eu-1 1",
    "query cluster_size=large", "settings payments/production", "sql 'SELECT 1'",
    "compare payments/production payments/staging",
    "plan", "plan --out plan.json", "generate --all", "apply -f fleet.yaml", "export payments/production out",
    "verify --all", "waiver list", "waiver add removed-api payments --until 2099-01-01 --reason why",
    "label list", "label set payments/production@1 stable", "rollback payments/production@1", "rollout",
    "promote payments/staging payments/production",
  ]
}

struct Stranger: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// What the refusal says.
  let words: String
  private let bytes: @Sendable (Workplace) throws -> [UInt8]

  func place() async throws -> Workplace {
    let place = try Workplace()
    let bytes = try bytes(place)
    for name in place.contents().keys { try place.remove(name) }
    try place.write("strata.db", bytes)
    try place.write("note.md", Workplace.note(version: "1.0.0", body: "hello {{name}}\n"))
    try place.write("fleet.yaml", "teams:\n  search:\n    environments:\n      staging:\n")
    return place
  }

  static let all = [
    Stranger(testDescription: "an empty file", words: "an empty file") { _ in [] },
    Stranger(testDescription: "text", words: "text") { _ in Array("not a database\n".utf8) },
    Stranger(testDescription: "some bytes", words: "a file of some other kind") { _ in
      (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    },
    Stranger(testDescription: "the beginning of a database", words: "the beginning of an SQLite database") { _ in
      Array("SQLite format 3\u{0}".utf8)
    },
    Stranger(testDescription: "another application's database", words: "another application's SQLite database") {
      try database($0) { try $0.execute(sql: "CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('mine')") }
    },
    Stranger(testDescription: "another application's database, which has our tables", words: "another application's") {
      try database($0) { try $0.execute(sql: "CREATE TABLE version (id INTEGER); PRAGMA user_version = 5") }
    },
    Stranger(testDescription: "a newer schema", words: "newer") { place in
      _ = try SQLiteStore.create(at: place.path("other.db"))
      return try database(place) { try $0.execute(sql: "PRAGMA user_version = 99") }
    },
    Stranger(testDescription: "no schema number", words: "damaged") { place in
      _ = try SQLiteStore.create(at: place.path("other.db"))
      return try database(place) { try $0.execute(sql: "PRAGMA user_version = 0") }
    },
    Stranger(testDescription: "a damaged header", words: "damaged") { place in
      _ = try SQLiteStore.create(at: place.path("other.db"))
      var bytes = try place.read("other.db")
      bytes[16] = 0x07
      return bytes
    },
  ]

  private static func database(_ place: Workplace, _ change: (Database) throws -> Void) throws -> [UInt8] {
    let queue = try DatabaseQueue(path: place.path("other.db"))
    try queue.writeWithoutTransaction(change)
    try queue.close()
    return try place.read("other.db")
  }
}
