import Catalogue
import CrashVFS
import Foundation
import SQLiteStore
import Strategy

/// What stands at the path of a catalogue.
enum CatalogueState: Hashable {
  case absent
  /// The newest digest of the audit trail, which stands for everything in it.
  case head(Digest?)

  init(at path: String) throws {
    self = try access(path, F_OK) == 0 ? .init(SQLiteStore.open(at: path, mode: .readOnly)) : .absent
  }

  init(_ store: SQLiteStore) throws {
    self = .head(try store.read { try $0.auditHead()?.digest })
  }
}

/// Operations in a folder, one after the other, and all that they did to its files.
final class Life {
  let record: OpaquePointer
  /// Which file is looked at.
  let file: (_ folder: String) -> String
  /// What it is before the first operation, and after each.
  private(set) var states: [CatalogueState]

  /// - Parameter state: before the first operation.
  init(
    of operations: [Operation], in folder: String, from state: CatalogueState,
    lookingAt file: @escaping (String) -> String = Place.catalogue
  ) throws {
    guard let record = crash_record_begin(folder) else { throw Unrecorded(folder: folder) }
    self.record = record
    self.file = file
    states = [state]
    defer { crash_record_end(record) }
    for operation in operations {
      try operation.run(folder)
      crash_record_mark(record)
      states.append(try CatalogueState(at: file(folder)))
    }
  }

  deinit {
    crash_record_free(record)
  }

  struct Unrecorded: Error { let folder: String }
}
