internal import Strategy

/// Rows that are stored once for each key, whose columns are the first of the row.
final class SharedRows<Key: Hashable> {
  private let find: Prepared
  private let insert: Prepared
  private let columns: (Key) -> [SQLValue]
  private var known: [Key: Int64] = [:]

  /// - Parameter columns: the key as it is bound, to find a row and to begin a new one.
  init(find: Prepared, insert: Prepared, columns: @escaping (Key) -> [SQLValue]) {
    self.find = find
    self.insert = insert
    self.columns = columns
  }

  /// - Parameters:
  ///   - others: the columns behind the key, of a row that is not there yet.
  ///   - added: called with the id of such a row.
  func id(
    _ key: Key, _ others: () throws -> [SQLValue] = { [] }, added: (Int64) throws -> Void = { _ in }
  ) throws -> Int64 {
    if let id = try stored(key) { return id }
    let id = try insert.insert(columns(key) + others())
    known[key] = id
    try added(id)
    return id
  }

  /// - Returns: nil where there is no such row.
  func stored(_ key: Key) throws -> Int64? {
    if let id = known[key] { return id }
    let id = try find.first(columns(key)) { try $0.integer(0) }
    known[key] = id
    return id
  }
}

extension SharedRows where Key == Digest {
  convenience init(find: Prepared, insert: Prepared) {
    self.init(find: find, insert: insert) { [.digest($0)] }
  }
}
