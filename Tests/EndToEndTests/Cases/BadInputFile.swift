import Foundation

/// A `.case` file: remarks, then its cases.
struct BadInputFile: Sendable {
  let name: String
  let remarks: [String]
  let cases: [BadInputCase]

  struct Unreadable: Error {
    let line: String
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("BadInput")

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasSuffix(".case") }.sorted()
  }()

  init(named name: String) throws {
    let text = try String(contentsOf: BadInputFile.folder.appendingPathComponent(name), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let starts = lines.indices.filter { lines[$0].hasPrefix("== ") }
    self.name = name
    remarks = Array(lines[..<(starts.first ?? lines.endIndex)])
    cases = try zip(starts, starts.dropFirst() + [lines.endIndex]).map {
      try BadInputCase(file: String(name.dropLast(5)), lines: Array(lines[$0..<$1]))
    }
  }

  /// Writes the file anew, with what each case came to.
  func record(_ results: [[String]]) throws {
    let cases = zip(cases, results).map { ($0.source + $1).joined(separator: "\n") + "\n" }
    let text = remarks.joined(separator: "\n") + "\n" + cases.joined(separator: "\n")
    try text.write(to: BadInputFile.folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }
}
