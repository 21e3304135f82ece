import TestSupport

/// Mounts that nobody else sees, and that are gone when the process is.
enum Namespace {
  private static let unshare = "/usr/bin/unshare"

  /// False for all but root, and in containers that may not mount.
  static func works() async -> Bool {
    guard let place = try? Workplace() else { return false }
    let words = ["-m", "mount", "-t", "tmpfs", "tmpfs", place.folder]
    let outcome = try? await StrataBinary.run(
      words, of: unshare, environment: place.environment(), folder: place.folder)
    return outcome?.code == 0
  }

  /// Runs a shell script of a place's folder.
  static func run(_ script: String, _ words: [String], in place: Workplace) async throws -> Outcome {
    try await StrataBinary.run(
      ["-m", "/bin/sh", script] + words, of: unshare, environment: place.environment(), folder: place.folder)
  }
}

extension Workplace {
  /// The first line of a file.
  func line(_ name: String) throws -> String {
    String(decoding: try read(name).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
