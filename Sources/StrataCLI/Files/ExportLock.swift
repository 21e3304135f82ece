import Catalogue
import Foundation
import Strategy

/// `strata.lock`: what an export wrote into its folder, and so what the next one may change or remove.
struct ExportLock: Equatable {
  static let name = "strata.lock"
  private static let formatVersion = 1
  private static let byteLimit = 1 << 30

  struct File: Equatable {
    let path: ExportPath
    let digest: Digest
    let size: Int
  }

  /// The scope that was exported; `/` for all.
  var scope: Scope
  var layout: ExportLayout
  var versions: [Catalogue.ExportedVersion]
  /// Folders that exports made.
  var folders: [ExportPath]
  var files: [File]
  /// While an export is at work, and after one that was interrupted: the files of the one before. Nil when it is done.
  var replaced: [File]?

  // MARK: Writing

  /// JSON with a line per version, folder and file. Nothing in it needs an escape.
  var text: String {
    var members = [
      "\"format_version\": \(ExportLock.formatVersion)", "\"scope\": \"\(scope)\"",
      "\"layout\": \"\(layout.rawValue)\"",
      ExportLock.list(
        "strategies",
        versions.map { version in
          "{\"address\": \"\(version.address)\", \"folder\": \"\(version.folder)\", "
            + "\"digest\": \"\(version.digest)\", \"output\": \"\(version.output)\"}"
        }),
      ExportLock.list("folders", folders.map { "\"\($0)\"" }),
      ExportLock.list("files", files.map(ExportLock.line)),
    ]
    if let replaced { members.append(ExportLock.list("replaced", replaced.map(ExportLock.line))) }
    return "{\n  " + members.joined(separator: ",\n  ") + "\n}\n"
  }

  private static func list(_ name: String, _ items: [String]) -> String {
    items.isEmpty ? "\"\(name)\": []" : "\"\(name)\": [\n    \(items.joined(separator: ",\n    "))\n  ]"
  }

  private static func line(_ file: File) -> String {
    "{\"path\": \"\(file.path)\", \"sha256\": \"\(file.digest)\", \"size\": \(file.size)}"
  }

  // MARK: Reading

  /// - Returns: nil where the folder has none.
  /// - Throws: ``ExportLockError`` for what no export wrote: it may come from anywhere.
  init?(in folder: ExportFolder) throws {
    guard let bytes = try folder.content(of: ExportLock.name, limit: ExportLock.byteLimit) else { return nil }
    do {
      self = try ExportLock(JSONDecoder().decode(Wire.self, from: Data(bytes)))
    } catch let error as Unreadable {
      throw ExportLockError(path: "\(folder.path)/\(ExportLock.name)", problem: error.problem)
    } catch {
      throw ExportLockError(path: "\(folder.path)/\(ExportLock.name)", problem: "is not a lock file of an export")
    }
  }

  private init(_ wire: Wire) throws {
    guard wire.format_version == ExportLock.formatVersion else {
      throw Unreadable(problem: "has format \(wire.format_version): expected \(ExportLock.formatVersion)")
    }
    guard let layout = ExportLayout(rawValue: wire.layout) else {
      throw Unreadable(problem: "names the layout \(quoted(wire.layout)): expected flat, kustomize or document")
    }
    self.init(
      scope: try Scope(parsing: wire.scope), layout: layout,
      versions: try wire.strategies.map { strategy in
        let address = try VersionAddress(parsing: strategy.address)
        guard case .number(let number) = address.selector else { throw Unreadable(problem: "names no version") }
        return Catalogue.ExportedVersion(
          scope: address.scope, number: number, digest: try ExportLock.digest(strategy.digest),
          output: try ExportLock.digest(strategy.output), folder: strategy.folder)
      }, folders: try wire.folders.map(ExportLock.path), files: try wire.files.map(ExportLock.file),
      replaced: try wire.replaced?.map(ExportLock.file))
  }

  init(
    scope: Scope, layout: ExportLayout, versions: [Catalogue.ExportedVersion], folders: [ExportPath], files: [File],
    replaced: [File]? = nil
  ) {
    self.scope = scope
    self.layout = layout
    self.versions = versions
    self.folders = folders
    self.files = files
    self.replaced = replaced
  }

  private static func file(_ wire: Wire.File) throws -> File {
    File(path: try path(wire.path), digest: try digest(wire.sha256), size: wire.size)
  }

  private static func path(_ text: String) throws -> ExportPath {
    guard let path = ExportPath(text), text != name else {
      throw Unreadable(problem: "names \(quoted(text)), which no export writes")
    }
    return path
  }

  private static func digest(_ text: String) throws -> Digest {
    guard let digest = Digest(hex: text) else {
      throw Unreadable(problem: "holds \(quoted(text)), which is no SHA-256")
    }
    return digest
  }

  private struct Unreadable: Error {
    let problem: String
  }

  private struct Wire: Decodable {
    struct Strategy: Decodable { let address, folder, digest, output: String }
    struct File: Decodable {
      let path, sha256: String
      let size: Int
    }

    let format_version: Int
    let scope, layout: String
    let strategies: [Strategy]
    let folders: [String]
    let files: [File]
    let replaced: [File]?
  }
}

/// A `strata.lock` that cannot be relied on.
struct ExportLockError: Explained {
  let path: String
  let problem: String

  var message: String { "file \(quoted(path)): \(problem)" }
  var hint: String? { "nothing was touched: restore the file, or export into another folder" }
}
