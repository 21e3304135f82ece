import Catalogue
import Foundation
import SQLiteStore
import Strategy
import TestSupport
import Testing

/// A command that writes much at once, and what it is to find and to leave.
struct BulkOperation: Sendable, CustomStringConvertible {
  let description: String
  let command: String
  private let files: @Sendable () async throws -> [String: [UInt8]]

  static let all = [
    BulkOperation(description: "generate", command: "generate --all") { ["strata.db": try await Fleet.changed()] },
    BulkOperation(description: "apply", command: "apply -f fleet.yaml") {
      ["strata.db": try await initial.value, "fleet.yaml": Array(fleetFile.utf8)]
    },
    BulkOperation(description: "import", command: "template import " + templates.keys.sorted().joined(separator: " ")) {
      templates.merging(["strata.db": try await initial.value]) { $1 }
    },
  ]

  func place() async throws -> Workplace {
    let place = try Workplace()
    for (name, bytes) in try await files() { try place.write(name, bytes) }
    return place
  }

  /// What an undisturbed run takes and does.
  struct Measure: Sendable {
    let pace: Duration
    let before: Standing
    let after: Standing
  }

  func measure() async throws -> Measure {
    var place = try await place()
    let before = try Standing(of: place)
    var pace = Duration.seconds(60)
    for _ in 0..<3 {
      place = try await self.place()
      let start = ContinuousClock.now
      let outcome = try await place.now(command)
      try #require(outcome.code == 0, "\(outcome.messages)")
      pace = min(pace, ContinuousClock.now - start)
    }
    return Measure(pace: pace, before: before, after: try Standing(of: place))
  }

  private static let initial = Task {
    let place = try Workplace()
    try await place.strata("init")
    return try place.read("strata.db")
  }

  private static let fleetFile =
    "teams:\n"
    + (0..<150).map { number in
      """
        team-\(number):
          parameters: {namespace: ns-\(number)}
          environments:
            production:
              clusters:
                eu-1: {kubernetes: "1.31", region: eu-west-1, selectors: {tier: gold}}
                eu-2: {kubernetes: "1.30", region: eu-central-1}
      """
    }.joined(separator: "\n")

  private static let templates = Dictionary(
    uniqueKeysWithValues: (0..<40).map { number in
      let line = "Line {{name}} of \(number), and so on for a while, so that there is something to be written.\n"
      let body = String(repeating: line, count: 500)
      let text = "---\nname: note-\(number)\nversion: 1.0.0\narguments:\n  - name: name\n    default: x\n---\n\(body)"
      return ("note-\(number).md", Array(text.utf8))
    })
}

/// How many records of each kind a catalogue has, and its head: what an operation moves.
struct Standing: Sendable, Equatable {
  let counts: [String: Int]
  let head: String?

  init(of place: Workplace, file: String = "strata.db") throws {
    let store = try SQLiteStore.open(at: place.path(file), mode: .readOnly)
    (counts, head) = try store.read { tx in
      (Dictionary(try tx.counts().map { ($0.name, $0.count) }) { $1 }, try tx.auditHead()?.digest.hex)
    }
  }

  /// The same records, whenever they were made.
  func isLike(_ other: Standing) -> Bool { counts == other.counts }
}
