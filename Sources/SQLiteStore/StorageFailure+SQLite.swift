internal import Catalogue
internal import GRDB
internal import GRDBSQLite

extension StorageFailure {
  /// What a result code of SQLite (https://www.sqlite.org/rescode.html), extended or not, means to a catalogue.
  init(code: Int32, message: String, location: String, busySeconds: Int) {
    self =
      switch code & 0xff {
      case SQLITE_BUSY, SQLITE_LOCKED: .busy(path: location, seconds: busySeconds)
      case SQLITE_READONLY: .readOnly(path: location)
      case SQLITE_FULL: .full(path: location)
      case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt(path: location, detail: message)
      default: .failed(path: location, detail: message)
      }
  }

  init(_ error: DatabaseError, location: String, busySeconds: Int) {
    self.init(
      code: error.extendedResultCode.rawValue, message: error.message ?? "error \(error.extendedResultCode.rawValue)",
      location: location, busySeconds: busySeconds)
  }
}

extension StorageFailure {
  /// The same failure, told of the file that was asked for instead of the draft it is made as.
  func renamed(from draft: String, to path: String) -> StorageFailure {
    switch self {
    case .readOnly(draft): .readOnly(path: path)
    case .busy(draft, let seconds): .busy(path: path, seconds: seconds)
    case .alreadyExists(draft): .alreadyExists(path: path)
    case .full(draft): .full(path: path)
    case .failed(draft, let detail): .failed(path: path, detail: detail)
    case .corrupt(draft, let detail): .corrupt(path: path, detail: detail)
    default: self
    }
  }
}
