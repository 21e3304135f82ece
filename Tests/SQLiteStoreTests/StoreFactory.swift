import Catalogue
import SQLiteStore
import Testing

/// Makes an empty catalogue. Another kind of store only adds itself to ``all``.
struct StoreFactory: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let make: @Sendable (TemporaryFolder) throws -> any CatalogueStore

  static let all = [
    StoreFactory(testDescription: "SQLite") { try SQLiteStore.create(at: $0.database) }
  ]

  /// Runs a test with a store of its own.
  func run(_ test: (any CatalogueStore) throws -> Void) throws {
    let folder = try TemporaryFolder()
    try test(make(folder))
    withExtendedLifetime(folder) {}
  }
}

/// The failure behind an error that a store threw; nil for any other error.
func failure(_ body: () throws -> Void) -> StorageFailure? {
  do {
    try body()
    return nil
  } catch CatalogueError.storage(let failure) {
    return failure
  } catch {
    return nil
  }
}

extension StorageFailure {
  /// What is corrupt; nil for any other failure.
  var corruption: String? {
    if case .corrupt(_, let detail) = self { detail } else { nil }
  }

  /// Why a statement was refused; nil for any other failure.
  var refusal: String? {
    if case .failed(_, let detail) = self { detail } else { nil }
  }
}
