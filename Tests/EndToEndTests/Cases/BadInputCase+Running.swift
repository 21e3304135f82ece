import Foundation
import TestSupport
import Testing

extension BadInputCase {
  /// Carries the case out, and tells what came of it in the lines that its file is to hold.
  func carryOut() async throws -> [String] {
    let place = try Workplace()
    var input: [UInt8] = []
    for step in preparation {
      if case .input(let bytes) = step { input = bytes } else { try await prepare(step, in: place) }
    }
    let before = place.contents()
    let typed = TypedCommand(command)
    let outcome = try await StrataBinary.run(
      typed.words, environment: place.environment(typed.environment), folder: place.folder, input: input)
    let after = place.contents()
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    return lines(outcome.out, "out", place) + lines(outcome.err, "err", place) + changed.map { "changed \($0)" }
      + ["exit \(outcome.code)"]
  }

  private func prepare(_ step: Step, in place: Workplace) async throws {
    switch step {
    case .given(let name): try place.write("strata.db", try await Given.catalogue(name))
    case .run(let command): try await place.strata(command)
    case .file(let name, let bytes): try place.write(name, bytes)
    case .folder(let name):
      try FileManager.default.createDirectory(atPath: place.path(name), withIntermediateDirectories: true)
    case .link(let name, let target):
      try FileManager.default.createSymbolicLink(atPath: place.path(name), withDestinationPath: target)
    case .patch(let name, let offset, let bytes):
      var content = try place.read(name)
      content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
      try place.write(name, content)
    case .input: break
    }
  }

  /// Output as recorded lines; the folder of the run is called FOLDER, the number of the newest schema SCHEMA.
  private func lines(_ bytes: [UInt8], _ stream: String, _ place: Workplace) -> [String] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      Marked.text(line).replacingOccurrences(of: place.folder, with: "FOLDER")
        .replacing(/(this strata (?:knows up to|needs)) [0-9]+/) { "\($0.1) SCHEMA" }
    }
    let isEnded = lines.last == ""
    if isEnded { lines.removeLast() }
    return lines.enumerated().map { index, line in
      "\(stream)\(isEnded || index < lines.count - 1 ? "|" : "\\")\(line)"
    }
  }
}

/// The catalogues that cases start from, each made once.
private actor Given {
  private static let shared = Given()
  private var made: [String: Task<[UInt8], any Error>] = [:]

  static func catalogue(_ name: String) async throws -> [UInt8] { try await shared.catalogue(name) }

  private func catalogue(_ name: String) async throws -> [UInt8] {
    let task = made[name] ?? Task { try await Given.make(name) }
    made[name] = task
    return try await task.value
  }

  private static func make(_ name: String) async throws -> [UInt8] {
    if name == "strategy" { return try await Workplace.withStrategy().read("strata.db") }
    guard name == "catalogue" else { throw BadInputFile.Unreadable(line: "given \(name)") }
    let place = try Workplace()
    try await place.strata("init")
    return try place.read("strata.db")
  }
}
