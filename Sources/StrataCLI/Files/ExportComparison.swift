import Catalogue
import Strategy

/// How a folder differs from what an export would make of it.
struct ExportComparison {
  enum Action: String {
    case add, change, remove
    /// A file of an earlier export, changed by someone else since.
    case edited
    /// A file of someone else's, or no file at all, where one is to be written.
    case blocked
  }

  struct Change {
    let action: Action
    let path: ExportPath
    /// Of the new file; nil where there is none.
    let size: Int?
    /// What is in the way.
    var obstacle: String?
  }

  let folder: ExportFolder?
  let before: ExportLock?
  /// Takes edited files as its own.
  let isForced: Bool
  private(set) var changes: [Change] = []
  private(set) var files: [ExportLock.File] = []
  private(set) var unchangedCount = 0
  private var owned: [ExportPath: Set<Digest>] = [:]
  private var wanted: Set<ExportPath> = []
  private var folders: Set<ExportPath> = []
  private var seenFolders: Set<ExportPath> = []

  init(_ folder: ExportFolder?, before: ExportLock?, isForced: Bool) {
    self.folder = folder
    self.before = before
    self.isForced = isForced
    folders = Set(before?.folders ?? [])
    for file in (before?.files ?? []) + (before?.replaced ?? []) { owned[file.path, default: []].insert(file.digest) }
  }

  mutating func add(_ file: ExportFile) throws {
    files.append(ExportLock.File(path: file.path, digest: file.digest, size: file.content.count))
    wanted.insert(file.path)
    for path in file.path.folders where seenFolders.insert(path).inserted {
      if try folder?.hasFolder(path) != true { folders.insert(path) }
    }
    let entry = try folder?.entry(at: file.path) ?? .absent
    let size = file.content.count
    switch entry {
    case .absent: changes.append(Change(action: .add, path: file.path, size: size))
    case .file(let digest, _) where digest == file.digest && owned[file.path] != nil: unchangedCount += 1
    case .file, .other: try judge(entry, file.path, size, wantedAction: .change)
    }
  }

  /// What is left to be said when all files are added: the files that are no longer wanted.
  mutating func finish() throws {
    for path in owned.keys.sorted() where !wanted.contains(path) {
      let entry = try folder?.entry(at: path) ?? .absent
      if entry != .absent { try judge(entry, path, nil, wantedAction: .remove) }
    }
    files.sort { $0.path < $1.path }
    changes.sort { $0.path < $1.path }
  }

  private mutating func judge(
    _ entry: ExportFolder.Entry, _ path: ExportPath, _ size: Int?, wantedAction: Action
  ) throws {
    var change = Change(action: wantedAction, path: path, size: size)
    switch entry {
    case .absent: return
    case .other(let kind): change = Change(action: .blocked, path: path, size: size, obstacle: "is \(kind)")
    case .file(let digest, let onDisk):
      if let known = owned[path] {
        // A machine that lost power during an export may have left a file without its content.
        let isInterrupted = onDisk == 0 && before?.replaced != nil
        if !known.contains(digest), !isForced, !isInterrupted {
          change = Change(action: .edited, path: path, size: size, obstacle: "was changed since it was exported")
        }
      } else {
        change = Change(action: .blocked, path: path, size: size, obstacle: "was not written by an export")
      }
    }
    changes.append(change)
  }

  /// Folders that exports made, these changes carried out.
  var madeFolders: (kept: [ExportPath], emptied: [ExportPath]) {
    let needed = Set(wanted.flatMap(\.folders))
    return (folders.intersection(needed).sorted(), folders.subtracting(needed).sorted(by: >))
  }
}
