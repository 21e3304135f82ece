package import Catalogue

/// The parts that the executable puts together: commands know stores and seeds through this alone.
package struct Composition: Sendable {
  package let version: String
  package let bundle: Bundled
  /// Opens an existing catalogue.
  package let openStore: @Sendable (_ path: String, _ isWriting: Bool) throws -> any CatalogueStore
  /// Makes a new one and fills it; it is there only once it is whole.
  package let createStore: @Sendable (_ path: String, _ fill: (any CatalogueStore) throws -> Void) throws -> Void
  /// The clock.
  package let now: @Sendable () -> Timestamp

  package init(
    version: String, bundle: Bundled,
    openStore: @escaping @Sendable (_ path: String, _ isWriting: Bool) throws -> any CatalogueStore,
    createStore: @escaping @Sendable (_ path: String, _ fill: (any CatalogueStore) throws -> Void) throws -> Void,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.version = version
    self.bundle = bundle
    self.openStore = openStore
    self.createStore = createStore
    self.now = now
  }

  /// The composition that the command in hand runs with.
  @TaskLocal static var current: Composition?
}
