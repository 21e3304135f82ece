internal import Catalogue
internal import Manifests
internal import Strategy

/// Stores what new blocks, outputs and parameter sets say, so that it can be asked for.
final class SettingsWriter {
  private let manifest: SharedRows<Digest>
  private let blockManifest: Prepared
  private let outputBlock: Prepared
  private let setting: Prepared
  private let path: SharedRows<SettingPath>
  private let value: SharedRows<SettingValue>
  private let parameterValue: SharedRows<ParameterKey>
  private let parameterUse: Prepared
  private var outputBlocks: [(block: Int64, output: Int64)] = []
  private var parameterUses: [(value: Int64, set: Int64)] = []

  private struct ParameterKey: Hashable {
    let key: String
    let value: String
  }

  init(_ transaction: Transaction) throws {
    manifest = SharedRows(
      find: try transaction.prepare("SELECT id FROM manifest WHERE digest = ?", of: "manifest"),
      insert: try transaction.prepare(
        "INSERT INTO manifest (digest, api_version, kind, namespace, name, problems) VALUES (?, ?, ?, ?, ?, ?)",
        of: "manifest"))
    blockManifest = try transaction.prepare(
      "INSERT INTO block_manifest (block_id, number, manifest_id, line) VALUES (?, ?, ?, ?)", of: "manifest of a block")
    outputBlock = try transaction.prepare(
      "INSERT INTO output_block (block_id, output_id) VALUES (?, ?)", of: "block of an output")
    setting = try transaction.prepare(
      "INSERT INTO setting (manifest_id, number, path_id, value_id, line) VALUES (?, ?, ?, ?, ?)", of: "setting")
    path = SharedRows(
      find: try transaction.prepare("SELECT id FROM setting_path WHERE path = ? AND positions = ?", of: "path"),
      insert: try transaction.prepare(
        "INSERT INTO setting_path (path, positions, shape) VALUES (?, ?, ?)", of: "path"),
      columns: { [.text($0.text), Transaction.list($0.positions.map(Int64.init))] })
    value = SharedRows(
      find: try transaction.prepare("SELECT id FROM setting_value WHERE value = ? AND type = ?", of: "value"),
      insert: try transaction.prepare(
        "INSERT INTO setting_value (value, type, number) VALUES (?, ?, ?)", of: "value"),
      columns: { [.text($0.text), .text($0.type.rawValue)] })
    parameterValue = SharedRows(
      find: try transaction.prepare("SELECT id FROM parameter_value WHERE key = ? AND value = ?", of: "parameter"),
      insert: try transaction.prepare("INSERT INTO parameter_value (key, value) VALUES (?, ?)", of: "parameter"),
      columns: { [.text($0.key), .text($0.value)] })
    parameterUse = try transaction.prepare(
      "INSERT INTO parameter_use (value_id, set_id) VALUES (?, ?)", of: "use of a parameter")
  }

  /// The documents of a new block.
  func add(_ manifests: [BlockDraft.Part], of block: Int64) throws {
    for (index, part) in manifests.enumerated() {
      try blockManifest.insert([
        .integer(block), .integer(index + 1), .integer(try id(of: part.manifest)), .integer(part.line),
      ])
    }
  }

  /// The blocks with documents of a new output.
  func add(_ blocks: [Int64], of output: Int64) {
    for block in Set(blocks) { outputBlocks.append((block, output)) }
  }

  /// The values of a new parameter set.
  func add(_ parameters: ParameterSet, of set: Int64) throws {
    for entry in parameters.entries {
      for text in Set(entry.value.values) {
        parameterUses.append((try parameterValue.id(ParameterKey(key: entry.key, value: text)), set))
      }
    }
  }

  /// Stores what was kept back, in the order of its tables, which costs a fraction of adding it as it comes.
  func finish() throws {
    for row in outputBlocks.sorted(by: { ($0.block, $0.output) < ($1.block, $1.output) }) {
      try outputBlock.insert([.integer(row.block), .integer(row.output)])
    }
    for row in parameterUses.sorted(by: { ($0.value, $0.set) < ($1.value, $1.set) }) {
      try parameterUse.insert([.integer(row.value), .integer(row.set)])
    }
    (outputBlocks, parameterUses) = ([], [])
  }

  private func id(of draft: ManifestDraft) throws -> Int64 {
    let content = draft.content
    return try manifest.id(
      draft.digest,
      {
        func text(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }
        return [
          text(content.apiVersion), text(content.kind), text(content.namespace),
          text(content.name), .text(content.storedProblems),
        ]
      },
      added: { id in
        for (index, leaf) in content.settings.enumerated() {
          try setting.insert([
            .integer(id), .integer(index + 1), .integer(try path.id(leaf.path) { [.text(leaf.path.shape)] }),
            .integer(try value.id(leaf.value) { [leaf.value.number.map(SQLValue.real) ?? .null] }),
            .integer(leaf.line),
          ])
        }
      })
  }
}

extension SettingValue {
  /// The value of a number or a quantity.
  var number: Double? { type == .bool || type == .null ? nil : Quantity.value(text) }
}

extension ManifestContent {
  /// `["line 3: …", …]`
  var storedProblems: String {
    let texts = problems.map { problem in
      "line \(problem.line): \(problem.path.map { "\($0.text): " } ?? "")\(problem.text)"
    }
    return Canonical.texts(texts)
  }
}
