internal import Catalogue
internal import GRDB
internal import GRDBSQLite
internal import LibSQLite

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension SQLiteStore {
  package enum Mode: Sendable {
    /// Works on a file and in a folder that nobody may write to, unless an older program made the catalogue.
    case readOnly
    case readWrite
  }

  /// Makes a new catalogue, for its owner only, in a file that is not there yet or empty.
  ///
  /// - Throws: ``StorageFailure/alreadyExists(path:)``, as ``CatalogueError/storage(_:)``; what could not be made
  ///   whole is taken away again.
  package static func create(at path: String) throws -> SQLiteStore {
    try create(at: path, schema: SchemaMigration.all)
  }

  /// Makes a new catalogue and fills it; it stands under its name only when it is whole. A process that is killed
  /// on the way leaves at most files beside it, with `.new-` and a number in their names.
  ///
  /// - Parameter isShared: whether the file's group may use it too.
  /// - Throws: as ``create(at:)``, and what `body` throws.
  package static func create(
    at path: String, isShared: Bool = false, filling body: (SQLiteStore) throws -> Void
  ) throws {
    switch FileHeader(ofFileAt: path) {
    case .missing, .empty: break
    default: throw CatalogueError.storage(.alreadyExists(path: path))
    }
    try withDraft(of: path, mode: isShared ? NewFile.withGroup : NewFile.ownerOnly) { draft in
      try body(create(at: draft))
      try NewFile.publish(draft, as: path)
    }
  }

  /// Opens a catalogue, and brings one that an older program made up to date. A file that is none, or is not
  /// understood, is left as it is.
  ///
  /// - Throws: as ``CatalogueError/storage(_:)``: ``StorageFailure/notFound(path:)``,
  ///   ``StorageFailure/notACatalogue(path:found:)``, ``StorageFailure/newerSchema(path:found:known:)``,
  ///   ``StorageFailure/olderSchema(path:found:known:)`` when it may not be written to.
  package static func open(at path: String, mode: Mode) throws -> SQLiteStore {
    try open(at: path, mode: mode, busySeconds: busySeconds, schema: SchemaMigration.all)
  }

  static func create(at path: String, schema: [SchemaMigration]) throws -> SQLiteStore {
    let isNew = try NewFile.make(at: path, mode: NewFile.ownerOnly)
    let (registration, header) = OpenFiles.register(path)
    // A new file may have the number of one that was removed and is about to be closed: its header is not looked at then.
    guard header == .empty || (isNew && header == nil) else {
      throw CatalogueError.storage(.alreadyExists(path: path))
    }
    do {
      let store = try connect(path, .readWrite, busySeconds, registration)
      let isFirst = try mapping(path) {
        try schema.migrate(store.queue, location: path, busySeconds: busySeconds) { try $0.schemaCount() == 0 }
      }
      guard isFirst else { throw CatalogueError.storage(.alreadyExists(path: path)) }
      return store
    } catch {
      switch FileHeader(ofFileAt: path) {
      case .catalogue:
        // Another process made one at the same moment and was first.
        throw CatalogueError.storage(.alreadyExists(path: path))
      default:
        if isNew { NewFile.remove(at: path) }
        throw error
      }
    }
  }

  static func open(at path: String, mode: Mode, busySeconds: Int, schema: [SchemaMigration]) throws -> SQLiteStore {
    let (registration, header) = OpenFiles.register(path)
    let found = try schemaCount(header, of: path, known: schema.count)
    let isOlder = found < schema.count
    if isOlder, mode == .readOnly, !NewFile.mayBeWritten(path) {
      throw CatalogueError.storage(.olderSchema(path: path, found: found, known: schema.count))
    }
    guard isOlder else { return try connect(path, mode, busySeconds, registration) }
    let upgrade = try upgrade(path, to: schema, busySeconds, registration)
    return try connect(path, mode, busySeconds, registration, after: upgrade)
  }

  /// How many migrations made the catalogue whose header this is. One that is open in this process already has all.
  static func schemaCount(_ header: FileHeader?, of path: String, known: Int) throws -> Int {
    switch header {
    case nil: return known
    case .missing: throw CatalogueError.storage(.notFound(path: path))
    case .empty: throw CatalogueError.storage(.notACatalogue(path: path, found: "an empty file"))
    case .other(let words): throw CatalogueError.storage(.notACatalogue(path: path, found: words))
    case .unreadable(let reason): throw CatalogueError.storage(.failed(path: path, detail: reason))
    case .catalogue(let found) where found < 1:
      throw CatalogueError.storage(.corrupt(path: path, detail: "its schema number is \(found)"))
    case .catalogue(let found) where found > known:
      throw CatalogueError.storage(.newerSchema(path: path, found: found, known: known))
    case .catalogue(let found): return found
    }
  }

  static func connect(
    _ path: String, _ mode: Mode, _ busySeconds: Int, _ registration: OpenFiles.Registration,
    after upgrade: StoreUpgrade? = nil
  ) throws -> SQLiteStore {
    // A path of its own kind, such as `:memory:`, is a file's name here.
    let file = path.hasPrefix("/") ? path : "./" + path
    return try mapping(path, busySeconds: busySeconds) {
      if mode == .readOnly, NewFile.hasJournal(path) { recover(file, busySeconds) }
      let queue = try DatabaseQueue(path: file, configuration: configuration(mode, busySeconds))
      return SQLiteStore(
        queue: queue, location: path, busySeconds: busySeconds, registration: registration, upgrade: upgrade)
    }
  }

  /// Takes back what a killed process left half done, which SQLite does for connections that may write only.
  /// Where the file cannot be written to, reading it says so.
  private static func recover(_ file: String, _ busySeconds: Int) {
    let queue = try? DatabaseQueue(path: file, configuration: configuration(.readWrite, busySeconds))
    _ = try? queue?.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
  }

  private static func configuration(_ mode: Mode, _ busySeconds: Int) -> Configuration {
    var configuration = Configuration()
    configuration.label = "strata"
    configuration.readonly = mode == .readOnly
    configuration.foreignKeysEnabled = mode == .readWrite
    configuration.busyMode = BusyWait.mode(seconds: busySeconds)
    configuration.prepareDatabase { db in
      // Nobody observes changes, so nobody needs to be told of every column that a statement reads.
      sqlite3_set_authorizer(db.sqliteConnection, nil, nil)
      // A file is not trusted: what its schema may call, and the form of its pages. Nor is any statement.
      guard strata_sqlite_defend(db.sqliteConnection) == SQLITE_OK else {
        throw DatabaseError(resultCode: .SQLITE_ERROR, message: "SQLite has no defensive mode")
      }
      // With a cache of 32 MiB a transaction seldom has to write, and to wait for the disk, before it commits.
      try db.execute(
        sql: """
          PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -32768
          """)
      if mode == .readWrite {
        try db.execute(sql: "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL")
      }
    }
    return configuration
  }

  /// Turns what SQLite throws into the catalogue's errors. What `body` itself throws passes.
  static func mapping<Result>(
    _ location: String, busySeconds: Int = busySeconds, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw CatalogueError.storage(StorageFailure(error, location: location, busySeconds: busySeconds))
    }
  }
}
