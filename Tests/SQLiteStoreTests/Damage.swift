import Catalogue
import Strategy
import Testing

/// One change to the catalogue of ``Sample``: what reading the record says, and what looking at everything says.
struct Damage: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let sql: String
  /// Nil where only looking at everything finds it.
  let refusal: String?
  let problems: [String]
  let read: @Sendable (any CatalogueReading) throws -> Void

  /// - Parameters:
  ///   - refusal: what reading says.
  ///   - earlier: the problems of records that are looked at before the one that is refused.
  ///   - others: those of records after it.
  private init(
    _ name: String, _ sql: String, _ refusal: String?, earlier: [String] = [], others: [String] = [],
    _ read: @escaping @Sendable (any CatalogueReading) throws -> Void = { _ in }
  ) {
    testDescription = name
    self.sql = sql
    self.refusal = refusal
    problems = earlier + (refusal.map { [$0] } ?? []) + others
    self.read = read
  }

  private static let production = ID<Scope>(2)
  private static let output = Workbench.output(Workbench.blocks).summary.digest

  /// Overwrites the first byte.
  private static func flip(_ table: String, _ id: Int, _ column: String = "digest") -> String {
    "UPDATE \(table) SET \(column) = cast(x'00' || substr(\(column), 2) AS BLOB) WHERE id = \(id)"
  }

  private static func uncovered(_ entry: Int) -> String {
    "audit entry \(entry): its content digest does not match the rows it covers"
  }

  static let all = audit + revisions + versions + shared + fleet + settings

  private static let cluster = ID<Scope>(3)

  private static let fleet = [
    Damage(
      "cluster digest", flip("cluster_revision", 1),
      "cluster payments/production/eu-2, revision 1: digest does not match", others: [uncovered(11)]
    ) { _ = try $0.clusters(nil) },
    Damage(
      "cluster region", "UPDATE cluster_revision SET region = 'us-east-1' WHERE id = 1",
      "cluster payments/production/eu-2, revision 1: digest does not match"
    ) { _ = try $0.clusterHistory(cluster) },
    Damage(
      "selectors that are none", "UPDATE cluster_revision SET selectors = '{1}' WHERE id = 1",
      "cluster revision 1: 'selectors' is not a map of texts"
    ) { _ = try $0.clusterHistory(cluster) },
    Damage("pin", "UPDATE pin_move SET version_id = 1 WHERE id = 1", "pin move 1: digest does not match") {
      _ = try $0.pins(nil)
    },
    Damage("pin digest", flip("pin_move", 1), "pin move 1: digest does not match", others: [uncovered(12)]) {
      _ = try $0.pinHistory(cluster)
    },
    Damage("waiver", "UPDATE waiver_move SET until = '2099-12-31'", "waiver move 1: digest does not match") {
      _ = try $0.waivers()
    },
    Damage("end of a waiver", "UPDATE waiver_move SET until = '2027-02-30'", "waiver move 1: 'until' is no day") {
      _ = try $0.waiverHistory()
    },
    Damage("waiver digest", flip("waiver_move", 1), "waiver move 1: digest does not match", others: [uncovered(14)]) {
      _ = try $0.waivers()
    },
    Damage("name", "UPDATE scope_change SET team = 'orders' WHERE id = 1", "scope change 1: digest does not match") {
      _ = try $0.scopes()
    },
    Damage("standing", "UPDATE scope_change SET retired = 1 WHERE id = 1", "scope change 1: digest does not match") {
      _ = try $0.clusters(nil)
    },
    Damage(
      "cluster under another environment", "UPDATE cluster SET environment_id = 1 WHERE scope_id = 3", nil,
      others: ["cluster 3: it is not under the environment it was registered in"]),
  ]

  private static let audit = [
    Damage("head", "UPDATE audit SET author = 'eve' WHERE id = 14", "audit entry 14: digest does not match") {
      _ = try $0.auditHead()
    },
    Damage("entry", "UPDATE audit SET subject = 'other' WHERE id = 3", "audit entry 3: digest does not match") {
      _ = try $0.auditEntries()
    },
    Damage(
      "time that is no date", "UPDATE audit SET recorded_at = -9223372036854775808 WHERE id = 14",
      "audit entry 14: 'recorded_at' is out of range",
      earlier: ["waiver move 1: 'recorded_at' is out of range"]
    ) { _ = try $0.auditEntries() },
    Damage(
      "entry without a successor", "UPDATE audit SET id = 9223372036854775807 WHERE id = 14",
      "audit entry 9223372036854775807: 'audit_id' is out of range", earlier: ["waiver move 1: 'audit_id' is missing"]
    ) { _ = try $0.auditHead() },
    Damage("missing entry", "DELETE FROM audit WHERE id = 3", "audit entry 4: entry 3 is missing") {
      _ = try $0.auditEntries()
    },
    Damage(
      "renamed scope", "UPDATE scope SET team = 'orders' WHERE id = 2", nil,
      others: ["cluster 3: it is not under the environment it was registered in", uncovered(4)]),
    Damage("missing scope", "DELETE FROM scope WHERE id = 1", nil, others: [uncovered(3)]),
    Damage(
      "scope of no kind", "UPDATE scope SET cluster = 'eu-1', environment = '' WHERE id = 1",
      "scope 1: its scope is no team, environment or cluster",
      others: ["cluster 1: it is not under the environment it was registered in", uncovered(3)]
    ) { _ = try $0.scopes() },
  ]

  private static let revisions = [
    Damage(
      "template content", flip("template_revision", 1, "content"),
      "template orchestration@1.0.0: content does not match its digest"
    ) { _ = try $0.templateContent(ID(1)) },
    Damage(
      "template name", "UPDATE template_revision SET name = 'orchestra'",
      "template orchestra@1.0.0: its content has another name, version or title"
    ) { _ = try $0.templateContent(ID(1)) },
    Damage(
      "template title", "UPDATE template_revision SET title = 'Another plan'",
      "template orchestration@1.0.0: its content has another name, version or title"
    ) { _ = try $0.templateContent(ID(1)) },
    Damage(
      "provider mapping", "UPDATE provider_revision SET mapping = '{\"instance.worker\":\"m7i\"}'",
      "provider aws, revision 1: digest does not match"
    ) { _ = try $0.providers() },
    Damage(
      "sealed nonsense in a provider",
      sealed("provider_revision", "mapping", "{nonsense}") {
        Seal.provider("aws", number: 1, title: "Title", mapping: $0)
      }, "provider revision 1: 'mapping' is not a map of texts",
      others: [
        "version payments/production@1: digest does not match", "version payments/production@2: digest does not match",
        uncovered(2),
      ]
    ) { _ = try $0.provider("aws") },
    Damage(
      "profile parameters", "UPDATE profile_revision SET parameters = '{}'",
      "profile payments/production, revision 1: digest does not match"
    ) { _ = try $0.profiles(nil) },
  ]

  private static func sealed(_ table: String, _ column: String, _ text: String, _ seal: (String) -> Digest) -> String {
    "UPDATE \(table) SET \(column) = '\(text)', digest = x'\(seal(text).hex)' WHERE id = 1"
  }

  private static let versions: [Damage] = [
    Damage(
      "version digest", flip("version", 2), "version payments/production@2: digest does not match",
      others: ["confirmation 1 of payments/production@2: digest does not match", uncovered(7)]
    ) { _ = try $0.version(production, number: 2) },
    Damage(
      "parent's digest", flip("version", 1), "version payments/production@1: digest does not match",
      others: ["version payments/production@2: digest does not match", uncovered(6)]
    ) { _ = try $0.version(production, number: 1) },
    Damage(
      "version output", "UPDATE version SET output_id = 1 WHERE id = 2",
      "version payments/production@2: digest does not match"
    ) { _ = try $0.versions(production) },
    Damage(
      "version message", "UPDATE audit SET message = 'better' WHERE id = 7",
      "audit entry 7: digest does not match", earlier: ["version payments/production@2: digest does not match"]
    ) { _ = try $0.versions(production) },
    Damage(
      "who changed a profile", "UPDATE audit SET author = 'eve' WHERE id = 5", "audit entry 5: digest does not match"
    ) { _ = try $0.profileHistory(production) },
    Damage(
      "version number", "UPDATE version SET number = -9223372036854775808 WHERE id = 2",
      "version 2: 'number' is out of range",
      others: ["label move 1: 'version_number' is out of range", "pin move 1: 'number' is out of range"]
    ) { _ = try $0.versions(production) },
    Damage(
      "missing version", "DELETE FROM version WHERE id = 1", "version payments/production@2: version 1 is missing",
      others: [uncovered(6)]
    ) { _ = try $0.version(production, number: 2) },
    Damage(
      "missing inputs", "DELETE FROM inputs WHERE id = 2", "version 2: 'input_team' is missing"
    ) { _ = try $0.versions(production) },
    Damage(
      "inputs", "UPDATE inputs SET region = 'mars' WHERE id = 2", "version payments/production@2: digest does not match"
    ) { _ = try $0.versions(production) },
    Damage(
      "confirmation", flip("confirmation", 1), nil,
      others: ["confirmation 1 of payments/production@2: digest does not match", uncovered(8)]),
    Damage(
      "label", "UPDATE label_move SET label = 'live'",
      "label move 1, 'live' of payments/production: digest does not match"
    ) { _ = try $0.labelMoves(production) },
    Damage(
      "moved label", "UPDATE label_move SET version_id = 1",
      "label move 1, 'stable' of payments/production: digest does not match"
    ) { _ = try $0.labelMoves(production) },
  ]

  private static let settings: [Damage] = [
    Damage(
      "value", "UPDATE setting_value SET value = 'Service', number = NULL WHERE value = 'Deployment'", nil,
      others: ["manifest 1: its settings are not those of its text"]),
    Damage(
      "number of a value", "UPDATE setting_value SET number = 4 WHERE number IS NULL", nil,
      others: ["value 1: its number is not that of its text"]),
    Damage(
      "shape of a path", "UPDATE setting_path SET shape = 'type'", nil,
      others: ["path 1: it is not a path with its shape"]),
    Damage(
      "missing setting", "DELETE FROM setting", nil, others: ["manifest 1: its settings are not those of its text"]),
    Damage(
      "kind of a document", "UPDATE manifest SET kind = 'Deployment'", nil,
      others: ["manifest 1: it is not the object that its text is"]),
    Damage(
      "document of no block", "INSERT INTO manifest (digest, problems) VALUES (zeroblob(32), '[]')", nil,
      others: ["manifest 2: no block holds it"]),
    Damage(
      "missing document", "DELETE FROM block_manifest", nil,
      others: ["block 2: its documents are not those of its content"]),
    Damage("missing block of an output", "DELETE FROM output_block", nil, others: ["output 1: block 2 is not indexed"]),
    Damage(
      "block of another output", "INSERT INTO output_block VALUES (2, 2)", nil,
      others: ["block of an output 2: output 2 does not hold it"]),
    Damage(
      "value of a parameter", "UPDATE parameter_value SET value = '5' WHERE value = '3'", nil,
      others: ["parameter set 1: it has no 'replicas' of '5'", "parameter set 1: its values are not indexed"]),
    Damage(
      "missing use of a parameter", "DELETE FROM parameter_use", nil,
      others: ["parameter set 1: its values are not indexed", "parameter set 2: its values are not indexed"]),
  ]

  private static let shared: [Damage] = [
    Damage(
      "parameter set", "UPDATE parameter_set SET content = replace(content, '3', '5')",
      "parameter set 1: digest does not match"
    ) { _ = try $0.version(production, number: 1) },
    Damage(
      "sealed nonsense in a parameter set",
      sealed("parameter_set", "content", "{}x}") { Digest(of: Array($0.utf8)) },
      "parameter set 1: its content is not a map of layers and values"
    ) { _ = try $0.version(production, number: 1) },
    Damage("read set", "UPDATE read_set SET content = '[]'", "read set 1: digest does not match") {
      _ = try $0.version(production, number: 1)
    },
    Damage(
      "block", flip("block", 1, "content"), "block 1: digest does not match",
      others: ["output 1: its blocks do not match its digest", "output 2: its blocks do not match its digest"]
    ) { _ = try $0.blocks(ofOutput: output) },
    Damage("missing block", "DELETE FROM block WHERE id = 2", "block 2 is missing") {
      _ = try $0.blocks(ofOutput: output)
    },
    Damage(
      "language", "UPDATE block SET language = 'json' WHERE id = 2", nil,
      others: ["block 2: its language is not that of its content"]),
    Damage(
      "prose with a language", "UPDATE block SET language = '' WHERE id = 1", nil,
      others: ["block 1: its language is not that of its content"]),
    Damage(
      "order of blocks", "UPDATE output SET blocks = '[2,1]' WHERE id = 1",
      "output 1: its blocks do not match its digest"
    ) { _ = try $0.blocks(ofOutput: output) },
    Damage(
      "unknown block", "UPDATE output SET blocks = '[1,99]' WHERE id = 1", "block 99 is missing"
    ) { _ = try $0.blocks(ofOutput: output) },
    Damage(
      "no list of blocks", "UPDATE output SET blocks = '[1,,2]' WHERE id = 1",
      "output 1: 'blocks' is not a list of numbers"
    ) { _ = try $0.blocks(ofOutput: output) },
    Damage(
      "blocks beyond all numbers", "UPDATE output SET blocks = '[99999999999999999999]' WHERE id = 1",
      "output 1: 'blocks' is not a list of numbers"
    ) { _ = try $0.blocks(ofOutput: output) },
    Damage(
      "size of an output", "UPDATE output SET byte_count = 1 WHERE id = 1", nil,
      others: ["output 1: its blocks are 50 bytes long"]),
    Damage(
      "lines of an output", "UPDATE output SET line_count = 1 WHERE id = 1", nil,
      others: ["output 1: its blocks have 6 lines"]),
  ]
}
