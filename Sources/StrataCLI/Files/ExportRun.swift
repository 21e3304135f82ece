import Catalogue
import Strategy

/// One export into one folder: first everything is compared, then it is written.
///
/// The lock is written before the files as well as after them. In between it owns the files of both exports, so that
/// a run that was interrupted is finished by the next one.
struct ExportRun {
  let catalogue: Catalogue
  let selection: Catalogue.ExportSelection
  let layout: ExportLayout
  /// The folder's path.
  let path: String
  /// Takes over what was changed since, and a folder of another export.
  let isForced: Bool

  init(
    _ selection: Catalogue.ExportSelection, of catalogue: Catalogue, layout: ExportLayout, into path: String,
    isForced: Bool
  ) {
    self.catalogue = catalogue
    self.selection = selection
    self.layout = layout
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.isForced = isForced
  }

  struct Outcome {
    var changes: [ExportComparison.Change]
    let unchangedCount: Int
    let versions: [Catalogue.ExportedVersion]
    let remarks: [Problem]
    /// The lock file before and after; equal where nothing is to be done.
    let lock: (before: String?, after: String)

    var isCurrent: Bool { changes.isEmpty && lock.before == lock.after }
  }

  /// What an export would do.
  func compare() throws -> Outcome {
    try compare(ExportFolder.existing(path)).outcome
  }

  /// What an export would do, where nothing is in its way.
  func rehearse() throws -> Outcome {
    let outcome = try compare()
    try refuse(outcome.changes)
    return outcome
  }

  func write() throws -> Outcome {
    let existing = try ExportFolder.existing(path)
    try existing?.reserve()
    let (comparison, outcome) = try compare(existing)
    try refuse(outcome.changes)
    guard !outcome.isCurrent else {
      existing?.removeTemporary()
      return outcome
    }
    let folder = try existing ?? ExportFolder.made(path)
    if existing == nil {
      try folder.reserve()
      if try ExportLock(in: folder) != nil { throw FileError(path: path, problem: "was made by another export") }
    }
    folder.removeTemporary()
    try write(comparison, outcome, into: folder)
    return outcome
  }

  private func compare(_ folder: ExportFolder?) throws -> (comparison: ExportComparison, outcome: Outcome) {
    let versions = try catalogue.exportedVersions(selection)
    let before = try folder.flatMap { try ExportLock(in: $0) }
    if let before, before.scope != scope, !isForced {
      throw OtherExportError(path: path, found: before.scope)
    }
    var comparison = ExportComparison(folder, before: before, isForced: isForced)
    var remarks: [Problem] = []
    try catalogue.export(versions, layout: layout) { version, tree in
      for file in tree.files { try comparison.add(file) }
      remarks += tree.remarks.map { Problem(subject: version.address.description, text: $0) }
    }
    try comparison.finish()
    let after = lock(versions, comparison)
    return (
      comparison,
      Outcome(
        changes: comparison.changes, unchangedCount: comparison.unchangedCount, versions: versions, remarks: remarks,
        lock: (before?.text, after.text))
    )
  }

  private var scope: Scope {
    if case .version(let address) = selection { address.scope } else { .root }
  }

  private func lock(_ versions: [Catalogue.ExportedVersion], _ comparison: ExportComparison) -> ExportLock {
    ExportLock(
      scope: scope, layout: layout, versions: versions, folders: comparison.madeFolders.kept,
      files: comparison.files)
  }

  private func refuse(_ changes: [ExportComparison.Change]) throws {
    let obstacles = changes.filter { $0.obstacle != nil }
    guard !obstacles.isEmpty else { return }
    let shown = obstacles.prefix(ExportRun.shownProblems).map { change in
      Problem(
        subject: "file \(quoted("\(path)/\(change.path)"))", text: change.obstacle ?? "",
        hint: change.action == .edited
          ? "--force replaces what was changed by hand" : "move it away: an export leaves alone what it did not write")
    }
    let rest = obstacles.count - shown.count
    let more = rest > 0 ? [Problem(subject: "folder \(quoted(path))", text: "\(rest) more files in the way")] : []
    throw CatalogueError.invalid(shown + more)
  }

  private static let shownProblems = 20

  // MARK: Writing

  private func write(_ comparison: ExportComparison, _ outcome: Outcome, into folder: ExportFolder) throws {
    var lock = lock(outcome.versions, comparison)
    let emptied = comparison.madeFolders.emptied
    if !outcome.changes.isEmpty {
      lock.replaced = (comparison.before?.files ?? []) + (comparison.before?.replaced ?? [])
      lock.folders += emptied
      try folder.write(Array(lock.text.utf8), to: ExportLock.name)
      try writeFiles(outcome, into: folder)
      folder.flush()
      for change in outcome.changes where change.action == .remove { try folder.remove(change.path) }
    }
    for path in emptied { try folder.removeEmptyFolder(path) }
    try folder.write(Array(outcome.lock.after.utf8), to: ExportLock.name)
  }

  private func writeFiles(_ outcome: Outcome, into folder: ExportFolder) throws {
    let written = outcome.changes.filter { $0.action == .add || $0.action == .change }
    let actions = Dictionary(written.map { ($0.path, $0.action) }, uniquingKeysWith: { first, _ in first })
    try catalogue.export(outcome.versions, layout: layout) { _, tree in
      for file in tree.files {
        guard let action = actions[file.path] else { continue }
        try folder.write(file.content, to: file.path, isNew: action == .add)
      }
    }
  }
}

/// A folder that holds the export of something else.
struct OtherExportError: Explained {
  let path: String
  let found: Scope

  var message: String {
    "folder \(quoted(path)) holds an export of \(found == .root ? "all strategies" : quoted(found.description))"
  }
  var hint: String? { "export into a folder of its own; --force replaces that export" }
}
