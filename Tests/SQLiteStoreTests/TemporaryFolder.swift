import Foundation

/// A folder that is gone when nobody holds it any more.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "strata-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    chmod(path, 0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  var database: String { path + "/strata.db" }

  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

extension [UInt8] {
  init(ofFileAt path: String) throws { self = Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

  func write(to path: String) throws { try Data(self).write(to: URL(fileURLWithPath: path)) }
}
