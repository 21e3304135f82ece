import ArgumentParser
import Catalogue
import Foundation
import Strategy
import Synchronization

/// What a command works with.
struct Context {
  let console: Console
  let composition: Composition
  /// The catalogue's path as `--db` gave it.
  let path: String?
  let ledger = Ledger()

  var bundle: Bundled { composition.bundle }

  /// The catalogue, opened for reading.
  func catalogue(takingSecrets: Bool = false) throws -> Catalogue {
    try Catalogue(
      store: open(isWriting: false), author: "", takesSecrets: takingSecrets, now: composition.now)
  }

  /// The catalogue, opened for writing.
  func catalogue(recording options: RecordOptions) throws -> Catalogue {
    let author = try author(options)
    ledger.note()
    return try Catalogue(
      store: open(isWriting: true), author: author, takesSecrets: options.secrets.force, now: composition.now)
  }

  private func open(isWriting: Bool) throws -> any CatalogueStore {
    let store = try composition.openStore(storePath(), isWriting)
    if let upgrade = store.upgrade {
      let change = "'\(store.location)' is now of schema \(upgrade.to), it was of \(upgrade.from)"
      console.note("\(change) and is kept so as '\(upgrade.kept)'")
    }
    return store
  }

  /// Makes a new catalogue and fills it.
  func createCatalogue(
    at path: String, isShared: Bool, recording options: RecordOptions, _ fill: (Catalogue) throws -> Void
  ) throws {
    let author = try author(options)
    ledger.note()
    try composition.createStore(path, isShared) { store in
      try fill(Catalogue(store: store, author: author, now: composition.now))
    }
  }

  /// `--author`, `$STRATA_AUTHOR`, `$GIT_AUTHOR_NAME`, `$USER`, in that order.
  private func author(_ options: RecordOptions) throws -> String {
    let names = [options.author] + ["STRATA_AUTHOR", "GIT_AUTHOR_NAME", "USER"].map(Terminal.environment)
    let author = names.compactMap { $0 }.first { !$0.isEmpty } ?? "unknown"
    for (text, name) in [(author, "author"), (options.message, "message")] {
      if !options.secrets.force, let found = SecretRule.find(in: text) {
        throw CatalogueError.invalid([Problem(secret: found.kind, in: name, "this")])
      }
      if let problem = TextRule.problem(in: text) {
        throw CatalogueError.invalid([Problem(subject: name, text: "\(quoted(text)) \(problem)")])
      }
    }
    return author
  }

  // MARK: Where the catalogue is

  /// `--db`, else `$STRATA_DB`, else the nearest `strata.db` in this folder or one above it.
  func storePath() -> String {
    if let path { return path }
    if let path = Terminal.environment("STRATA_DB"), !path.isEmpty { return path }
    var folder = FileManager.default.currentDirectoryPath
    while true {
      let candidate = (folder == "/" ? "" : folder) + "/\(Context.fileName)"
      if access(candidate, F_OK) == 0 { return candidate }
      guard folder != "/", let cut = folder.lastIndex(of: "/") else { return Context.fileName }
      folder = cut == folder.startIndex ? "/" : String(folder[..<cut])
    }
  }

  static let fileName = "strata.db"

  // MARK: Files

  /// The bytes of a file, or of standard input for `-`.
  func read(_ path: String, limit: Int = 64 << 20) throws -> [UInt8] {
    let handle: FileHandle
    if path == "-" {
      handle = .standardInput
    } else {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw FileError(path: path, problem: errno == ELOOP ? String(cString: strerror(ELOOP)) : "no such file")
      }
      guard !isFolder.boolValue else { throw FileError(path: path, problem: "is a folder: expected a file") }
      guard let opened = FileHandle(forReadingAtPath: path) else {
        throw FileError(path: path, problem: "cannot be read: \(String(cString: strerror(errno)))")
      }
      handle = opened
    }
    let data = try handle.read(upToCount: limit + 1) ?? Data()
    guard data.count <= limit else { throw FileError(path: path, problem: "is larger than \(limit) bytes") }
    return Array(data)
  }

  /// The text of a file, or of standard input for `-`.
  func readText(_ path: String) throws -> String {
    try text(try read(path), of: path)
  }

  private func text(_ bytes: [UInt8], of path: String) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileError(path: name(of: path), problem: "is not UTF-8")
    }
    return text
  }

  /// The bytes of a file whose content is recorded.
  func readInput(_ path: String, _ secrets: SecretOptions) throws -> [UInt8] {
    let bytes = try read(path)
    let problems = secrets.force ? [] : Problem.secrets(in: bytes, file: name(of: path))
    guard problems.isEmpty else { throw CatalogueError.invalid(problems) }
    return bytes
  }

  /// The text of a file whose content is recorded.
  func readInputText(_ path: String, _ secrets: SecretOptions) throws -> String {
    try text(try readInput(path, secrets), of: path)
  }

  /// How a file is called in messages.
  func name(of path: String) -> String { path == "-" ? "standard input" : path }
}

/// Whether a command set out to change the catalogue.
final class Ledger: Sendable {
  private let noted = Mutex(false)

  var isNoted: Bool { noted.withLock { $0 } }

  func note() { noted.withLock { $0 = true } }
}

/// A file that could not be used.
struct FileError: Explained {
  let path: String
  let problem: String

  var message: String { "file \(quoted(path)): \(problem)" }
  var hint: String? { nil }
}
