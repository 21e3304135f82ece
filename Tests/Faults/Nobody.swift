import Foundation
import TestSupport
import Testing

/// A user without rights, and a catalogue of another user's.
struct Nobody: Sendable {
  private static let setpriv = "/usr/bin/setpriv"
  private static let number = "65534"
  private static let identity = ["--reuid=\(number)", "--regid=\(number)", "--clear-groups"]

  private let place: Workplace
  private let isMounted: Bool

  static func canBe() async -> Bool {
    let outcome = try? await StrataBinary.run(
      identity + [StrataBinary.path, "--version"], of: setpriv, environment: [:], folder: "/")
    return outcome?.code == 0
  }

  /// - Parameters:
  ///   - folder: its mode, as `chmod` takes it.
  ///   - isMounted: whether the folder is on a file system for reading only.
  ///   - isHalfWritten: whether a process that was killed has left its journal.
  static func withCatalogue(
    folder: String, file: String, isMounted: Bool = false, isHalfWritten: Bool = false
  ) async throws -> Nobody {
    let place = try Workplace()
    try place.makeFolder("theirs")
    let whole = try await made.value
    try place.write("theirs/strata.db", whole)
    if isHalfWritten { try place.write("theirs/strata.db-journal", RollbackJournal(of: whole, pages: 2...9).bytes) }
    try place.write("note.md", Workplace.note(version: "1.0.0", body: "hello {{name}}\n"))
    try place.write("fleet.yaml", "teams:\n  search:\n    environments:\n      staging:\n")
    for name in place.contents().keys where name.contains("strata.db") { try place.change(mode: file, of: name) }
    try place.change(mode: folder, of: "theirs")
    try place.change(mode: "755", of: "")
    return Nobody(place: place, isMounted: isMounted)
  }

  /// Two versions, and a third due.
  private static let made = Task {
    let place = try await Workplace.withTwoVersions()
    try await place.strata("profile set payments/production cluster_size=medium")
    return try place.read("strata.db")
  }

  func run(_ command: String) async throws -> Outcome {
    let words = [Self.setpriv] + Self.identity + [StrataBinary.path] + TypedCommand(command).words
    let script = """
      set -e; \(isMounted ? "mount --bind theirs theirs; mount -o remount,bind,ro theirs;" : "") exec "$@"
      """
    let shell = ["-c", script, "sh"] + words + ["--db", place.path("theirs/strata.db")]
    return try await StrataBinary.run(
      isMounted ? ["-m", "/bin/sh"] + shell : shell, of: isMounted ? "/usr/bin/unshare" : "/bin/sh",
      environment: place.environment(), folder: place.folder)
  }

  func runAsOwner(_ command: String) async throws -> Outcome {
    try await place.run("\(command) --db theirs/strata.db")
  }

  func contents() -> [String: [UInt8]] { place.contents() }
}

extension Workplace {
  fileprivate func change(mode: String, of name: String) throws {
    guard let mode = Int(mode, radix: 8) else { return }
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
  }
}
