package import Catalogue

/// What a statement gives: as many fields in every row as there are columns.
package struct StatementAnswer: Sendable {
  package let columns: [String]
  package let rows: [[Field]]

  package init(columns: [String], rows: [[Field]]) {
    self.columns = columns
    self.rows = rows
  }
}

/// The parts that the executable puts together: commands know stores and seeds through this alone.
package struct Composition: Sendable {
  package typealias Filling = (any CatalogueStore) throws -> Void

  package let version: String
  package let bundle: Bundled
  /// Opens an existing catalogue.
  package let openStore: @Sendable (_ path: String, _ isWriting: Bool) throws -> any CatalogueStore
  /// Makes a new one and fills it; it is there only once it is whole.
  package let createStore: @Sendable (_ path: String, _ isShared: Bool, _ fill: Filling) throws -> Void
  /// Copies an existing catalogue into a file; `replaces` lets it take another's place.
  package let backUp: @Sendable (_ path: String, _ copy: String, _ replaces: Bool) throws -> StoreCopy
  /// Puts such a copy in a catalogue's place.
  package let restore: @Sendable (_ copy: String, _ path: String, _ replaces: Bool) throws -> StoreCopy
  /// Copies what is provably whole in a hurt catalogue into a new one.
  package let salvage: @Sendable (_ path: String, _ new: String) throws -> Salvaged
  /// Runs one statement of the store's own language that reads, in an existing catalogue.
  package let ask: @Sendable (_ path: String, _ statement: String, _ seconds: Int) throws -> StatementAnswer
  /// The clock.
  package let now: @Sendable () -> Timestamp

  package init(
    version: String, bundle: Bundled,
    openStore: @escaping @Sendable (_ path: String, _ isWriting: Bool) throws -> any CatalogueStore,
    createStore: @escaping @Sendable (_ path: String, _ isShared: Bool, _ fill: Filling) throws -> Void,
    backUp: @escaping @Sendable (_ path: String, _ copy: String, _ replaces: Bool) throws -> StoreCopy,
    restore: @escaping @Sendable (_ copy: String, _ path: String, _ replaces: Bool) throws -> StoreCopy,
    salvage: @escaping @Sendable (_ path: String, _ new: String) throws -> Salvaged,
    ask: @escaping @Sendable (_ path: String, _ statement: String, _ seconds: Int) throws -> StatementAnswer,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.version = version
    self.bundle = bundle
    self.openStore = openStore
    self.createStore = createStore
    self.backUp = backUp
    self.restore = restore
    self.salvage = salvage
    self.ask = ask
    self.now = now
  }

  /// The composition that the command in hand runs with.
  @TaskLocal static var current: Composition?
}
