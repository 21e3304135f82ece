internal import Catalogue
internal import Manifests
internal import Strategy

/// What can be asked for must be what blocks and parameter sets say: everything is taken apart again and compared.
extension SealCheck {
  func checkSettings() throws {
    let expected = ExpectedIndex()
    try checkDictionaries()
    try checkManifests(expected)
    try checkOutputBlocks(expected)
    try checkParameterUses()
  }

  private func checkDictionaries() throws {
    try each("SELECT id, path, positions, shape FROM setting_path ORDER BY id", of: "path") { row in
      guard let positions = Transaction.numbers(try row.text(2)),
        let path = SettingPath(text: try row.text(1), positions: positions.map { Int($0) }),
        path.shape == (try row.text(3))
      else { throw row.corrupt("it is not a path with its shape") }
    }
    try each("SELECT id, type, value, number FROM setting_value ORDER BY id", of: "value") { row in
      guard let type = SettingType(rawValue: try row.text(1)) else { throw row.corrupt("'type' is no type") }
      let number = SettingValue(type: type, text: try row.text(2)).number
      guard try row.optional(3, row.real) == number else { throw row.corrupt("its number is not that of its text") }
    }
  }

  private func checkManifests(_ expected: ExpectedIndex) throws {
    let pool = ManifestPool()
    try each("SELECT id, digest, language, content FROM block ORDER BY id", of: "block") { row in
      let block = StoredBlock(
        digest: try row.digest(1), language: try row.optional(2, row.text), content: try row.bytes(3))
      let id = try row.integer(0)
      let parts = pool.manifests(of: block)
      if !parts.isEmpty { expected.blocks.insert(id) }
      for part in parts { expected.manifests[part.manifest.digest] = part.manifest }
      guard try documents(of: id) == parts.map({ Document(line: $0.line, digest: $0.manifest.digest) }) else {
        throw row.corrupt("its documents are not those of its content")
      }
    }
    let sql = "SELECT id, digest, api_version, kind, namespace, name, problems FROM manifest ORDER BY id"
    try each(sql, of: "manifest") { row in
      guard let draft = expected.manifests[try row.digest(1)] else { throw row.corrupt("no block holds it") }
      let content = draft.content
      let identity = try (2...5).map { try row.optional($0, row.text) }
      guard identity == [content.apiVersion, content.kind, content.namespace, content.name],
        try row.text(6) == content.storedProblems
      else { throw row.corrupt("it is not the object that its text is") }
      guard try transaction.settings(of: try row.id(0)) == content.settings else {
        throw row.corrupt("its settings are not those of its text")
      }
    }
  }

  private struct Document: Equatable {
    let line: Int
    let digest: Digest
  }

  private func documents(of block: Int64) throws -> [Document] {
    let sql = """
      SELECT m.id, b.line, m.digest FROM block_manifest b LEFT JOIN manifest m ON m.id = b.manifest_id
      WHERE b.block_id = ? ORDER BY b.number
      """
    return try transaction.prepare(sql, of: "manifest").all([.integer(block)]) { row in
      Document(line: try row.number(1), digest: try row.digest(2))
    }
  }

  private func checkOutputBlocks(_ expected: ExpectedIndex) throws {
    var pairs: Set<Pair> = []
    try each("SELECT id, blocks FROM output ORDER BY id", of: "output") { row in
      let output = try row.integer(0)
      for block in try transaction.blockIDs(row, at: 1) where expected.blocks.contains(block) {
        pairs.insert(Pair(first: block, second: output))
      }
    }
    try each("SELECT block_id, output_id FROM output_block", of: "block of an output") { row in
      let pair = Pair(first: try row.integer(0), second: try row.integer(1))
      guard pairs.remove(pair) != nil else { throw row.corrupt("output \(pair.second) does not hold it") }
    }
    for pair in pairs.sorted() { note("output \(pair.second): block \(pair.first) is not indexed") }
  }

  private func checkParameterUses() throws {
    var expected: [Int64: Set<[String]>] = [:]
    try each("SELECT id, id, digest, content FROM parameter_set ORDER BY id", of: "parameter set") { row in
      let set = try transaction.readParameterSet(row, at: 1)
      expected[try row.integer(0)] = Set(set.entries.flatMap { entry in entry.value.values.map { [entry.key, $0] } })
    }
    let sql = """
      SELECT u.set_id, v.key, v.value FROM parameter_use u LEFT JOIN parameter_value v ON v.id = u.value_id
      """
    try each(sql, of: "parameter set") { row in
      guard expected[try row.integer(0)]?.remove([try row.text(1), try row.text(2)]) != nil else {
        throw row.corrupt("it has no '\(try row.text(1))' of \(quoted(try row.text(2)))")
      }
    }
    for (set, left) in expected.sorted(by: { $0.key < $1.key }) where !left.isEmpty {
      note("parameter set \(set): its values are not indexed")
    }
  }
}

/// What should be found.
private final class ExpectedIndex {
  var manifests: [Digest: ManifestDraft] = [:]
  /// The blocks that hold documents.
  var blocks: Set<Int64> = []
}

private struct Pair: Hashable, Comparable {
  let first: Int64
  let second: Int64

  static func < (left: Pair, right: Pair) -> Bool { (left.first, left.second) < (right.first, right.second) }
}
