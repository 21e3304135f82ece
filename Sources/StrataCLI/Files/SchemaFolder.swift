import Foundation
import Manifests
import Strategy

/// The files of a folder of schemas, and of the folders in it.
struct SchemaFolder {
  /// What is read at most: a folder that was not meant, such as a home, ends with an error and not much later.
  struct Budget {
    var files = 20_000
    var bytes = 256 << 20
    /// Names looked at, whatever they are.
    var names = 200_000
    /// Folders within folders.
    var depth = 32
  }

  /// In the order of their paths, which begin with the folder's own name: it may say for which Kubernetes they are.
  private(set) var files: [(path: String, bytes: [UInt8])] = []
  /// Of all paths and bytes.
  let fingerprint: Digest

  private static let endings = [".json", ".yaml", ".yml"]

  /// Reads `.yaml`, `.yml` and `.json`. Links are followed, into no folder twice; names that begin with a point are
  /// passed over.
  static func read(_ path: String, budget: Budget = Budget()) throws -> SchemaFolder {
    var walk = Walk(root: path, budget: budget)
    let name = (URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent)
    try walk.visit(path, as: name, depth: 0)
    guard !walk.files.isEmpty else {
      throw FileError(path: path, problem: "has no schemas: expected files that end in .yaml, .yml or .json")
    }
    return SchemaFolder(files: walk.files)
  }

  /// What is in the files.
  func schemas() throws -> SchemaSet { try SchemaSet.reading(files, fingerprint: fingerprint.hex) }

  private init(files: [(path: String, bytes: [UInt8])]) {
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var hasher = Digest.Hasher()
    for file in self.files {
      hasher.field(file.path)
      hasher.field(file.bytes)
    }
    fingerprint = hasher.finish()
  }

  private struct Walk {
    struct Place: Hashable {
      let device: UInt64
      let number: UInt64
    }

    let root: String
    let budget: Budget
    var files: [(path: String, bytes: [UInt8])] = []
    private var bytes = 0
    private var names = 0
    private var visited: Set<Place> = []

    init(root: String, budget: Budget) {
      self.root = root
      self.budget = budget
    }

    /// - Parameter name: the path that the schemas know.
    mutating func visit(_ path: String, as name: String, depth: Int) throws {
      guard depth <= budget.depth else {
        throw FileError(path: path, problem: "is more than \(budget.depth) folders deep")
      }
      let handle = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard handle >= 0 else { throw FileError(path: path, problem: reason(notFolder: true)) }
      var status = stat()
      guard fstat(handle, &status) == 0, let folder = fdopendir(handle) else {
        let problem = "cannot be read: \(systemProblem())"
        close(handle)
        throw FileError(path: path, problem: problem)
      }
      defer { closedir(folder) }
      guard visited.insert(Place(device: UInt64(status.st_dev), number: UInt64(status.st_ino))).inserted else { return }
      var found: [String] = []
      while let entry = readdir(folder) {
        let child = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        names += 1
        guard names <= budget.names else {
          throw FileError(path: root, problem: "has more than \(budget.names) files: expected a folder of schemas")
        }
        if !child.hasPrefix(".") { found.append(child) }
      }
      for child in found.sorted() { try visitChild("\(path)/\(child)", as: "\(name)/\(child)", depth: depth) }
    }

    private mutating func visitChild(_ path: String, as name: String, depth: Int) throws {
      var status = stat()
      guard stat(path, &status) == 0 else {
        // A link that leads nowhere, or to itself, is no schema.
        if errno == ENOENT || errno == ELOOP { return }
        throw FileError(path: path, problem: "cannot be read: \(systemProblem())")
      }
      if status.isFolder { return try visit(path, as: name, depth: depth + 1) }
      let lower = name.lowercased()
      guard status.isFile, SchemaFolder.endings.contains(where: lower.hasSuffix) else { return }
      try read(path, as: name)
    }

    private mutating func read(_ path: String, as name: String) throws {
      guard files.count < budget.files else {
        throw FileError(
          path: root, problem: "has more than \(budget.files) schemas: name the folder of one version of Kubernetes")
      }
      guard let handle = FileHandle(forReadingAtPath: path) else {
        throw FileError(path: path, problem: reason(notFolder: false))
      }
      let content: Data
      do {
        content = try handle.read(upToCount: budget.bytes - bytes + 1) ?? Data()
      } catch {
        throw FileError(path: path, problem: "cannot be read: \(systemProblem())")
      }
      bytes += content.count
      guard bytes <= budget.bytes else {
        throw FileError(
          path: root,
          problem: "has more than \(budget.bytes) bytes of schemas: name the folder of one version of Kubernetes")
      }
      files.append((name, Array(content)))
    }

    private func reason(notFolder: Bool) -> String {
      switch errno {
      case ENOENT: "no such \(notFolder ? "folder" : "file")"
      case ENOTDIR: "is a file: expected a folder"
      default: "cannot be read: \(systemProblem())"
      }
    }
  }
}
