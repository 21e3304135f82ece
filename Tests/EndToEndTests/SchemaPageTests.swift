import Foundation
import TestSupport
import Testing

/// docs/schema.md describes the views that there are, and its statements run and say what `strata query` says.
struct SchemaPageTests {
  @Test func `the page describes every view with every column, and no other`() async throws {
    let place = try Workplace()
    try await place.strata("init")
    let statement = """
      SELECT v.name AS view, c.name AS col FROM sqlite_schema v, pragma_table_info(v.name) c
      WHERE v.type = 'view' ORDER BY 1, c.cid
      """
    let found = try Tree(json: try await place.strata("sql - -o json", input: statement).out)
    let columns = (found["rows"]?.items ?? []).map { row in
      "\(row["view"]?.text ?? "").\(row["col"]?.text ?? "")"
    }
    #expect(columns.count > 50)
    #expect(try described().sorted() == columns.sorted())
  }

  private func described() throws -> [String] {
    try SchemaPage.text().components(separatedBy: "\n### `").dropFirst().flatMap { section -> [String] in
      let view = section.prefix { $0 != "`" }
      let body = section.components(separatedBy: "\n## ")[0]
      return body.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
        "\(view).\(line.dropFirst(3).prefix { $0 != "`" })"
      }
    }
  }

  @Test func `every statement of the page runs, and names the clusters that the query before it names`() async throws {
    let place = try await SchemaPage.workplace()
    var (statements, pairs) = (0, 0)
    var expected: [Substring]?
    for block in try SchemaPage.blocks() {
      switch block.language {
      case "sh":
        let command = block.text.split(separator: "\n").first.map(String.init) ?? ""
        guard command.hasPrefix("strata query ") else { continue }
        let answer = try await place.strata(command)
        #expect(answer.messages == "", "\(command)")
        expected = answer.text.split(separator: "\n")
      case "sql":
        statements += 1
        let rows = CSVRecords(try await place.strata("sql - -o csv", input: block.text).text).all.dropFirst()
        if let expected {
          pairs += 1
          #expect(!rows.isEmpty, "\(block.text)")
          #expect(rows.map { $0[0] }.sorted() == expected.map(String.init).sorted(), "\(block.text)")
        } else {
          #expect(rows.isEmpty == SchemaPage.empty.contains { block.text.contains($0) }, "\(block.text)")
        }
        expected = nil
      default: continue
      }
    }
    #expect(statements >= 12 && pairs >= 8)
  }

  @Test func `the clusters that are behind, and the images in use, are the right ones`() async throws {
    let place = try await SchemaPage.workplace()
    let behind = try await place.strata(
      "sql - -o csv", input: "SELECT cluster, behind FROM fleet_cluster WHERE behind > 0")
    #expect(behind.text == "cluster,behind\npayments/production/eu-1,1\n")
    let images = try await place.strata(
      "sql - -o csv",
      input:
        "SELECT count(DISTINCT cluster_id) AS n FROM cluster_setting WHERE value = 'registry.example.com/payments/api:4.2.0'"
    )
    let queried = try await place.strata("query '* = registry.example.com/payments/api:4.2.0' -o name")
    #expect(images.text == "n\n\(queried.lines.count)\n")
  }

  /// Pins, clusters with layers of their own, inputs that changed no output, new names and retirements.
  @Test func `the view and the query agree whatever became of the fleet`() async throws {
    let place = try await SchemaPage.workplace()
    for command in [
      "profile set ledger cluster_size=medium", "profile set insight provider.storage.default=pd-ssd",
      "provider set azure storage.default=premium", "generate --all", "profile set plant workload_type=web-services",
      "cluster pin ledger/production/eu-1 1", "cluster pin payments/production/us-1 payments/production@1",
      "team rename search discovery", "cluster retire plant/production/hall-2", "environment retire vision/staging",
      "cluster add payments/production/new-1 --region eu-west-1", "generate ledger payments insight",
      "cluster unpin payments/production/eu-1", "profile set payments domain=shop.example.com", "generate --all",
    ] { try await place.strata(command) }
    for term in [
      "cluster_size=medium", "cluster_size=large", "cloud_provider=gcp", "domain=shop.example.com",
      "workload_type=web-services", "provider.storage.default=pd-ssd", "provider.storage.default=premium",
      "provider.instance.worker=m5.large", "cluster.region=eu-west-1", "cluster.kubernetes=1.33",
    ] {
      let parts = term.split(separator: "=").map(String.init)
      let source = parts[0].contains(".") ? String(parts[0].prefix { $0 != "." }) : "parameter"
      let queried = try await place.strata("query \(term) -o name").text
      let found = try await place.strata(
        "sql - -o csv",
        input: """
          SELECT DISTINCT cluster FROM cluster_setting
          WHERE source = '\(source)' AND path = '\(parts[0])' AND value = '\(parts[1])' ORDER BY cluster
          """)
      #expect(found.text == "cluster\n\(queried)" && !queried.isEmpty, "\(term)")
    }
    let running = try await place.strata("query --select cluster_size -o csv").text
    let fleet = try await place.strata(
      "sql - -o csv",
      input: "SELECT cluster, strategy || '@' || version AS runs FROM fleet_cluster WHERE version > 0 ORDER BY cluster")
    let pairs = CSVRecords(running).all.map { Array($0.prefix(2)) }
    #expect(pairs.sorted { $0[0] < $1[0] } == CSVRecords(fleet.text).all.sorted { $0[0] < $1[0] })
  }

  /// Every setting that a version has, once by `strata settings` and once by the view.
  @Test func `the settings of a version are those of the view`() async throws {
    let place = try await SchemaPage.workplace()
    let listed = try Tree(json: try await place.strata("settings payments/production@2 -o json").out)
    let statement = """
      SELECT source, path, value FROM version_setting WHERE strategy = 'payments/production' AND version = 2
      """
    let found = try Tree(json: try await place.strata("sql - -o json", input: statement).out)
    let values = (found["rows"]?.items ?? []).map { "\($0["source"]?.text ?? "") \($0["value"]?.text ?? "")" }
    let expected = (listed["settings"]?.items ?? []).map { "\($0["kind"]?.text ?? "") \($0["value"]?.text ?? "")" }
    #expect(expected.count > 500)
    #expect(values.sorted() == expected.sorted())
  }
}

/// docs/schema.md, and the catalogue that its answers are of.
enum SchemaPage {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What finds nothing in the demo fleet.
  static let empty = ["broken_manifest", "retired = 1", "version_finding", "FROM waiver"]

  static func text() throws -> String {
    try String(contentsOf: root.appending(path: "docs/schema.md"), encoding: .utf8)
  }

  static func fleet() throws -> [UInt8] { try Array(Data(contentsOf: root.appending(path: "Seeds/fleet.yaml"))) }

  /// The page's fenced blocks, in order.
  static func blocks() throws -> [(language: String, text: String)] {
    let parts = try text().components(separatedBy: "\n```")
    return stride(from: 1, to: parts.count, by: 2).map { index in
      let lines = parts[index].split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(lines[0]), lines.count > 1 ? String(lines[1]) : "")
    }
  }

  /// A folder where the page's commands that prepare the catalogue have run.
  static func workplace() async throws -> Workplace {
    let place = try Workplace()
    try place.makeFolder("Seeds")
    try place.write("Seeds/fleet.yaml", fleet())
    let preparation = try #require(try blocks().first { $0.language == "sh" && $0.text.contains("strata init") })
    for command in preparation.text.split(separator: "\n") { try await place.strata(String(command)) }
    return place
  }
}
