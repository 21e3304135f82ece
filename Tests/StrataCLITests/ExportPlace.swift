import Catalogue
import Foundation
import Strategy
import Testing

@testable import StrataCLI

/// A folder of a test's own, with one to export into and one that nothing may reach.
final class ExportPlace: Sendable {
  let base: String
  var out: String { base + "/out" }
  var outside: String { base + "/outside" }

  init() throws {
    base = FileManager.default.temporaryDirectory.path + "/strata-export-" + UUID().uuidString
    for folder in [base, base + "/out", base + "/outside"] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: base) }

  func folder() throws -> ExportFolder { try #require(try ExportFolder.existing(out)) }

  func write(_ name: String, _ text: String) throws {
    let path = out + "/" + name
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: out + "/" + name, withDestinationPath: target)
  }

  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: out + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Everything beneath the folder, sorted.
  func names(in folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
  }
}

func exportPath(_ text: String) throws -> ExportPath { try #require(ExportPath(text)) }
