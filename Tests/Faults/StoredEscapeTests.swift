import Foundation
import GRDB
import TestSupport
import Testing

/// What moves a cursor, sets a title or reorders text, in whatever a catalogue holds: commands show it, they do not
/// send it. Documents alone keep their bytes in a pipe: of `show`, of `export`, and of a diff that is a patch.
@Suite struct `Stored escapes` {
  private static let pieces = [
    "\u{1B}[2J", "\u{1B}[31m", "\u{1B}]0;owned\u{7}", "\u{1B}]8;;http://x\u{1B}\\", "\u{1B}P1$r\u{1B}\\", "\u{9B}31m",
    "\u{90}",
    "\u{8}\u{8}", "\r", "\u{7F}", "\u{0B}", "\u{0C}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200F}", "\u{61C}",
    "\u{85}",
    "\u{2028}", "\u{2029}", "text", "é", "日本", "a: b", "'", "\"", "=1+1", ",",
  ]

  private static func text(_ random: inout SplitMix64) -> String {
    let count = Int.random(in: 1...6, using: &random)
    let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    // Each acts on a terminal.
    return text + (pieces.prefix(20).randomElement(using: &random) ?? "")
  }

  /// Characters of an output that act on a terminal.
  static func acting(_ bytes: [UInt8]) -> [Unicode.Scalar] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x09, 0x0A: false
      case 0x00...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
  }

  /// As a text in double quotes.
  private static func yaml(_ text: String) -> String {
    "\""
      + text.unicodeScalars.map {
        $0.value < 0x7F && $0.value >= 0x20 && $0 != "\"" && $0 != "\\"
          ? String($0)
          : $0.value < 0x10000
            ? "\\u" + String(repeating: "0", count: 4 - String($0.value, radix: 16).count)
              + String($0.value, radix: 16) : String($0)
      }.joined() + "\""
  }

  private static func check(_ place: Workplace, _ commands: [String]) async throws -> Int {
    var shown = 0
    for command in commands {
      let outcome = try await place.run(command)
      let acting = Self.acting(outcome.out) + Self.acting(outcome.err)
      #expect(acting.isEmpty, "\(command): \(acting.prefix(5).map { "U+\(String($0.value, radix: 16))" })")
      #expect(outcome.code <= 2, "\(command): \(outcome.code)")
      shown += outcome.text.isEmpty ? 0 : 1
    }
    return shown
  }

  private static func inFormats(_ commands: [String], _ formats: [String] = ["table", "json", "yaml", "csv"])
    -> [String]
  {
    commands.flatMap { command in formats.map { "\(command) -o \($0)" } }
  }

  // MARK: What came in by files

  private static func template(_ version: Int, _ values: [String], _ random: inout SplitMix64) -> String {
    let keys = values.enumerated().map { "  k\($0): \(yaml($1))\n" }.joined()
    let title = yaml(text(&random))
    let header =
      "title: \(title)\ndescription: \(yaml(text(&random)))\ncategory: \(yaml(text(&random)))\n"
      + "author: \(yaml(text(&random)))\ntags: [\(yaml(text(&random)))]\ndifficulty: \(yaml(text(&random)))\n"
      + "arguments:\n  - {name: owner, description: \(yaml(text(&random))), \"x\\e[1m\": \(yaml(text(&random)))}\n"
    let raw = text(&random).replacing("{{", with: "")
    return
      "---\nname: evil\nversion: 1.0.\(version)\n\(header)---\n# \(raw)\n\n{{owner}} \(raw)\n\n```yaml\napiVersion: v1\n"
      + "kind: ConfigMap\nmetadata: {name: \(yaml(text(&random))), namespace: evil}\ndata:\n\(keys)```\n"
  }

  @Test func `values of files are shown escaped by every command in every format`() async throws {
    let place = try Workplace()
    try await place.strata("init")
    var random = FaultRun.random(91)
    let count = FaultRun.rounds(60, long: 1000)
    for version in 1...2 {
      let values = (0..<count).map { _ in Self.text(&random) }
      try place.write("evil.md", Self.template(version, values, &random))
      try await place.strata("template import evil.md")
      for scope in version == 1 ? ["evil/dev", "evil/test"] : ["evil/dev"] {
        try await place.strata("profile set \(scope) template=evil@1.0.\(version) owner=me")
      }
      if version == 1 { try await place.strata("cluster add evil/dev/one") }
      try await place.strata("generate --all --allow-findings")
    }
    try place.write("evil.yaml", "name: evil\ntitle: \(Self.yaml(Self.text(&random)))\nmapping: {a: b}\n")
    try await place.strata("provider import evil.yaml")
    let commands =
      Self.inFormats([
        "template list", "template show evil", "template check evil", "provider list", "provider show evil",
        "provider history evil", "settings evil/dev", "query 'ConfigMap:data.k1' --select ConfigMap:data.k2",
        "query '* ~ *' --all-versions", "compare evil/dev evil/test", "log evil/dev",
        "query --group-by ConfigMap:data.k3", "verify evil", "status", "sql 'SELECT * FROM setting_value'",
        "sql 'SELECT title FROM template_revision'",
      ])
      + Self.inFormats(
        ["diff evil/dev --semantic", "diff evil/dev --summary"], ["table", "json", "yaml"])
      + [
        "diff evil/dev --side-by-side", "diff evil/dev --why", "blame evil/dev",
        "explain evil/dev ConfigMap:data.k1", "explain evil/dev 1", "plan --template evil@1.0.1",
        "diff evil/dev -o markdown", "show evil/dev --block 99",
        "show evil/dev --heading x",
        "template matrix evil", "verify --all --reproduce", "doctor", "rollout", "export evil/dev out",
        "query ConfigMap:data.k1 = x",
      ]
    let shown = try await Self.check(place, commands)
    #expect(shown > commands.count / 2)
    FaultRun.report("escapes: \(2 * count) values through \(commands.count) commands: 0 sent")
  }

  // MARK: What came in past the program

  private static let columns = [
    ("audit", "author"), ("audit", "action"), ("audit", "subject"), ("audit", "message"),
    ("template_revision", "title"),
    ("template_revision", "version"), ("provider_revision", "title"), ("provider_revision", "mapping"),
    ("profile_revision", "parameters"), ("parameter_set", "content"), ("parameter_value", "value"),
    ("parameter_value", "key"), ("setting_value", "value"), ("setting_path", "path"), ("cluster_revision", "region"),
    ("cluster_revision", "kubernetes"), ("cluster_revision", "selectors"), ("scope", "team"), ("scope", "cluster"),
    ("label_move", "label"), ("manifest", "kind"), ("manifest", "name"), ("manifest", "problems"), ("block", "content"),
    ("block", "language"), ("read_set", "content"), ("inputs", "region"), ("waiver_move", "reason"),
    ("waiver_move", "finding"),
  ]

  private static let questions =
    inFormats([
      "status", "log payments/production", "team list", "environment list", "cluster list",
      "cluster show payments/production/eu-1",
      "profile list", "profile show payments/production", "profile show payments/production --resolved",
      "profile history payments/production", "provider list", "provider show aws", "template list",
      "template show site",
      "label list payments/production", "label history payments/production", "waiver list",
      "settings payments/production",
      "query size", "query --group-by size", "compare payments/production search/production", "verify --all",
    ]) + [
      "plan", "doctor", "diff payments/production", "blame payments/production", "explain payments/production size",
      "show payments/production --inputs", "rollout", "verify --all --reproduce", "export --fleet",
      "query cluster.selector.tier=gold", "promote payments/staging payments/production --dry-run",
    ]

  @Test(arguments: columns.indices.filter { FaultRun.isLong || $0 % 4 == 0 })
  func `a database edited by hand is shown escaped, or refused so`(number: Int) async throws {
    let (table, column) = Self.columns[number]
    let place = try await Workplace.withFleet()
    try await place.strata("label set payments/production@1 stable")
    let day = Date(timeIntervalSinceNow: 30 * 86_400).formatted(.iso8601.year().month().day())
    try await place.strata("waiver add removed-api payments --until \(day) --reason why")
    var random = FaultRun.random(UInt64(100 + number))
    let text = Self.text(&random)
    try await DatabaseQueue(path: place.path("strata.db")).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
      for trigger in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
        try db.execute(sql: "DROP TRIGGER \(trigger)")
      }
      let known = try db.columns(in: table).map(\.name)
      try #require(known.contains(column), "\(table) has no column \(column)")
      // In JSON only its texts are changed, so that it still is JSON.
      let quoted = "\"" + String(decoding: try JSONEncoder().encode(text).dropFirst().dropLast(), as: UTF8.self)
      let isJSON = ["mapping", "parameters", "content", "selectors", "problems"].contains(column) && table != "block"
      try db.execute(
        sql: isJSON
          ? "UPDATE OR IGNORE \(table) SET \(column) = replace(\(column), ': \"', ': ' || ?)"
          : "UPDATE OR IGNORE \(table) SET \(column) = CAST(? || \(column) AS \(column == "content" ? "BLOB" : "TEXT"))",
        arguments: [isJSON ? quoted : text])
    }
    let chosen = Self.questions.indices.filter { FaultRun.isLong || $0 % 12 == number % 12 }.map { Self.questions[$0] }
    _ = try await Self.check(place, chosen)
  }
}
