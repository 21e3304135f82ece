import Foundation
import TestSupport
import Testing

/// A command that meets a fault.
struct Victim: Sendable {
  let command: String
  /// What is done before it, in a catalogue with one strategy.
  var preparation: [String] = []
  /// A file that the command makes or replaces.
  var product: String?

  static let all = [
    Victim(command: "init --db new.db", product: "new.db"),
    Victim(command: "profile set payments/production cluster_size=small"),
    Victim(
      command: "generate --all", preparation: ["profile set payments/production cluster_size=small"]),
    Victim(
      command: "generate --plan saved.json",
      preparation: ["profile set payments/production cluster_size=small", "plan --out saved.json"]),
    Victim(command: "apply -f fleet.yaml"),
    Victim(command: "template import note.md"),
    Victim(command: "label set payments/production@1 stable"),
    Victim(
      command: "plan --out plan.json", preparation: ["profile set payments/production cluster_size=small"],
      product: "plan.json"),
    Victim(command: "export payments/production out", product: "out/strata.lock"),
    Victim(command: "show payments/production"),
    Victim(command: "log payments/production -o json"),
    Victim(command: "query --all-versions cluster_size=large"),
    Victim(command: "profile show payments/production --resolved"),
    Victim(command: "sql -o csv 'SELECT count(*) FROM audit_trail'"),
    Victim(command: "verify payments/production"),
    Victim(command: "doctor"),
    Victim(command: "backup copy.db", product: "copy.db"),
    Victim(command: "backup copy.db --force", preparation: preparedCopy, product: "copy.db"),
    Victim(command: "restore copy.db --db other.db", preparation: ["backup copy.db"], product: "other.db"),
    Victim(command: "restore copy.db --db strata.db --force", preparation: preparedCopy, product: "strata.db.replaced"),
    Victim(command: "doctor --salvage new.db", product: "new.db"),
  ]

  private static let preparedCopy = ["backup copy.db", "profile set payments/production cluster_size=small"]

  /// What a run leaves behind.
  struct Result: Sendable {
    let outcome: Outcome
    let before: Standing
    let after: Standing
    let product: [UInt8]?
  }

  enum Verdict: Hashable {
    /// Failed in words, and nothing changed.
    case refused
    case done
    /// All of it was done, and the command says that it cannot tell.
    case unreported
    /// The language's runtime, or the loader of shared libraries, ended the process before the program began.
    case notStarted
    /// The call was not made as often this time.
    case missed
    case wrong
  }

  private static let notStarted = ["Unable to obtain Swift runtime path", "error while loading shared libraries"]

  func place() async throws -> Workplace {
    let place = try Workplace()
    for (name, bytes) in try await Preparations.shared.files(of: self) { try place.write(name, bytes) }
    return place
  }

  func undisturbed() async throws -> Result {
    let place = try await place()
    let before = try Standing(of: place)
    return Result(
      outcome: try await place.strata(command), before: before, after: try Standing(of: place),
      product: product.flatMap { try? place.read($0) })
  }

  func judge(_ fault: Tracer.Fault, undisturbed expected: Result) async throws -> Verdict {
    let place = try await place()
    let before = try Standing(of: place)
    let old = product.flatMap { try? place.read($0) }
    let (outcome, hits) = try await Tracer(place: place, command: command).run(fault)
    guard !hits.isEmpty else { return .missed }
    // Threads count for themselves: more than one can meet the fault.
    let hit = hits.joined(separator: "; ")
    func wrong(_ problem: String) -> Verdict {
      Issue.record("\(command): \(fault), \(hit): \(problem); exit \(outcome.code), \(outcome.messages)")
      return .wrong
    }
    let isHealthy = try await place.run("doctor").code == 0
    guard isHealthy else { return wrong("the catalogue is damaged") }
    let standing = try Standing(of: place)
    let file = product.flatMap { try? place.read($0) }
    switch outcome.code {
    case 0:
      // A message that could not be written is no result.
      guard outcome.out == expected.outcome.out else { return wrong("another result") }
      guard standing.isLike(expected.after) else { return wrong("not done") }
      guard (file == nil) == (expected.product == nil) else { return wrong("its file is missing") }
      return .done
    case 1:
      guard outcome.messages.contains("error: ") || hit.contains("write(2,") else { return wrong("no message") }
      if standing == before, file == old || product == "out/strata.lock" { return .refused }
      // The last thing that is done is to print the results.
      guard hit.contains("write(1,"), standing.isLike(expected.after) else { return wrong("it did something") }
      return .unreported
    default:
      let isEarly = Victim.notStarted.contains { outcome.messages.contains($0) }
      guard isEarly, standing == before else { return wrong("a crash") }
      return .notStarted
    }
  }
}

/// The folders that victims start in, each made once.
private actor Preparations {
  static let shared = Preparations()
  private var made: [String: Task<[String: [UInt8]], any Error>] = [:]

  func files(of victim: Victim) async throws -> [String: [UInt8]] {
    let task = made[victim.command] ?? Task { try await Preparations.make(victim.preparation) }
    made[victim.command] = task
    return try await task.value
  }

  private static func make(_ commands: [String]) async throws -> [String: [UInt8]] {
    let place = try await Workplace.withStrategy()
    try place.write("note.md", Workplace.note(version: "1.0.0", body: "hello {{name}}\n"))
    try place.write(
      "fleet.yaml",
      "teams:\n  search:\n    environments:\n      staging:\n        clusters:\n          eu-1: {region: eu}\n")
    for command in commands { try await place.strata(command) }
    return place.contents()
  }
}
