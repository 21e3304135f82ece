internal import Catalogue
internal import Manifests
internal import Strategy

extension Transaction {
  // MARK: Paths and values

  func settingPaths(shapes: [String]?) throws -> [SettingPathRecord] {
    let columns = "SELECT p.id, p.path, p.positions"
    guard let shapes else {
      return try prepare("\(columns) FROM setting_path p ORDER BY p.id", of: "path").all([], readSettingPath)
    }
    let sql = "\(columns) FROM json_each(?) list CROSS JOIN setting_path p ON p.shape = list.value ORDER BY p.id"
    return try prepare(sql, of: "path").all([.text(Canonical.texts(shapes))], readSettingPath)
  }

  func settingPaths(withIDs ids: [ID<SettingPath>]) throws -> [SettingPathRecord] {
    let sql = "SELECT p.id, p.path, p.positions FROM json_each(?) list JOIN setting_path p ON p.id = list.value"
    return try prepare(sql, of: "path").all([Transaction.list(ids.map(\.rawValue))], readSettingPath)
  }

  private func readSettingPath(_ row: Row) throws -> SettingPathRecord {
    SettingPathRecord(id: try row.id(0), path: try settingPath(row, at: 1))
  }

  /// The path whose text and positions are in two columns.
  private func settingPath(_ row: Row, at first: Int32) throws -> SettingPath {
    guard let positions = Transaction.numbers(try row.text(first + 1)),
      let path = SettingPath(text: try row.text(first), positions: positions.map { Int($0) })
    else { throw row.corrupt("'path' and 'positions' are no path") }
    return path
  }

  func settingValues(ofPaths paths: [ID<SettingPath>]?) throws -> [SettingValueRecord] {
    let columns = "SELECT v.id, v.type, v.value"
    guard let paths else {
      return try prepare("\(columns) FROM setting_value v", of: "value").all([], readSettingValue)
    }
    let sql = """
      \(columns) FROM (
        SELECT DISTINCT s.value_id FROM json_each(?) list CROSS JOIN setting s ON s.path_id = list.value
      ) found JOIN setting_value v ON v.id = found.value_id
      """
    return try prepare(sql, of: "value").all([Transaction.list(paths.map(\.rawValue))], readSettingValue)
  }

  func settingValues(equalTo text: String, number: Double?) throws -> [SettingValueRecord] {
    let sql = "SELECT v.id, v.type, v.value FROM setting_value v WHERE v.value = ?1 OR v.number = ?2"
    return try prepare(sql, of: "value").all([.text(text), number.map(SQLValue.real) ?? .null], readSettingValue)
  }

  func settingValues(withIDs ids: [ID<SettingValue>]) throws -> [SettingValueRecord] {
    let sql = "SELECT v.id, v.type, v.value FROM json_each(?) list JOIN setting_value v ON v.id = list.value"
    return try prepare(sql, of: "value").all([Transaction.list(ids.map(\.rawValue))], readSettingValue)
  }

  private func readSettingValue(_ row: Row) throws -> SettingValueRecord {
    SettingValueRecord(id: try row.id(0), value: try settingValue(row, at: 1))
  }

  /// The value whose type and text are in two columns.
  private func settingValue(_ row: Row, at first: Int32) throws -> SettingValue {
    guard let type = SettingType(rawValue: try row.text(first)) else { throw row.corrupt("'type' is no type") }
    return SettingValue(type: type, text: try row.text(first + 1))
  }

  // MARK: Where they stand

  func settingPlaces(paths: [ID<SettingPath>]?, values: [ID<SettingValue>]?) throws -> [SettingPlace] {
    let columns = "SELECT s.manifest_id, s.path_id, s.value_id FROM"
    let sql: String
    var lists: [SQLValue] = []
    switch (paths, values) {
    case (nil, nil): sql = "\(columns) setting s"
    case (let paths?, nil):
      sql = "\(columns) json_each(?) p CROSS JOIN setting s ON s.path_id = p.value"
      lists = [Transaction.list(paths.map(\.rawValue))]
    case (nil, let values?):
      sql = "\(columns) json_each(?) v CROSS JOIN setting s ON s.value_id = v.value"
      lists = [Transaction.list(values.map(\.rawValue))]
    case (let paths?, let values?):
      sql = """
        \(columns) json_each(?) p CROSS JOIN json_each(?) v
        CROSS JOIN setting s ON s.path_id = p.value AND s.value_id = v.value
        """
      lists = [Transaction.list(paths.map(\.rawValue)), Transaction.list(values.map(\.rawValue))]
    }
    return try prepare(sql, of: "setting").all(lists) { row in
      SettingPlace(manifest: try row.id(0), path: try row.id(1), value: try row.id(2))
    }
  }

  func manifests(withIDs ids: [ID<Manifest>]) throws -> [ManifestRecord] {
    let sql = """
      SELECT m.id, m.api_version, m.kind, m.namespace, m.name, m.problems
      FROM json_each(?) list JOIN manifest m ON m.id = list.value
      """
    return try prepare(sql, of: "manifest").all([Transaction.list(ids.map(\.rawValue))]) { try readManifest($0, at: 0) }
  }

  func readManifest(_ row: Row, at first: Int32) throws -> ManifestRecord {
    let text = try row.text(first + 5)
    guard let problems = text == "[]" ? [] : Canonical.texts(in: text) else {
      throw row.corrupt("'problems' is no list of texts")
    }
    return ManifestRecord(
      id: try row.id(first), apiVersion: try row.optional(first + 1, row.text),
      kind: try row.optional(first + 2, row.text), namespace: try row.optional(first + 3, row.text),
      name: try row.optional(first + 4, row.text), problems: problems)
  }

  func blocks(ofManifests manifests: [ID<Manifest>]) throws -> [(manifest: ID<Manifest>, block: ID<StoredBlock>)] {
    let sql = """
      SELECT b.manifest_id, b.block_id FROM json_each(?) list CROSS JOIN block_manifest b ON b.manifest_id = list.value
      """
    return try prepare(sql, of: "manifest of a block").all([Transaction.list(manifests.map(\.rawValue))]) { row in
      (try row.id(0), try row.id(1))
    }
  }

  func outputCount(ofBlocks blocks: [ID<StoredBlock>]) throws -> Int {
    let sql = "SELECT count(*) FROM json_each(?) list CROSS JOIN output_block o ON o.block_id = list.value"
    return try prepare(sql, of: "block of an output")
      .first([Transaction.list(blocks.map(\.rawValue))]) { try $0.number(0) } ?? 0
  }

  func outputs(ofBlocks blocks: [ID<StoredBlock>]) throws -> [(block: ID<StoredBlock>, output: ID<OutputSummary>)] {
    let sql = """
      SELECT o.block_id, o.output_id FROM json_each(?) list CROSS JOIN output_block o ON o.block_id = list.value
      """
    return try prepare(sql, of: "block of an output").all([Transaction.list(blocks.map(\.rawValue))]) { row in
      (try row.id(0), try row.id(1))
    }
  }

  func blocks(
    ofOutputs outputs: [ID<OutputSummary>]
  ) throws -> [(output: ID<OutputSummary>, blocks: [ID<StoredBlock>])] {
    let sql = "SELECT o.id, o.blocks FROM json_each(?) list CROSS JOIN output o ON o.id = list.value"
    return try prepare(sql, of: "output").all([Transaction.list(outputs.map(\.rawValue))]) { row in
      (try row.id(0), try blockIDs(row, at: 1).map { ID($0) })
    }
  }

  func manifestSettingNames() throws -> [String] {
    let sql = """
      SELECT DISTINCT 0, coalesce(m.kind, '') || ':' || p.shape AS name
      FROM manifest m JOIN setting s ON s.manifest_id = m.id JOIN setting_path p ON p.id = s.path_id ORDER BY name
      """
    return try prepare(sql, of: "setting").all { try $0.text(1) }
  }

  // MARK: Parameters

  func parameterKeys() throws -> [String] {
    try prepare("SELECT DISTINCT 0, key FROM parameter_value ORDER BY key", of: "parameter").all { try $0.text(1) }
  }

  func parameterValues(_ key: String?) throws -> [(id: Int64, key: String, value: String)] {
    let sql = "SELECT id, key, value FROM parameter_value \(key == nil ? "" : "WHERE key = ?")"
    return try prepare(sql, of: "parameter").all(key.map { [.text($0)] } ?? []) { row in
      (try row.integer(0), try row.text(1), try row.text(2))
    }
  }

  func parameterSets(withEach values: [[Int64]]) throws -> [ID<ParameterSet>] {
    // A single value, which is the common case, is compared with in a third of the time of a list.
    func condition(_ index: Int) -> String {
      values[index].count == 1 ? "= ?\(index + 1)" : "IN (SELECT value FROM json_each(?\(index + 1)))"
    }
    let others = values.indices.dropFirst().map { index in
      "AND EXISTS (SELECT 1 FROM parameter_use o WHERE o.value_id \(condition(index)) AND o.set_id = u.set_id)"
    }
    let sql = "SELECT DISTINCT u.set_id FROM parameter_use u WHERE u.value_id \(condition(0)) " + others.joined()
    let lists = values.map { $0.count == 1 ? .integer($0[0]) : Transaction.list($0) }
    return try prepare(sql, of: "use of a parameter").all(lists) { try $0.id(0) }
  }

  func parameterSets(withIDs ids: [ID<ParameterSet>]) throws -> [(ID<ParameterSet>, ParameterSet)] {
    let sql = "SELECT p.id, p.digest, p.content FROM json_each(?) list CROSS JOIN parameter_set p ON p.id = list.value"
    return try prepare(sql, of: "parameter set").all([Transaction.list(ids.map(\.rawValue))]) { row in
      (try row.id(0), try readParameterSet(row, at: 0))
    }
  }

  // MARK: One output

  func manifestSettings(ofOutput digest: Digest) throws -> [ManifestSettings] {
    let blocks = try blocks(ofOutput: digest)
    let ids = try prepare("SELECT id, blocks FROM output WHERE digest = ?", of: "output")
      .first([.digest(digest)]) { try blockIDs($0, at: 1) }
    var documents: [ManifestSettings] = []
    var line = 1
    for (index, (id, block)) in zip(ids ?? [], blocks).enumerated() {
      if block.isYAML {
        documents += try self.documents(of: id).map { document in
          ManifestSettings(
            manifest: document.manifest, block: index + 1, line: line + document.line - 1,
            settings: try settings(of: document.manifest.id))
        }
      }
      line += block.content.count { $0 == UInt8(ascii: "\n") }
    }
    return documents
  }

  private func documents(of block: Int64) throws -> [(manifest: ManifestRecord, line: Int)] {
    let sql = """
      SELECT m.id, m.api_version, m.kind, m.namespace, m.name, m.problems, b.line
      FROM block_manifest b LEFT JOIN manifest m ON m.id = b.manifest_id WHERE b.block_id = ? ORDER BY b.number
      """
    return try prepare(sql, of: "manifest").all([.integer(block)]) { row in
      (try readManifest(row, at: 0), try row.number(6))
    }
  }

  func settings(of manifest: ID<Manifest>) throws -> [Setting] {
    let sql = """
      SELECT s.manifest_id, p.path, p.positions, v.type, v.value, s.line
      FROM setting s LEFT JOIN setting_path p ON p.id = s.path_id LEFT JOIN setting_value v ON v.id = s.value_id
      WHERE s.manifest_id = ? ORDER BY s.number
      """
    return try prepare(sql, of: "setting").all([.id(manifest)], readSetting)
  }

  /// The setting whose path, positions, type, value and line are in the columns from 1.
  func readSetting(_ row: Row) throws -> Setting {
    Setting(path: try settingPath(row, at: 1), value: try settingValue(row, at: 3), line: try row.number(5))
  }
}
