import Foundation
package import Testing

/// A folder of a test's own, where it runs `strata` with an empty environment. Its end takes the folder away.
package final class Workplace: Sendable {
  package let folder: String

  package init() throws {
    let base = FileManager.default.temporaryDirectory.path
    folder = (base == "/" ? "" : base) + "/strata-e2e-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  package func path(_ name: String) -> String { folder + "/" + name }

  package func environment(_ more: [String: String] = [:]) -> [String: String] {
    ["PATH": "/usr/bin:/bin", "HOME": folder, "STRATA_AUTHOR": "tester"].merging(more) { $1 }
  }

  // MARK: Running

  /// Runs a command line as it would be typed, whatever it comes to.
  package func run(_ command: String, input: String = "") async throws -> Outcome {
    let typed = TypedCommand(command)
    return try await StrataBinary.run(
      typed.words, environment: environment(typed.environment), folder: folder, input: Array(input.utf8))
  }

  /// Runs a command line that is to succeed, and gives what it prints.
  @discardableResult package func strata(
    _ command: String, input: String = "", at location: SourceLocation = #_sourceLocation
  ) async throws -> Outcome {
    let outcome = try await run(command, input: input)
    try #require(outcome.code == 0, "\(command)\n\(outcome.messages)", sourceLocation: location)
    return outcome
  }

  /// Runs a command line and kills it (SIGKILL) when `moment` returns.
  package func kill(_ command: String, at moment: @escaping @Sendable () async throws -> Void) async throws -> Int32 {
    try await StrataBinary.kill(
      TypedCommand(command).words, environment: environment(), folder: folder, at: moment)
  }

  // MARK: Files

  package func write(_ name: String, _ text: String) throws {
    try write(name, Array(text.utf8))
  }

  package func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }

  package func read(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The bytes of every file beneath the folder, by name. SQLite's empty journal is no content.
  package func contents() -> [String: [UInt8]] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    var contents: [String: [UInt8]] = [:]
    for name in names {
      let bytes = (try? read(name)) ?? []
      if !(name.hasSuffix("-journal") && bytes.isEmpty) { contents[name] = bytes }
    }
    return contents
  }
}
