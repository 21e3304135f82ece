internal import Catalogue
internal import Manifests
internal import Strategy

extension Transaction {
  func blockIDs(ofOutput digest: Digest) throws -> [ID<StoredBlock>] {
    try prepare("SELECT id, blocks FROM output WHERE digest = ?", of: "output")
      .first([.digest(digest)]) { try blockIDs($0, at: 1).map { ID($0) } } ?? []
  }

  func blockDigests(_ blocks: [ID<StoredBlock>]) throws -> [ID<StoredBlock>: Digest] {
    let sql = "SELECT b.id, b.digest FROM json_each(?) list CROSS JOIN block b ON b.id = list.value"
    return try byID(prepare(sql, of: "block").all([list(blocks)]) { (try $0.id(0), try $0.digest(1)) })
  }

  func blocks(withIDs ids: [ID<StoredBlock>]) throws -> [ID<StoredBlock>: StoredBlock] {
    let sql = """
      SELECT b.id, b.digest, b.language, b.content FROM json_each(?) list CROSS JOIN block b ON b.id = list.value
      """
    return try byID(prepare(sql, of: "block").all([list(ids)]) { (try $0.id(0), try block($0)) })
  }

  func documents(ofBlocks blocks: [ID<StoredBlock>]) throws -> [ID<StoredBlock>: [BlockDocument]] {
    let sql = """
      SELECT b.block_id, b.line, m.id, m.api_version, m.kind, m.namespace, m.name, m.problems
      FROM json_each(?) list CROSS JOIN block_manifest b ON b.block_id = list.value
      LEFT JOIN manifest m ON m.id = b.manifest_id ORDER BY list.key, b.number
      """
    var documents: [ID<StoredBlock>: [BlockDocument]] = [:]
    try prepare(sql, of: "manifest of a block").eachRow([list(blocks)]) { row in
      documents[try row.id(0), default: []].append(
        BlockDocument(manifest: try readManifest(row, at: 2), line: try row.number(1)))
    }
    return documents
  }

  func settings(ofManifests manifests: [ID<Manifest>]) throws -> [ID<Manifest>: [Setting]] {
    let sql = """
      SELECT s.manifest_id, p.path, p.positions, v.type, v.value, s.line
      FROM json_each(?) list CROSS JOIN setting s ON s.manifest_id = list.value
      LEFT JOIN setting_path p ON p.id = s.path_id LEFT JOIN setting_value v ON v.id = s.value_id
      ORDER BY list.key, s.number
      """
    var settings: [ID<Manifest>: [Setting]] = [:]
    try prepare(sql, of: "setting").eachRow([list(manifests)]) { row in
      settings[try row.id(0), default: []].append(try readSetting(row))
    }
    return settings
  }

  // MARK: Inputs

  func inputs(withIDs ids: [ID<Inputs>]) throws -> [ID<Inputs>: Inputs] {
    let sql = """
      SELECT i.id, \(InputsColumns.sql) FROM json_each(?) list CROSS JOIN inputs i ON i.id = list.value
      \(InputsColumns.joins)
      """
    return try byID(prepare(sql, of: "inputs").all([list(ids)]) { (try $0.id(0), try readInputs($0, at: 1)) })
  }

  func readSets(ofInputs ids: [ID<Inputs>]) throws -> [ID<Inputs>: ReadSet] {
    let sql = """
      SELECT i.id, rs.id, rs.digest, rs.content FROM json_each(?) list CROSS JOIN inputs i ON i.id = list.value
      LEFT JOIN read_set rs ON rs.id = i.read_set_id
      """
    return try byID(prepare(sql, of: "inputs").all([list(ids)]) { (try $0.id(0), try readReadSet($0, at: 1)) })
  }

  private func list<Kind>(_ ids: [ID<Kind>]) -> SQLValue { Transaction.list(ids.map(\.rawValue)) }

  private func byID<Kind, Value>(_ pairs: [(ID<Kind>, Value)]) -> [ID<Kind>: Value] {
    Dictionary(pairs, uniquingKeysWith: { $1 })
  }
}
