import Foundation
import HostileInputs
import Testing

/// What the fuzzer found worth keeping, without the fuzzer.
@Suite struct `Kept inputs` {
  private static func names(_ input: HostileInput) throws -> [URL] {
    let corpus = try #require(Bundle.module.resourceURL).appending(path: "Corpus/\(input.rawValue)")
    return try FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }
  }

  @Test(arguments: HostileInput.allCases)
  func `every kept input is taken, or refused with line and column`(_ input: HostileInput) throws {
    let names = try Self.names(input)
    #expect(names.count > 20)
    var refused = 0
    for name in names {
      guard case .refused(let problems) = input.judge(Array(try Data(contentsOf: name))) else { continue }
      refused += 1
      for problem in problems { #expect(HostileInput.hasPlace(problem), "\(name.lastPathComponent): \(problem)") }
    }
    FaultRun.report("corpus of \(input.rawValue): \(names.count) inputs, \(refused) refused, each with a place")
  }
}
