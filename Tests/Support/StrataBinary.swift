import Foundation
import Subprocess

/// The program under test.
package enum StrataBinary {
  /// `$STRATA_BINARY`, else `strata` beside the test bundle.
  package static let path: String = {
    if let path = ProcessInfo.processInfo.environment["STRATA_BINARY"], !path.isEmpty { return path }
    return Bundle.main.bundleURL.appendingPathComponent("strata").path
  }()

  private static let turnstile = Turnstile(places: 4)

  /// Runs a program to its end, as soon as there is a place for it.
  package static func run(
    _ words: [String], of program: String = path, environment: [String: String], folder: String, input: [UInt8] = []
  ) async throws -> Outcome {
    try await turnstile.pass {
      try await runNow(words, of: program, environment: environment, folder: folder, input: input)
    }
  }

  /// Runs a program to its end, whatever else is running.
  package static func runNow(
    _ words: [String], of program: String = path, environment: [String: String], folder: String, input: [UInt8] = []
  ) async throws -> Outcome {
    let result = try await Subprocess.run(
      .path(literal(program)), arguments: Arguments(words), environment: variables(environment),
      workingDirectory: literal(folder), input: .array(input), output: .bytes(limit: limit),
      error: .bytes(limit: limit))
    return Outcome(
      code: code(result.terminationStatus), out: result.standardOutput, err: result.standardError)
  }

  /// Starts the binary and kills it (SIGKILL) when `moment` returns, unless it has ended before.
  package static func kill(
    _ words: [String], environment: [String: String], folder: String, at moment: @Sendable () async throws -> Void
  ) async throws -> Int32 {
    let result = try await Subprocess.run(
      .path(literal(path)), arguments: Arguments(words), environment: variables(environment),
      workingDirectory: literal(folder), input: .none, output: .discarded, error: .discarded
    ) { execution in
      try await moment()
      try? execution.send(signal: .kill)
    }
    return code(result.terminationStatus)
  }

  private static let limit = 64 << 20

  /// A path of the type that Subprocess takes, without importing the package that declares it.
  private static func literal<Path: ExpressibleByStringLiteral>(_ path: String) -> Path
  where Path.StringLiteralType == String {
    Path(stringLiteral: path)
  }

  private static func variables(_ environment: [String: String]) -> Subprocess.Environment {
    .custom(Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }))
  }

  private static func code(_ status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}
