import ArgumentParser
import Catalogue
import Strategy

/// A command as Strata writes them: it gets a context, calls one use case, and hands the result to a writer.
protocol Subcommand: ParsableCommand {
  var global: GlobalOptions { get }

  func run(_ context: Context) throws
}

extension Subcommand {
  mutating func run() throws {
    let console = Console.live(color: global.color, isQuiet: global.quiet)
    guard let composition = Composition.current else { throw ExitCode.failure }
    let context = Context(console: console, composition: composition, path: global.db)
    do {
      try run(context)
      try console.finish()
    } catch let code as ExitCode {
      try? console.finish()
      throw code
    } catch let error as OutputError where context.ledger.isNoted {
      // Results are written when all else is done.
      console.error("\(error)", hints: ["what the command changed is recorded; only its report is lost"])
      throw ExitCode.failure
    } catch {
      try? console.finish()
      console.report(error)
      throw ExitCode.failure
    }
  }
}

extension Console {
  /// An error in words, each of its problems on a line of its own with its hint.
  func report(_ error: any Error) {
    switch error {
    case CatalogueError.invalid(let problems):
      for problem in problems {
        self.error("\(problem.subject): \(problem.text)", hints: problem.hint.map { [$0] } ?? [])
      }
    case let error as StrategyError: for line in error.messages { self.error(line.text, hints: line.hints) }
    case let explained as any Explained:
      self.error(explained.message, hints: explained.hint.map { [$0] } ?? [])
    default:
      self.error("\(error)")
    }
  }
}
