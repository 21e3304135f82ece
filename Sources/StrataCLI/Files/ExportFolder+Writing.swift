import Catalogue
import Foundation

extension ExportFolder {
  /// What a file is written as until it is whole. A killed run leaves it; the next one takes it away.
  private static let temporaryName = ".strata-export.tmp"

  func removeTemporary() { unlinkat(root, ExportFolder.temporaryName, 0) }

  /// Writes a file in the folder itself, durably, and replaces what is there.
  func write(_ content: [UInt8], to name: String) throws {
    try writeTemporary(content, for: name, isDurable: true)
    try rename(to: name, in: root, name)
    guard fsync(root) == 0 else { throw problem(name, "cannot be written: \(systemProblem())") }
  }

  /// Writes a file, and makes the folders that it needs. ``flush()`` makes it durable.
  /// - Parameter isNew: whether no file may be there: one that is stays, and is an error.
  func write(_ content: [UInt8], to path: ExportPath, isNew: Bool) throws {
    guard let folder = try descriptor(ofFolderOf: path, makes: true) else { return }
    if let obstacle = folder.obstacle { throw problem(path.text, "is \(obstacle)") }
    try writeTemporary(content, for: path.text, isDurable: false)
    guard isNew else { return try rename(to: path.name, in: folder.descriptor, path.text) }
    if linkat(root, ExportFolder.temporaryName, folder.descriptor, path.name, 0) == 0 { return removeTemporary() }
    // File systems without hard links can only replace.
    guard errno == EPERM || errno == ENOTSUP || errno == ENOSYS else {
      let text = errno == EEXIST ? "appeared meanwhile: it is left as it is" : "cannot be written: \(systemProblem())"
      removeTemporary()
      throw problem(path.text, text)
    }
    try rename(to: path.name, in: folder.descriptor, path.text)
  }

  func remove(_ path: ExportPath) throws {
    guard let folder = try descriptor(ofFolderOf: path, makes: false) else { return }
    if let obstacle = folder.obstacle { throw problem(path.text, "is \(obstacle)") }
    guard unlinkat(folder.descriptor, path.name, 0) == 0 || errno == ENOENT else {
      throw problem(path.text, "cannot be removed: \(systemProblem())")
    }
  }

  /// Removes a folder if nothing is in it.
  func removeEmptyFolder(_ path: ExportPath) throws {
    guard let folder = try descriptor(ofFolderOf: path, makes: false), folder.obstacle == nil else { return }
    unlinkat(folder.descriptor, path.name, AT_REMOVEDIR)
  }

  /// Brings all that was written onto the disk. One call for all files: one for each would take longer than all else.
  func flush() { sync() }

  private func writeTemporary(_ content: [UInt8], for name: String, isDurable: Bool) throws {
    let file = openat(
      root, ExportFolder.temporaryName, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(0o666))
    guard file >= 0 else { throw problem(name, "cannot be written: \(systemProblem())") }
    defer { close(file) }
    var rest = content[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let text = systemProblem()
        removeTemporary()
        throw problem(name, "cannot be written: \(text)")
      }
      rest = rest.dropFirst(count)
    }
    guard !isDurable || fsync(file) == 0 else { throw problem(name, "cannot be written: \(systemProblem())") }
  }

  private func rename(to name: String, in folder: Int32, _ place: String) throws {
    guard renameat(root, ExportFolder.temporaryName, folder, name) == 0 else {
      let text = systemProblem()
      removeTemporary()
      throw problem(place, "cannot be written: \(text)")
    }
  }
}
