/// What `generate` works with, and all that it has rendered and verified. Where another process wrote in between, the next
/// attempt has the same tools, so that it does nothing twice. Belongs to one thread.
final class GenerationTools {
  let templates = ParsedTemplates()
  let workshop = Workshop()
  let judge = OutputJudge()

  /// How many items one thread does alone, and within a transaction.
  static let fewItems = 64
}

/// Work that would keep others waiting if it were done in a transaction, which is therefore given up.
enum LongWork: Error {
  case rendering([Recipe])
  case verifying([OutputJudge.Item])
}

extension GenerationTools {
  /// Runs a transaction, and begins it anew when the long work that it asked for is done.
  /// - Parameter progress: told how many strategies are rendered, and of how many; called on any thread.
  func working<Result>(
    _ progress: @escaping @Sendable (Int, Int) -> Void, _ transaction: () throws -> Result
  ) throws -> Result {
    while true {
      do {
        return try transaction()
      } catch LongWork.rendering(let recipes) {
        workshop.render(recipes, progress: progress)
      } catch LongWork.verifying(let items) {
        judge.verify(items)
      }
    }
  }
}
