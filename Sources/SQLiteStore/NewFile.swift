internal import Catalogue
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The file of a catalogue that is about to be made.
enum NewFile {
  /// Makes an empty file before there is anything in it.
  /// - Parameter mode: who may use it, whatever the process's umask says; SQLite gives the journal the same.
  /// - Returns: false where there is a file already.
  static func make(at path: String, mode: mode_t) throws -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    if descriptor >= 0 {
      defer { close(descriptor) }
      guard fchmod(descriptor, mode) == 0 else { throw failed(path) }
      return true
    }
    if errno == EEXIST { return false }
    throw failed(path)
  }

  /// Who may use a file: its owner only, or its group too.
  static let (ownerOnly, withGroup): (mode_t, mode_t) = (0o600, 0o660)

  static func mode(ofFileAt path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  /// Where a catalogue is made before it stands under its own name.
  static func draftPath(for path: String) -> String { "\(path).new-\(getpid())" }

  /// Gives a finished draft its name for good, or leaves every name as it was.
  /// - Parameter replaces: whether a file with something in it loses its name to the draft.
  static func publish(_ draft: String, as path: String, replaces: Bool = false) throws {
    if hasJournal(path) { throw CatalogueError.storage(.strayJournal(path: path + "-journal")) }
    var status = stat()
    if stat(path, &status) == 0, replaces || status.st_size == 0 {
      let old = draft + ".old"
      unlink(old)
      try replace(path, with: draft, keepingOldAs: old)
      unlink(old)
      return
    }
    // A link, unlike a renaming, never takes another file's place.
    guard link(draft, path) == 0 else { throw failed(path) }
    do {
      try syncFolder(of: path)
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Puts a finished draft in the place of a file, which keeps a name, or leaves every name as it was: at every moment
  /// one of the two stands there.
  static func replace(_ path: String, with draft: String, keepingOldAs kept: String) throws {
    guard link(path, kept) == 0 else { throw failed(kept) }
    let hadJournal = hasJournal(path)
    var isReplaced = false
    do {
      if hadJournal {
        guard rename(path + "-journal", kept + "-journal") == 0 else { throw failed(kept) }
        // The new catalogue must never have it, whichever name the disk keeps first.
        try syncFolder(of: path)
      }
      guard rename(draft, path) == 0 else { throw failed(path) }
      isReplaced = true
      try syncFolder(of: path)
    } catch {
      // Two names of one file cannot be renamed to each other.
      if isReplaced { rename(kept, path) } else { unlink(kept) }
      if hadJournal { rename(kept + "-journal", path + "-journal") }
      throw error
    }
  }

  static func byteCount(ofFileAt path: String) throws -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failed(path) }
    return Int(status.st_size)
  }

  /// Whether two files that nobody has open are there and have the same bytes.
  static func isSame(_ path: String, _ other: String) -> Bool {
    guard let one = fopen(path, "rb") else { return false }
    defer { fclose(one) }
    guard let two = fopen(other, "rb") else { return false }
    defer { fclose(two) }
    var (left, right) = ([UInt8](repeating: 0, count: 1 << 16), [UInt8](repeating: 0, count: 1 << 16))
    while true {
      let count = fread(&left, 1, left.count, one)
      guard fread(&right, 1, right.count, two) == count, left[..<count] == right[..<count] else { return false }
      if count < left.count { return ferror(one) == 0 && ferror(two) == 0 }
    }
  }

  /// A name that no file has: the one given, else with `-2`, `-3` … behind it.
  static func freeName(_ path: String) -> String {
    var (candidate, number) = (path, 1)
    var status = stat()
    while lstat(candidate, &status) == 0 {
      number += 1
      candidate = "\(path)-\(number)"
    }
    return candidate
  }

  /// A name is there for good only when the folder is on the disk too.
  static func syncFolder(of path: String) throws {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failed(path) }
    defer { close(descriptor) }
    // Some filesystems cannot sync a folder, and say so.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failed(path) }
  }

  /// What `errno` says of a file.
  private static func failed(_ path: String) -> CatalogueError {
    switch errno {
    case EEXIST: .storage(.alreadyExists(path: path))
    case ENOSPC, EDQUOT: .storage(.full(path: path))
    case EACCES, EPERM, EROFS: .storage(.readOnly(path: path))
    case ENOENT: .storage(.failed(path: path, detail: "its folder does not exist"))
    case let code: .storage(.failed(path: path, detail: String(cString: strerror(code))))
    }
  }

  /// Whether a journal with something in it lies beside a catalogue: one is being written, or was when a process died.
  static func hasJournal(_ path: String) -> Bool {
    var status = stat()
    return stat(path + "-journal", &status) == 0 && status.st_size > 0
  }

  /// Has the disk confirm that a catalogue's journal is as it is seen.
  static func confirmJournal(of path: String) -> Bool {
    let descriptor = open(path + "-journal", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno == ENOENT }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
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
