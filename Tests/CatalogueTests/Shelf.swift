import Catalogue
import Foundation
import SQLiteStore
import Strategy

/// A catalogue in a folder of its own, with one small template that `/` names and one provider. Its end takes the
/// folder away.
final class Shelf: Sendable {
  let catalogue: Catalogue
  private let folder: URL

  /// - Parameters:
  ///   - template: the whole file.
  ///   - now: what the clock says, in milliseconds since 1970.
  init(template: String = Shelf.template, now: @escaping @Sendable () -> Int64 = { 0 }) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "strata-shelf-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let store = try SQLiteStore.create(at: folder.appending(path: "strata.db").path)
    catalogue = Catalogue(store: store, author: "ada", now: { Timestamp(milliseconds: now()) })
    let template = Bundled.File(name: "plan") { Array(template.utf8) }
    let provider = Bundled.File(name: "aws") { Array("name: aws\ntitle: AWS\nmapping: {storage.default: gp3}\n".utf8) }
    _ = try catalogue.initialise(Bundled(templates: [template], providers: [provider]))
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  static let template = """
    ---
    name: plan
    version: 1.0.0
    arguments:
      - name: size
        enum: [small, medium, large]
      - name: scaling
        enum: [manual, auto, predictive]
        multiple: true
        exclusive: [manual]
      - name: namespace
        pattern: "^[a-z]+$"
    ---
    {{size}} {{scaling}} {{namespace}}

    """

  /// The same catalogue as another process has it.
  func another() throws -> Catalogue {
    let store = try SQLiteStore.open(at: folder.appending(path: "strata.db").path, mode: .readWrite)
    return Catalogue(store: store, author: "eve", now: { Timestamp(milliseconds: 0) })
  }

  /// The bytes of the catalogue.
  func bytes() throws -> Data { try Data(contentsOf: folder.appending(path: "strata.db")) }

  func file(_ text: String) throws -> FleetFile { try FleetFile.read(text, name: "fleet.yaml") }

  /// What applying did: a line for each row.
  @discardableResult
  func apply(_ text: String, prunes: Bool = false, isDryRun: Bool = false) throws -> [String] {
    try catalogue.apply(file(text), prunes: prunes, isDryRun: isDryRun).rows.map(\.text)
  }

  /// What stands in the way of applying: a line for each problem.
  func problems(_ text: String, prunes: Bool = false) throws -> [String] {
    do {
      _ = try apply(text, prunes: prunes)
      return []
    } catch CatalogueError.invalid(let problems) {
      return problems.map { "\($0.subject): \($0.text)\($0.hint.map { " | \($0)" } ?? "")" }
    }
  }
}

extension FleetChange.Row {
  /// `changed layer payments size: small → large`
  var text: String {
    ([action.rawValue, kind.rawValue, name] + changes.map { "\($0.key):\($0.old ?? "-")→\($0.new ?? "-")" })
      .joined(separator: " ")
  }
}
