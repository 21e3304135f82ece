import Catalogue
import Foundation
import Strategy

/// The folder that an export fills. Everything beneath it is reached through descriptors, one name at a time and
/// without following links, so that nothing outside it is read or written, whoever changes names meanwhile.
final class ExportFolder {
  /// As the user gave it.
  let path: String
  let root: Int32
  /// The folder used last: files of one folder come together.
  private var last: (path: String, descriptor: Int32)?

  /// - Returns: nil where there is nothing of that name.
  /// - Throws: ``FileError`` where something else than a folder is.
  static func existing(_ path: String) throws -> ExportFolder? {
    let root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if root >= 0 { return ExportFolder(path: path, root: root) }
    var status = stat()
    if errno == ENOENT, lstat(path, &status) != 0 { return nil }
    throw FileError(path: path, problem: errno == ENOTDIR ? "is not a folder" : "cannot be opened: \(systemProblem())")
  }

  /// The folder, made with those above it where it is not there.
  static func made(_ path: String) throws -> ExportFolder {
    if let folder = try existing(path) { return folder }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FileError(path: path, problem: "cannot be made a folder: \(error.localizedDescription)")
    }
    guard let folder = try existing(path) else { throw FileError(path: path, problem: "was taken away meanwhile") }
    return folder
  }

  private init(path: String, root: Int32) {
    self.path = path
    self.root = root
  }

  deinit {
    if let last { close(last.descriptor) }
    close(root)
  }

  /// Keeps other exports out until this one ends, however it ends.
  func reserve() throws {
    guard flock(root, LOCK_EX | LOCK_NB) == 0 else {
      throw FileError(
        path: path,
        problem: errno == EWOULDBLOCK ? "another export is writing into it" : "cannot be locked: \(systemProblem())")
    }
  }

  // MARK: Reading

  enum Entry: Equatable {
    case absent
    case file(Digest, size: Int)
    /// What stands there instead of a file, or on the way to it.
    case other(String)
  }

  func entry(at path: ExportPath) throws -> Entry {
    guard let folder = try descriptor(ofFolderOf: path, makes: false) else { return .absent }
    if let obstacle = folder.obstacle { return .other(obstacle) }
    return try withFile(path.name, in: folder.descriptor) { file, size in
      var hash = Digest.Hasher()
      try read(file, of: path.text) { hash.update($0) }
      return .file(hash.finish(), size: size)
    }
  }

  /// The bytes of a file in the folder itself; nil where there is none.
  func content(of name: String, limit: Int) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    let entry = try withFile(name, in: root) { file, size in
      guard size <= limit else { throw problem(name, "is larger than \(limit) bytes") }
      try read(file, of: name) { bytes += $0 }
      return .file(Digest(of: []), size: size)
    }
    switch entry {
    case .absent: return nil
    case .file: return bytes
    case .other(let kind): throw problem(name, "is \(kind): expected a file")
    }
  }

  func hasFolder(_ path: ExportPath) throws -> Bool {
    guard let folder = try descriptor(ofFolderOf: path, makes: false), folder.obstacle == nil else { return false }
    var status = stat()
    return fstatat(folder.descriptor, path.name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.isFolder
  }

  private func withFile(_ name: String, in folder: Int32, _ body: (Int32, Int) throws -> Entry) throws -> Entry {
    let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      switch errno {
      case ENOENT: return .absent
      case ELOOP: return .other("a symbolic link")
      default: throw problem(name, "cannot be read: \(systemProblem())")
      }
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw problem(name, "cannot be read: \(systemProblem())") }
    if status.isFolder { return .other("a folder") }
    guard status.isFile else { return .other("a device or pipe") }
    return try body(file, Int(status.st_size))
  }

  private func read(_ file: Int32, of name: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) throws {
    try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { buffer in
      while true {
        let count = Foundation.read(file, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw problem(name, "cannot be read: \(systemProblem())") }
        guard count > 0 else { return }
        body(UnsafeBufferPointer(rebasing: buffer[..<count]))
      }
    }
  }

  // MARK: Descriptors

  /// The folder that holds a path, or what stands in its place. Nil where it is not there and not to be made.
  func descriptor(
    ofFolderOf path: ExportPath, makes: Bool
  ) throws -> (descriptor: Int32, obstacle: String?)? {
    let names = path.names.dropLast()
    let folder = names.joined(separator: "/")
    if folder.isEmpty { return (root, nil) }
    if let last, last.path == folder { return (last.descriptor, nil) }
    var current = root
    defer { if current != root, current != last?.descriptor { close(current) } }
    for (index, name) in names.enumerated() {
      if makes, mkdirat(current, name, 0o777) != 0, errno != EEXIST {
        throw problem(folder, "cannot be made: \(systemProblem())")
      }
      let next = openat(current, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      if next < 0 {
        if errno == ENOENT, !makes { return nil }
        let code = errno
        let place = names.prefix(index + 1).joined(separator: "/")
        guard code == ELOOP || code == ENOTDIR else { throw problem(place, "cannot be opened: \(systemProblem())") }
        return (root, try obstacle(name, in: current, place))
      }
      if current != root { close(current) }
      current = next
    }
    if let last { close(last.descriptor) }
    last = (folder, current)
    return (current, nil)
  }

  private func obstacle(_ name: String, in folder: Int32, _ place: String) throws -> String {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw problem(place, "cannot be read: \(systemProblem())")
    }
    return "behind \(quoted(place)), which is \(status.isLink ? "a symbolic link" : "no folder")"
  }

  func problem(_ name: String, _ text: String) -> FileError { FileError(path: "\(path)/\(name)", problem: text) }
}

/// What the last system call failed with, in words.
func systemProblem() -> String { String(cString: strerror(errno)) }

extension ExportPath {
  /// The last of its names.
  var name: String { names.last ?? text }
}

extension stat {
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  var isFile: Bool { st_mode & S_IFMT == S_IFREG }
  fileprivate var isLink: Bool { st_mode & S_IFMT == S_IFLNK }
}
