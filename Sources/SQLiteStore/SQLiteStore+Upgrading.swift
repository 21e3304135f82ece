internal import Catalogue
internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension SQLiteStore {
  /// Brings a catalogue that an older program made up to date, in one transaction, and keeps it as it was beside it.
  ///
  /// - Returns: nil where another process did so first.
  static func upgrade(
    _ path: String, to schema: [SchemaMigration], _ busySeconds: Int, _ registration: OpenFiles.Registration
  ) throws -> StoreUpgrade? {
    let store = try connect(path, .readWrite, busySeconds, registration)
    while true {
      let before = try store.state()
      guard before.schema < schema.count else { return nil }
      let (kept, isNew) = try store.keep("\(path).schema-\(before.schema)")
      do {
        let isDone = try mapping(path) {
          // What was written since the copy was made would not be in it.
          try schema.migrate(store.queue, location: path, busySeconds: busySeconds) { try State($0) == before }
        }
        if isDone { return StoreUpgrade(from: before.schema, to: schema.count, kept: kept) }
      } catch {
        if isNew { NewFile.remove(at: kept) }
        throw error
      }
      if isNew { NewFile.remove(at: kept) }
    }
  }

  /// How far a catalogue has come.
  private struct State: Equatable {
    let schema: Int
    let head: Int64?

    init(_ transaction: Transaction) throws {
      schema =
        try transaction.prepare("SELECT 0, user_version FROM pragma_user_version", of: "schema")
        .first { try $0.number(1) } ?? 0
      head = try transaction.auditHead()?.id.rawValue
    }
  }

  private func state() throws -> State {
    try SQLiteStore.mapping(location) {
      try queue.read { db in
        let transaction = Transaction(db, location: location, busySeconds: 0)
        defer { transaction.end() }
        return try State(transaction)
      }
    }
  }

  /// Keeps a copy under a name, or one like it if that is taken; an attempt before may have made the same already.
  private func keep(_ name: String) throws -> (name: String, isNew: Bool) {
    try SQLiteStore.withDraft(of: name, mode: NewFile.ownerOnly) { draft in
      try copy(to: draft)
      if NewFile.isSame(draft, name) { return (name, false) }
      let free = NewFile.freeName(name)
      try NewFile.publish(draft, as: free)
      return (free, true)
    }
  }

}
