internal import Catalogue
internal import Strategy

extension Transaction {
  func blocks(ofOutput digest: Digest) throws -> [StoredBlock] {
    let output = try prepare("SELECT id, blocks FROM output WHERE digest = ?", of: "output")
      .first([.digest(digest)]) { row in (id: try row.integer(0), blocks: try blockIDs(row, at: 1)) }
    guard let output else { throw corrupt("output \(digest.short) is missing") }
    let blocks = try blocks(output.blocks)
    var hash = Digest.Hasher()
    for block in blocks { hash.update(block.content) }
    guard hash.finish() == digest else { throw corrupt("output \(output.id): its blocks do not match its digest") }
    return blocks
  }

  /// The list of ids in a column of ``SQLValue/text(_:)``.
  func blockIDs(_ row: Row, at column: Int32) throws -> [Int64] {
    guard let ids = Transaction.numbers(try row.text(column)) else {
      throw row.corrupt("'blocks' is not a list of numbers")
    }
    return ids
  }

  private func blocks(_ ids: [Int64]) throws -> [StoredBlock] {
    let sql = """
      SELECT b.id, b.digest, b.language, b.content FROM json_each(?) list
      LEFT JOIN block b ON b.id = list.value ORDER BY list.key
      """
    var known: [Int64: StoredBlock] = [:]
    var next = ids.makeIterator()
    return try prepare(sql, of: "block").all([Transaction.list(ids)]) { row in
      let id = next.next() ?? 0
      if row.isNull(0) { throw corrupt("block \(id) is missing") }
      if let block = known[id] { return block }
      let block = try self.block(row)
      known[id] = block
      return block
    }
  }

  /// The block whose id, digest, language and content are in the first columns.
  func block(_ row: Row) throws -> StoredBlock {
    let block = StoredBlock(
      digest: try row.digest(1), language: try row.optional(2, row.text), content: try row.bytes(3))
    guard Digest(of: block.content) == block.digest else { throw row.corrupt("digest does not match") }
    return block
  }

  /// Reads what ``list(_:)`` writes.
  /// - Returns: nil where the text is anything else.
  static func numbers(_ json: String) -> [Int64]? {
    guard json.hasPrefix("["), json.hasSuffix("]"), json.utf8.count >= 2 else { return nil }
    let items = json.utf8.dropFirst().dropLast()
    if items.isEmpty { return [] }
    var numbers: [Int64] = []
    var number: Int64?
    for byte in items {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (product, overflow) = (number ?? 0).multipliedReportingOverflow(by: 10)
        let (sum, overflowsToo) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
        if overflow || overflowsToo { return nil }
        number = sum
      case UInt8(ascii: ","):
        guard let item = number else { return nil }
        numbers.append(item)
        number = nil
      default: return nil
      }
    }
    guard let number else { return nil }
    return numbers + [number]
  }
}
