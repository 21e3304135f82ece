import Catalogue
import Foundation
import SQLiteStore
import Strategy
import TestSupport
import Testing

/// SQL in every place where somebody may type something.
@Suite struct `SQL in values and terms` {
  private static let pieces = [
    "'", "''", "\"", "`", ";", "--", "/*", "*/", "\\", "\\'", "%", "_", "*", "?", "?1", ":a", "@a", "$a", "(", ")",
    "\0", "\n",
    " OR 1=1", "' OR '1'='1", "'; DROP TABLE version; --", "\"; DELETE FROM audit; --", "1; UPDATE audit SET author=''",
    "UNION SELECT sql FROM sqlite_master", "ATTACH 'x.db' AS x", "PRAGMA writable_schema=1", "load_extension('x')",
    "x'00'", "CHAR(39)", "||", "NULL", "randomblob(1000)", "WITH RECURSIVE", "size", "spec.replicas", "Deployment:",
    "=",
    "!=", "~", "<", ">=", "[", "]", "[*]", "[\"a", "cluster.region", "provider.", "é", "𝕊", "\u{202E}", "LIKE", "GLOB",
  ]

  private static func text(_ random: inout SplitMix64) -> String {
    (0..<Int.random(in: 1...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  /// What the catalogue says of everything: its file, byte for byte.
  private static func dump(_ place: Workplace) throws -> [UInt8] { try place.read("strata.db") }

  @Test func `terms are bound, and a question changes nothing`() async throws {
    let place = try await Workplace.withFleet()
    let before = try Self.dump(place)
    let store = try SQLiteStore.open(at: place.path("strata.db"), mode: .readOnly)
    let catalogue = Catalogue(store: store, author: "", now: { Timestamp(milliseconds: 0) })
    var random = FaultRun.random(81)
    let rounds = FaultRun.rounds(400, long: 10_000)
    var (answered, refused) = (0, 0)
    for _ in 0..<rounds {
      let text = Self.text(&random)
      let setting = ["size", "Deployment:spec.replicas", "provider.storage.default", "cluster.region", "*"]
        .randomElement(
          using: &random)
      let condition = "\(setting ?? "size") \(["=", "!=", "~", "<"].randomElement(using: &random) ?? "=") "
      let term = Bool.random(using: &random) ? text : condition + text
      do {
        let rows = try catalogue.query(Catalogue.QueryRequest(terms: [QueryTerm(parsing: term)])).rows
        // No condition may be got rid of: nothing here is named or valued like this.
        if term != text, condition.hasSuffix(" = ") { #expect(rows.isEmpty, "\(term)") }
        answered += 1
      } catch let error as CatalogueError {
        if case .storage(let failure) = error { Issue.record("\(Marked.text(Array(term.utf8))): \(failure)") }
        refused += 1
      }
    }
    #expect(answered > 0 && refused > 0)
    #expect(try Self.dump(place) == before)
    FaultRun.report("SQL: \(rounds) terms, \(answered) answered, \(refused) refused, dump unchanged")
  }

  @Test func `values are stored as they are written, or refused`() async throws {
    let place = try await Workplace.withFleet()
    let store = try SQLiteStore.open(at: place.path("strata.db"), mode: .readWrite)
    let catalogue = Catalogue(store: store, author: "tester", now: { Timestamp(milliseconds: 0) })
    var random = FaultRun.random(82)
    let scope = Scope.environment(team: "payments", environment: "production")
    let scopes = try catalogue.profileHistory(scope).count
    var stored = 0
    for _ in 0..<FaultRun.rounds(100, long: 2000) {
      let text = Self.text(&random)
      do {
        guard try catalogue.setProfile(scope, [("owner", text)], message: text).revision != nil else { continue }
      } catch is CatalogueError { continue }
      stored += 1
      let entry = try catalogue.profileHistory(scope).last?.parameters.entry("owner")
      #expect(text == "null" || entry?.value == .text(text), "\(text)")
    }
    #expect(stored > 0)
    #expect(try catalogue.profileHistory(scope).count == scopes + stored)
  }

  private static let statements = [
    "INSERT INTO block (digest, content) VALUES (x'', x'')", "DELETE FROM version", "UPDATE audit SET author = 'eve'",
    "REPLACE INTO audit (id) VALUES (1)", "CREATE TABLE t (a)", "CREATE TEMP TABLE t (a)", "DROP TABLE version",
    "DROP TRIGGER audit_is_kept", "ALTER TABLE audit RENAME TO log", "REINDEX", "ANALYZE", "VACUUM",
    "VACUUM INTO 'copy.db'",
    "ATTACH 'copy.db' AS other", "PRAGMA writable_schema = 1", "PRAGMA journal_mode = WAL", "PRAGMA user_version = 9",
    "BEGIN EXCLUSIVE", "SAVEPOINT s", "COMMIT", "WITH x AS (SELECT 1) DELETE FROM version",
    "INSERT INTO audit SELECT * FROM audit RETURNING id", "SELECT load_extension('evil.so')",
    "SELECT writefile('copy.db', 'x')", "SELECT edit('x')", "SELECT fts3_tokenizer('x')",
    "UPDATE sqlite_master SET sql = ''", "SELECT 1; DELETE FROM version", "EXPLAIN DELETE FROM audit",
    "CREATE VIRTUAL TABLE t USING fts5 (a)", "SELECT * FROM pragma_writable_schema(1)",
  ]

  @Test func `a statement reads, or is refused`() async throws {
    let place = try await Workplace.withFleet()
    let before = try Self.dump(place)
    var random = FaultRun.random(83)
    let rounds = FaultRun.rounds(150, long: 4000)
    var (read, refused) = (0, 0)
    for round in 0..<rounds {
      var statement = Self.statements[round % Self.statements.count]
      // As they are, then with something before, behind or within.
      if round >= Self.statements.count {
        let piece = Self.text(&random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: statement = "SELECT \(piece); \(statement)"
        case 1: statement = "\(piece) \(statement)"
        case 2: statement += " \(piece)"
        default: statement = statement.replacing(" ", with: " /*\(piece)*/ ", maxReplacements: 1)
        }
      }
      do {
        _ = try StatementRunner(path: place.path("strata.db"), seconds: 5, byteLimit: 1 << 20).run(statement)
        read += 1
      } catch is StatementError { refused += 1 }
    }
    #expect(read * 20 < rounds, "\(read) of \(rounds) were answered")
    #expect(try Self.dump(place) == before)
    #expect(Set(place.contents().keys) == ["strata.db"])
    FaultRun.report("SQL: \(rounds) statements that write, \(refused) refused, dump unchanged")
  }

  @Test(arguments: ["'; DROP TABLE version; --", "\" OR 1=1 --", "x' UNION SELECT 1 --"])
  func `whatever command it is typed to`(_ text: String) async throws {
    let place = try await Workplace.withFleet()
    let before = try Self.dump(place)
    let word = "'" + text.replacing("'", with: "<0x27>") + "'"
    for command in [
      "query", "query size --group-by", "query size --select", "show", "log", "diff", "settings payments/production",
      "explain payments/production", "profile show", "provider show", "template show", "label list", "cluster show",
      "label set payments/production@1", "cluster list --selector", "export payments/production --document", "sql",
      "query --as-of", "waiver remove", "rollout --scope", "team rename payments", "label set payments/production",
    ] {
      let outcome = try await place.run("\(command) \(word)")
      #expect(outcome.code == 1 || outcome.code == 64 || outcome.code == 0)
      #expect(!outcome.messages.contains("syntax error") || command == "sql", "\(command): \(outcome.messages)")
    }
    #expect(try Self.dump(place) == before)
  }
}
