/// What `generate` works with. Where another process wrote in between, the second attempt has the same tools, so that it
/// does not take apart again, in a transaction that others wait for, what the first one has seen. Belongs to one thread.
final class GenerationTools {
  let templates = ParsedTemplates()
  let workshop = Workshop()
  let judge = OutputJudge()

  /// How many items one thread does alone.
  static let fewItems = 64
}
