import Foundation
import TestSupport
import Testing

@Suite struct `The binary, moved` {
  @Test func `works alone in an empty folder, with nothing else of the build beside it`() async throws {
    let (home, place) = (try Workplace(), try Workplace())
    try FileManager.default.copyItem(atPath: StrataBinary.path, toPath: home.path("s"))
    func run(_ command: String) async throws -> Outcome {
      let outcome = try await StrataBinary.run(
        TypedCommand(command).words, of: home.path("s"), environment: [:], folder: place.folder)
      try #require(outcome.code == 0, "\(command)\n\(outcome.messages)")
      return outcome
    }
    _ = try await run("init")
    _ = try await run("profile set payments/production \(Workplace.production)")
    _ = try await run("generate --all")
    _ = try await run("profile set payments/production cluster_size=small")
    _ = try await run("generate --all")
    let diff = try await run("diff payments/production")
    #expect(diff.text.hasPrefix("parameter cluster_size: large (payments/production) → small (payments/production)\n"))
    #expect(try await run("doctor").messages == "every digest matches\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.folder) == ["s"])
  }

  @Test func `an author who is told nowhere is unknown`() async throws {
    let place = try Workplace()
    for command in ["init", "profile set payments/production \(Workplace.production)", "generate --all"] {
      let outcome = try await StrataBinary.run(TypedCommand(command).words, environment: [:], folder: place.folder)
      #expect(outcome.code == 0, "\(outcome.messages)")
    }
    let log = try Tree(json: try await place.strata("log payments/production -o json").out)
    #expect(log["versions"]?.items.first?["author"] == .text("unknown"))
  }
}
