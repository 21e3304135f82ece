internal import Catalogue
internal import Strategy

extension Transaction {
  func add(_ versions: [VersionDraft], _ confirmations: [ConfirmationDraft], audit: AuditEntry) throws {
    let store = try VersionWriter(self, audit: audit)
    for draft in versions { try store.add(draft) }
    for draft in confirmations { try store.add(draft) }
    try store.finish()
  }
}

/// Stores the versions of one operation. Statements are prepared once, and what versions share is looked for once.
private final class VersionWriter {
  private let transaction: Transaction
  private let audit: AuditEntry
  private let inputs: Prepared
  private let version: Prepared
  private let confirmation: Prepared
  private let output: SharedRows<Digest>
  private let block: SharedRows<Digest>
  private let parameterSet: SharedRows<Digest>
  private let readSet: SharedRows<Digest>
  private let index: SettingsWriter
  private var outputs: [ObjectIdentifier: Int64] = [:]
  private var blocks: [ObjectIdentifier: Int64] = [:]

  init(_ transaction: Transaction, audit: AuditEntry) throws {
    self.transaction = transaction
    self.audit = audit
    index = try SettingsWriter(transaction)
    inputs = try transaction.prepare(
      """
      INSERT INTO inputs (
        template_revision_id, provider_revision_id, root_revision_id, every_team_revision_id, team_revision_id,
        environment_revision_id, cluster_revision_id, team, environment, cluster, region, kubernetes,
        parameter_set_id, read_set_id
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, of: "inputs")
    version = try transaction.prepare(
      """
      INSERT INTO version (scope_id, number, inputs_id, output_id, source_id, audit_id, digest)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, of: "version")
    confirmation = try transaction.prepare(
      "INSERT INTO confirmation (version_id, inputs_id, audit_id, digest) VALUES (?, ?, ?, ?)", of: "confirmation")
    output = SharedRows(
      find: try transaction.prepare("SELECT id FROM output WHERE digest = ?", of: "output"),
      insert: try transaction.prepare(
        "INSERT INTO output (digest, byte_count, line_count, blocks) VALUES (?, ?, ?, ?)", of: "output"))
    block = SharedRows(
      find: try transaction.prepare("SELECT id FROM block WHERE digest = ?", of: "block"),
      insert: try transaction.prepare("INSERT INTO block (digest, language, content) VALUES (?, ?, ?)", of: "block"))
    parameterSet = SharedRows(
      find: try transaction.prepare("SELECT id FROM parameter_set WHERE digest = ?", of: "parameter set"),
      insert: try transaction.prepare(
        "INSERT INTO parameter_set (digest, content) VALUES (?, ?)", of: "parameter set"))
    readSet = SharedRows(
      find: try transaction.prepare("SELECT id FROM read_set WHERE digest = ?", of: "read set"),
      insert: try transaction.prepare("INSERT INTO read_set (digest, content) VALUES (?, ?)", of: "read set"))
  }

  func add(_ draft: VersionDraft) throws {
    try version.insert([
      .id(draft.scope.id), .integer(draft.number), .integer(try id(of: draft.inputs)),
      .integer(try id(of: draft.output)), .id(draft.source), .id(audit.id), .digest(draft.digest),
    ])
  }

  func add(_ draft: ConfirmationDraft) throws {
    try confirmation.insert([
      .id(draft.version), .integer(try id(of: draft.inputs)), .id(audit.id), .digest(draft.digest),
    ])
  }

  /// To be called last.
  func finish() throws { try index.finish() }

  private func id(of draft: Inputs) throws -> Int64 {
    let key = draft.key
    let parameters = draft.parameters
    let parameterSet = try parameterSet.id(
      parameters.digest, { [.text(parameters.canonical)] },
      added: { try index.add(parameters, of: $0) })
    let readSet = try readSet.id(draft.reads.digest) { [.text(draft.reads.canonical)] }
    var values: [SQLValue] = [.id(key.template), .id(key.provider)]
    values.reserveCapacity(14)
    for layer in 0..<InputKey.layerCount { values.append(layer < key.layers.count ? .id(key.layers[layer]) : .null) }
    let variables = key.variables
    values += [
      .text(variables.team), .text(variables.environment), .text(variables.cluster), .text(variables.region),
      .text(variables.kubernetes), .integer(parameterSet), .integer(readSet),
    ]
    return try inputs.insert(values)
  }

  private func id(of output: VersionDraft.Output) throws -> Int64 {
    switch output {
    case .made(let draft): return try id(of: draft)
    case .stored(let digest):
      guard let id = try self.output.stored(digest) else {
        throw transaction.corrupt("output \(digest.short) is missing")
      }
      return id
    }
  }

  private func id(of draft: OutputDraft) throws -> Int64 {
    if let known = outputs[ObjectIdentifier(draft)] { return known }
    let summary = draft.summary
    var blocks: [Int64] = []
    let id = try output.id(
      summary.digest,
      {
        blocks = try draft.blocks.map(id(of:))
        return [.integer(summary.byteCount), .integer(summary.lineCount), Transaction.list(blocks)]
      },
      added: { output in
        index.add(zip(draft.blocks, blocks).filter { !$0.0.manifests.isEmpty }.map(\.1), of: output)
      })
    outputs[ObjectIdentifier(draft)] = id
    return id
  }

  private func id(of draft: BlockDraft) throws -> Int64 {
    if let known = blocks[ObjectIdentifier(draft)] { return known }
    let stored = draft.block
    let id = try block.id(
      stored.digest,
      { [stored.language.map(SQLValue.text) ?? .null, .bytes(stored.content)] },
      added: { try index.add(draft.manifests, of: $0) })
    blocks[ObjectIdentifier(draft)] = id
    return id
  }
}
