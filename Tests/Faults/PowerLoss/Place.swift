import CrashVFS
import Foundation

/// The folders of a run, in memory where there is such a filesystem.
struct Place {
  private let root: String

  init() throws {
    let memory = "/dev/shm"
    let isThere = FileManager.default.isWritableFile(atPath: memory)
    let base = isThere ? memory : FileManager.default.temporaryDirectory.path
    root = base + "/strata-crash-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: root)
  }

  /// An empty folder of that name.
  func folder(_ name: String) throws -> String {
    let path = root + "/" + name
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// The catalogue of a folder.
  static func catalogue(in folder: String) -> String { folder + "/strata.db" }

  /// Its backup, beside it.
  static func copy(in folder: String) -> String { folder + "/copy.db" }
}
