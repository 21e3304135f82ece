package import Catalogue
internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Copies of whole catalogues. Each is made under another name, proved, and only then given its own.
extension SQLiteStore {
  /// Copies a catalogue as it is at one moment, while others go on working with it.
  ///
  /// - Parameter replaces: whether a file that stands there is replaced.
  /// - Throws: ``StorageFailure``, as ``CatalogueError/storage(_:)``; no file is changed then.
  package static func backUp(_ path: String, to copy: String, replaces: Bool) throws -> StoreCopy {
    let source = try open(at: path, mode: .readOnly)
    guard !isSame(path, copy) else { throw CatalogueError.storage(.sameFile(path: copy)) }
    guard replaces || isFree(copy) else {
      throw CatalogueError.storage(.wouldReplace(path: copy, hint: "--force replaces it"))
    }
    return try withDraft(of: copy, mode: NewFile.ownerOnly) { draft in
      try source.copy(to: draft)
      let proved = try prove(draft)
      try NewFile.publish(draft, as: copy, replaces: replaces)
      return proved
    }
  }

  /// Puts a copy in the place of a catalogue, or where none is. What stood there keeps a name, and whoever is about
  /// to write to it is refused.
  ///
  /// - Throws: as ``backUp(_:to:replaces:)``.
  package static func restore(_ copy: String, to path: String, replaces: Bool) throws -> StoreCopy {
    let (registration, header) = OpenFiles.register(copy)
    _ = try schemaCount(header, of: copy, known: SchemaMigration.all.count)
    guard !isSame(path, copy) else { throw CatalogueError.storage(.sameFile(path: copy)) }
    guard replaces || isFree(path) else {
      let hint = "--force puts the copy in its place, and keeps it as '\(NewFile.freeName(path + ".replaced"))'"
      throw CatalogueError.storage(.wouldReplace(path: path, hint: hint))
    }
    let source = try connect(copy, .readOnly, busySeconds, registration)
    let mode = isFree(path) ? nil : NewFile.mode(ofFileAt: path)
    return try withDraft(of: path, mode: mode ?? NewFile.ownerOnly) { draft in
      try source.copy(to: draft)
      try bringUpToDate(draft)
      let proved = try prove(draft)
      guard !isFree(path) else {
        try NewFile.publish(draft, as: path)
        return proved
      }
      let kept = NewFile.freeName(path + ".replaced")
      try withoutWriters(path) { try NewFile.replace(path, with: draft, keepingOldAs: kept) }
      return StoreCopy(head: proved.head, byteCount: proved.byteCount, kept: kept)
    }
  }

  /// Takes out of a hurt catalogue what can be proved, into a new one.
  ///
  /// - Parameter remake: makes an output again from what a version recorded.
  /// - Throws: as ``backUp(_:to:replaces:)``; where not even the schema can be read there is nothing to take out.
  package static func salvage(
    _ path: String, to new: String, remake: @escaping (any CatalogueReading, Inputs) throws -> OutputDraft
  ) throws -> Salvaged {
    guard !isSame(path, new) else { throw CatalogueError.storage(.sameFile(path: new)) }
    guard isFree(new) else { throw CatalogueError.storage(.wouldReplace(path: new, hint: "choose another name")) }
    let (registration, header) = OpenFiles.register(path)
    // How many migrations made it is no hindrance: tables that are not there are not copied.
    if case .catalogue = header {} else { _ = try schemaCount(header, of: path, known: .max) }
    let source = try connect(path, .readOnly, busySeconds, registration)
    return try withDraft(of: new, mode: NewFile.ownerOnly) { draft in
      let target = try create(at: draft)
      var salvaged: Salvaged?
      try mapping(path) {
        try source.queue.writeWithoutTransaction { from in
          // What is read is of one moment, unless the disk fails and so ends the transaction.
          try from.execute(sql: "BEGIN")
          defer { if from.isInsideTransaction { try? from.execute(sql: "ROLLBACK") } }
          try target.queue.writeWithoutTransaction { to in
            try to.execute(sql: "PRAGMA foreign_keys = OFF")
            try to.inTransaction(.immediate) {
              salvaged = try Salvage(from: from, to: to, location: new, remake: remake).run()
              return .commit
            }
          }
        }
      }
      guard let salvaged else { throw CatalogueError.storage(.failed(path: new, detail: "nothing was done")) }
      try NewFile.publish(draft, as: new)
      return salvaged
    }
  }

  /// Copies everything, as it is in one transaction, into an empty file.
  func copy(to path: String) throws {
    let target = try SQLiteStore.connect(path, .readWrite, 0, OpenFiles.register(path).registration)
    // What is full or cannot be written to is the copy.
    try SQLiteStore.mapping(path) { try queue.backup(to: target.queue) }
  }

  /// Looks at everything in a file.
  private static func prove(_ path: String) throws -> StoreCopy {
    let store = try connect(path, .readOnly, 0, OpenFiles.register(path).registration)
    var problems = try store.integrityProblems()
    let head = try store.read { tx in
      problems += try tx.sealProblems { _ in }
      return problems.isEmpty ? try tx.auditHead() : nil
    }
    if let first = problems.first {
      let more = problems.count > 1 ? ", and \(problems.count - 1) more" : ""
      throw CatalogueError.storage(.corrupt(path: path, detail: first.text + more))
    }
    return StoreCopy(head: head, byteCount: try NewFile.byteCount(ofFileAt: path), kept: nil)
  }

  private static func bringUpToDate(_ draft: String) throws {
    guard case .catalogue(let found) = FileHeader(ofFileAt: draft), found < SchemaMigration.all.count else { return }
    let store = try connect(draft, .readWrite, 0, OpenFiles.register(draft).registration)
    _ = try mapping(draft) { try SchemaMigration.all.migrate(store.queue, location: draft, busySeconds: 0) }
  }

  /// Runs a body with the name of a new file, which is gone at the end unless it was given another. What failures
  /// say of it they say of the file that was asked for.
  static func withDraft<Result>(
    of path: String, mode: mode_t, _ body: (_ draft: String) throws -> Result
  ) throws -> Result {
    let draft = NewFile.draftPath(for: path)
    NewFile.remove(at: draft)
    defer { NewFile.remove(at: draft) }
    do {
      _ = try NewFile.make(at: draft, mode: mode)
      return try body(draft)
    } catch CatalogueError.storage(let failure) {
      throw CatalogueError.storage(failure.renamed(from: draft, to: path))
    }
  }

  /// Runs a body while nobody writes to a file, as far as that can be said of it: what is no catalogue, or too hurt to
  /// be one, has no writers.
  private static func withoutWriters(_ path: String, _ body: () throws -> Void) throws {
    guard case .catalogue = FileHeader(ofFileAt: path),
      let store = try? connect(path, .readWrite, busySeconds, OpenFiles.register(path).registration)
    else { return try body() }
    var isDone = false
    do {
      try store.queue.inTransaction(.exclusive) { _ in
        isDone = true
        try body()
        return .rollback
      }
    } catch let error as DatabaseError {
      guard !isDone else { return }
      let failure = StorageFailure(error, location: path, busySeconds: busySeconds)
      if case .corrupt = failure { return try body() }
      throw CatalogueError.storage(failure)
    }
  }

  private static func isFree(_ path: String) -> Bool {
    switch FileHeader(ofFileAt: path) {
    case .missing, .empty: true
    default: false
    }
  }

  private static func isSame(_ path: String, _ other: String) -> Bool {
    OpenFiles.identity(ofFileAt: path).map { $0 == OpenFiles.identity(ofFileAt: other) } ?? false
  }
}
