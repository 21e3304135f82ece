import Foundation
import Testing

@testable import StrataCLI

final class SchemaFolderTests {
  private let root = FileManager.default.temporaryDirectory.appending(path: "strata-schemas-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: root) }

  private var path: String { root.path(percentEncoded: false) }

  private func write(_ files: [String: String]) throws {
    for (name, text) in files {
      let file = root.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  /// What is read, without the folder's own name.
  private func read(_ budget: SchemaFolder.Budget = .init()) throws -> [String] {
    try SchemaFolder.read(path, budget: budget).files.map { file in
      file.path.dropFirst(root.lastPathComponent.count + 1) + ": " + String(decoding: file.bytes, as: UTF8.self)
    }
  }

  @Test func `schemas are read in the order of their paths, and nothing else`() throws {
    try write([
      "b/x.yaml": "1", "a.json": "2", "b.YML": "3", "README.md": "x", ".git/c.json": "x", ".d.yaml": "x", "json": "x",
      "b/c/d.json": "4",
    ])
    #expect(try read() == ["a.json: 2", "b.YML: 3", "b/c/d.json: 4", "b/x.yaml: 1"])
    #expect(try SchemaFolder.read(path + "/b/").files.map(\.path) == ["b/c/d.json", "b/x.yaml"])
  }

  @Test func `links are followed, and none without end`() throws {
    try write(["a/x.yaml": "1"])
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: path + "/a/up", withDestinationPath: "..")
    try manager.createSymbolicLink(atPath: path + "/b", withDestinationPath: "a")
    try manager.createSymbolicLink(atPath: path + "/c.yaml", withDestinationPath: "a/x.yaml")
    try manager.createSymbolicLink(atPath: path + "/loop.yaml", withDestinationPath: "loop.yaml")
    try manager.createSymbolicLink(atPath: path + "/gone.yaml", withDestinationPath: "nowhere")
    #expect(try read() == ["a/x.yaml: 1", "c.yaml: 1"])
  }

  @Test func `the fingerprint is that of paths and bytes`() throws {
    try write(["a.yaml": "1", "b.yaml": "2"])
    let first = try SchemaFolder.read(path).fingerprint
    #expect(try SchemaFolder.read(path + "/.").fingerprint == first)
    try write(["b.yaml": "3"])
    let second = try SchemaFolder.read(path).fingerprint
    #expect(second != first)
    try FileManager.default.moveItem(atPath: path + "/b.yaml", toPath: path + "/c.yaml")
    #expect(try SchemaFolder.read(path).fingerprint != second)
  }

  @Test(arguments: [
    ("", "has no schemas: expected files that end in .yaml, .yml or .json"), ("/missing", "no such folder"),
    ("/file.md", "is a file: expected a folder"),
  ])
  func `a folder that has none is refused`(name: String, problem: String) throws {
    try write(["file.md": ""])
    let error = try #require(throws: FileError.self) { try SchemaFolder.read(path + name) }
    #expect(error.problem == problem && error.path == path + name)
  }

  @Test func `a folder too large is refused`() throws {
    try write(["a.yaml": "123", "b/b.yaml": "456", "b/c/c.yaml": "789"])
    for (budget, problem) in [
      (SchemaFolder.Budget(files: 2), "has more than 2 schemas: name the folder of one version of Kubernetes"),
      (SchemaFolder.Budget(bytes: 8), "has more than 8 bytes of schemas: name the folder of one version of Kubernetes"),
      (SchemaFolder.Budget(names: 3), "has more than 3 files: expected a folder of schemas"),
      (SchemaFolder.Budget(depth: 1), "is more than 1 folders deep"),
    ] {
      let error = try #require(throws: FileError.self) { try SchemaFolder.read(path, budget: budget) }
      #expect(error.problem == problem)
    }
    #expect(try read(.init(files: 3, bytes: 9)).count == 3)
  }
}
