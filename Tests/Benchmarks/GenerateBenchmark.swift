import Catalogue
import Foundation
import GRDBSQLite
import SQLiteStore
import Strategy

/// Generating and storing a whole fleet, against SQLite inserting the same whole outputs as rows.
struct GenerateBenchmark {
  let generateSeconds: Double
  let plainSeconds: Double
  let storedBytes: Int
  let renderedBytes: Int
  let strategyCount: Int

  /// - Parameters:
  ///   - isVaried: whether every team's namespace and image are its own.
  ///   - folder: an empty folder to work in.
  init(_ bundle: Bundled, strategies: Int, isVaried: Bool, folder: URL, rounds: Int) throws {
    let fleet = try Fleet(bundle, strategies: strategies, isVaried: isVaried)
    let base = folder.appending(path: "base.db").path
    try fleet.register(at: base, bundle)
    var generates: [Double] = []
    var plains: [Double] = []
    var size = 0
    let outputs = try fleet.outputs()
    for _ in 0..<rounds {
      let path = folder.appending(path: "run.db").path
      try? FileManager.default.removeItem(atPath: path)
      try FileManager.default.copyItem(atPath: base, toPath: path)
      let before = try Self.size(of: path)
      generates.append(
        try microseconds {
          let store = try SQLiteStore.open(at: path, mode: .readWrite)
          let catalogue = Catalogue(store: store, author: "bench", now: { Timestamp(milliseconds: 0) })
          _ = try catalogue.generate(.init(scopes: [.root], message: ""))
        } / 1e6)
      size = try Self.size(of: path) - before
      let plain = folder.appending(path: "plain.db").path
      try? FileManager.default.removeItem(atPath: plain)
      plains.append(try microseconds { try PlainStore.insert(outputs, at: plain) } / 1e6)
    }
    generateSeconds = generates.median
    plainSeconds = plains.median
    storedBytes = size
    renderedBytes = outputs.reduce(0) { $0 + $1.count }
    strategyCount = outputs.count
  }

  private static func size(of path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }
}

/// The benchmark fleet: teams with three environments each and clusters spread over them, whose profiles go through
/// the bundled template's combinations.
private struct Fleet {
  let template: Template
  let members: [(scope: Scope, values: [(name: String, value: ParameterValue)])]
  private let bundle: Bundled

  init(_ bundle: Bundled, strategies: Int, isVaried: Bool) throws {
    self.bundle = bundle
    template = try Template.parse(bundle.templates[0].bytes(), file: "bundled")
    var combinations: [[(name: String, value: ParameterValue)]] = []
    try Matrix(template).forEach { _, values in combinations.append(values) }
    let environments = ["development", "staging", "production"]
    members = (0..<strategies).map { index in
      // 2,000 teams of 3 environments make 6,000 strategies; the rest are clusters with layers of their own.
      let team = index % 2000
      let turn = index / 2000
      let name = "team-\(team)"
      let scope: Scope =
        turn < 3
        ? .environment(team: name, environment: environments[turn])
        : .cluster(team: name, environment: environments[turn % 3], cluster: "c\(turn)")
      // A stride that shares no factor with the number of combinations visits them all.
      var values = combinations[index * 1009 % combinations.count]
      if isVaried {
        values = values.map { value in
          switch value.name {
          case "namespace": ("namespace", .text("ns-\(team)"))
          case "image": ("image", .text("registry.example.com/team-\(team)/app:1.4.2"))
          default: value
          }
        }
      }
      return (scope, values)
    }
  }

  /// Makes a catalogue with every scope and layer, in one transaction.
  func register(at path: String, _ bundle: Bundled) throws {
    let store = try SQLiteStore.create(at: path)
    let catalogue = Catalogue(store: store, author: "bench", now: { Timestamp(milliseconds: 0) })
    _ = try catalogue.initialise(bundle)
    let defaults = Dictionary(
      template.frontMatter.arguments.map { ($0.name, $0.defaultValue) }, uniquingKeysWith: { first, _ in first })
    try store.write { tx in
      let stamp = AuditStamp(
        time: Timestamp(milliseconds: 0), author: "bench", action: "apply", subject: "fleet", message: "")
      let audit = try tx.appendAudit(stamp, content: Seal.content([]))
      for team in Set(members.compactMap(\.scope.team)).sorted() { _ = try tx.addScope(.team(team), audit: audit) }
      for member in members {
        let record = try tx.addScope(member.scope, audit: audit)
        let entries = member.values.filter { defaults[$0.name] != .some($0.value) }
        let layer = LayerParameters(entries.map { .init(key: $0.name, value: $0.value) })
        let digest = Seal.profile(scope: record.id, number: 1, parameters: layer.canonical)
        _ = try tx.addProfileRevision(record, number: 1, parameters: layer, digest: digest, audit: audit)
      }
    }
  }

  /// The bytes of every strategy's output.
  func outputs() throws -> [[UInt8]] {
    let renderer = StrategyRenderer(template)
    let documents = try bundle.providers.map {
      try ProviderMapping.parse(String(decoding: $0.bytes(), as: UTF8.self), file: $0.name).mapping
    }
    return try members.map { member in
      let provider = member.values.first { $0.name == template.frontMatter.providerArgument }?.value.rendered
      let mapping = documents.first { $0.provider == provider }
      let variables = ScopeVariables(
        team: member.scope.team ?? "", environment: member.scope.environment ?? "", cluster: member.scope.cluster ?? "")
      return try renderer.renderPlain(RenderInput(parameters: member.values, mapping: mapping, variables: variables)) {
        Array($0)
      }
    }
  }
}

/// Plain SQLite through its C interface, with the catalogue's own journal mode and synchronous setting.
private enum PlainStore {
  struct Failure: Error { let message: String }

  static func insert(_ outputs: [[UInt8]], at path: String) throws {
    var handle: OpaquePointer?
    guard sqlite3_open(path, &handle) == SQLITE_OK, let db = handle else { throw Failure(message: "open") }
    defer { sqlite3_close(db) }
    try execute("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL", db)
    try execute("CREATE TABLE version (id INTEGER PRIMARY KEY, strategy INTEGER, number INTEGER, body BLOB)", db)
    try execute("BEGIN IMMEDIATE", db)
    var statement: OpaquePointer?
    sqlite3_prepare_v2(db, "INSERT INTO version (strategy, number, body) VALUES (?, 1, ?)", -1, &statement, nil)
    defer { sqlite3_finalize(statement) }
    for (index, output) in outputs.enumerated() {
      sqlite3_bind_int64(statement, 1, Int64(index))
      _ = output.withUnsafeBufferPointer { sqlite3_bind_blob(statement, 2, $0.baseAddress, Int32($0.count), nil) }
      guard sqlite3_step(statement) == SQLITE_DONE else { throw Failure(message: "insert") }
      sqlite3_reset(statement)
    }
    try execute("COMMIT", db)
  }

  private static func execute(_ sql: String, _ db: OpaquePointer) throws {
    guard sqlite3_exec(db, sql, nil, nil, nil) == SQLITE_OK else { throw Failure(message: sql) }
  }
}
