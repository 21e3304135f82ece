internal import Catalogue
internal import Strategy

/// What versions share. Each block is hashed once for itself, and once more in every distinct output that holds it.
extension SealCheck {
  func checkSets() throws {
    try each("SELECT id, id, digest, content FROM parameter_set", by: "id", in: "parameter_set", of: "parameter set") {
      row in
      _ = try transaction.readParameterSet(row, at: 1)
    }
    try each("SELECT id, id, digest, content FROM read_set", by: "id", in: "read_set", of: "read set") { row in
      _ = try transaction.readReadSet(row, at: 1)
    }
  }

  func checkOutputs() throws {
    let contents = BlockContents(transaction)
    try each("SELECT id, digest, language, content FROM block", by: "id", in: "block", of: "block") { row in
      let content = try row.bytes(3)
      contents.keep(content, of: try row.integer(0))
      if Digest(of: content) != (try row.digest(1)) { throw row.corrupt("digest does not match") }
      let language = try row.optional(2, row.text)
      if SealCheck.language(content) != .some(language) { throw row.corrupt("its language is not that of its content") }
    }
    let sql = "SELECT id, digest, byte_count, line_count, blocks FROM output"
    try each(sql, by: "id", in: "output", of: "output") { row in
      var hash = Digest.Hasher()
      var (byteCount, lineEndCount) = (0, 0)
      var isPartial = false
      for id in try transaction.blockIDs(row, at: 4) {
        let content = try contents.content(id)
        hash.update(content)
        byteCount += content.count
        lineEndCount += content.count { $0 == UInt8(ascii: "\n") }
        if let last = content.last { isPartial = last != UInt8(ascii: "\n") }
      }
      if hash.finish() != (try row.digest(1)) { throw row.corrupt("its blocks do not match its digest") }
      if byteCount != (try row.number(2)) { throw row.corrupt("its blocks are \(byteCount) bytes long") }
      let lineCount = lineEndCount + (isPartial ? 1 : 0)
      if lineCount != (try row.number(3)) { throw row.corrupt("its blocks have \(lineCount) lines") }
    }
  }

  /// The language that a block says it is in: nil for prose, and nothing at all for what is no single block.
  private static func language(_ content: [UInt8]) -> String?? {
    let blocks = BlockSplitter.blocks(of: content)
    guard blocks.count == 1, let block = blocks.first else { return nil }
    if case .code(let language) = block.kind { return .some(language) }
    return .some(nil)
  }
}

/// The contents of blocks by id, kept in memory up to a limit and read again beyond it.
private final class BlockContents {
  private static let byteLimit = 256 << 20

  private let transaction: Transaction
  private var kept: [Int64: [UInt8]] = [:]
  private var byteCount = 0

  init(_ transaction: Transaction) {
    self.transaction = transaction
  }

  func keep(_ content: [UInt8], of id: Int64) {
    guard byteCount + content.count <= BlockContents.byteLimit else { return }
    byteCount += content.count
    kept[id] = content
  }

  func content(_ id: Int64) throws -> [UInt8] {
    if let content = kept[id] { return content }
    let content = try transaction.prepare("SELECT id, content FROM block WHERE id = ?", of: "block")
      .first([.integer(id)]) { try $0.bytes(1) }
    guard let content else { throw transaction.corrupt("block \(id) is missing") }
    return content
  }
}
