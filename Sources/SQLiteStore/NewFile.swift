internal import Catalogue
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The file of a catalogue that is about to be made.
enum NewFile {
  /// Makes an empty file that only its owner can read, before there is anything in it.
  /// - Returns: false where there is a file already.
  static func make(at path: String) throws -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
      return true
    }
    if errno == EEXIST { return false }
    let detail = errno == ENOENT ? "its folder does not exist" : String(cString: strerror(errno))
    throw CatalogueError.storage(.failed(path: path, detail: detail))
  }

  /// Where a catalogue is made before it stands under its own name.
  static func draftPath(for path: String) -> String { "\(path).new-\(getpid())" }

  /// Gives a finished draft its name, unless there is a file with something in it by then.
  static func publish(_ draft: String, as path: String) throws {
    var status = stat()
    let isEmpty = stat(path, &status) == 0 && status.st_size == 0
    // A link, unlike a renaming, never takes another file's place.
    let result = isEmpty ? rename(draft, path) : link(draft, path)
    guard result != 0 else { return }
    if errno == EEXIST { throw CatalogueError.storage(.alreadyExists(path: path)) }
    throw CatalogueError.storage(.failed(path: path, detail: String(cString: strerror(errno))))
  }

  /// Whether a journal with something in it lies beside a catalogue: one is being written, or was when a process died.
  static func hasJournal(_ path: String) -> Bool {
    var status = stat()
    return stat(path + "-journal", &status) == 0 && status.st_size > 0
  }

  /// Whether a catalogue may be changed: SQLite needs a journal beside it.
  static func mayBeWritten(_ path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return access(path, W_OK) == 0 && access(folder, W_OK) == 0
  }

  /// Takes it away with what SQLite put beside it.
  static func remove(at path: String) {
    unlink(path)
    unlink(path + "-journal")
  }
}
