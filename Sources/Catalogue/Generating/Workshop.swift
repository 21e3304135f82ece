import Strategy
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A rendered recipe: its output as shared drafts, and what it rests on.
struct Product: Sendable {
  let output: OutputDraft
  let reads: ReadSet
  /// Values that would make more of the output than text.
  var misshapes: [Misshape] = []
}

/// Renders recipes and cuts them into blocks, each distinct rendering, output and block once. Belongs to one thread.
final class Workshop {
  private var known: [Recipe.Ingredients: Result<Product, StrategyError>] = [:]
  private var renderers: [ID<TemplateRevision>: StrategyRenderer] = [:]
  private var checks: [ID<TemplateRevision>: ShapeCheck] = [:]
  private var outputs: [Digest: OutputDraft] = [:]
  private var blocks = BlockPool()
  private var readSets: [ObjectIdentifier: ReadSet] = [:]

  /// What some recipes come to.
  /// - Throws: ``LongWork/rendering(_:)`` where many are still to be rendered.
  func products(of recipes: [Recipe]) throws -> [ObjectIdentifier: Result<Product, StrategyError>] {
    var ingredients: [ObjectIdentifier: Recipe.Ingredients] = [:]
    var missing: [Recipe.Ingredients: Int] = [:]
    var distinct: [Recipe] = []
    for recipe in recipes where ingredients[ObjectIdentifier(recipe)] == nil {
      let own = recipe.ingredients
      ingredients[ObjectIdentifier(recipe)] = own
      guard known[own] == nil, missing[own] == nil else { continue }
      missing[own] = distinct.count
      distinct.append(recipe)
    }
    guard distinct.count < GenerationTools.fewItems else { throw LongWork.rendering(distinct) }
    for (own, index) in missing { known[own] = result(of: distinct[index]) }
    return ingredients.compactMapValues { known[$0] }
  }

  /// Renders recipes on all processors, so that ``products(of:)`` knows them.
  /// - Parameter progress: told how many are rendered, and of how many; called on any thread.
  func render(_ recipes: [Recipe], progress: @escaping @Sendable (Int, Int) -> Void) {
    let done = Atomic(0)
    let results = Processors.map(recipes.count, smallest: 32) { range in
      let workshop = Workshop()
      return recipes[range].map { recipe in
        let result = workshop.result(of: recipe)
        progress(done.add(1, ordering: .relaxed).newValue, recipes.count)
        return result
      }
    }
    for (recipe, result) in zip(recipes, results) { known[recipe.ingredients] = result }
  }

  private func result(of recipe: Recipe) -> Result<Product, StrategyError> {
    Result { () throws(StrategyError) in try render(recipe) }
  }

  private func render(_ recipe: Recipe) throws(StrategyError) -> Product {
    let renderer = renderers[recipe.revision.id] ?? StrategyRenderer(recipe.template)
    renderers[recipe.revision.id] = renderer
    let suspects = recipe.suspects
    guard !suspects.isEmpty else {
      return try renderer.render(recipe.input) { bytes, reads in
        Product(output: output(bytes), reads: readSet(reads))
      }
    }
    let check = checks[recipe.revision.id] ?? ShapeCheck(renderer)
    checks[recipe.revision.id] = check
    let trace = try renderer.trace(recipe.input)
    return Product(
      output: trace.output.withUnsafeBufferPointer(output), reads: readSet(trace.reads),
      misshapes: check.misshapes(in: trace, of: recipe.input, suspects))
  }

  /// An output as a draft to be stored or compared.
  func output(_ bytes: UnsafeBufferPointer<UInt8>) -> OutputDraft {
    var hash = Digest.Hasher()
    hash.update(bytes)
    let digest = hash.finish()
    if let known = outputs[digest] { return known }
    let drafts = BlockSplitter.blocks(of: bytes).map { block in
      blocks.draft(UnsafeBufferPointer(rebasing: bytes[block.range]), block.kind)
    }
    let lines = drafts.reduce(0) { $0 + $1.lineEndCount }
    let partial = bytes.last.map { $0 != UInt8(ascii: "\n") } == true ? 1 : 0
    let draft = OutputDraft(
      summary: OutputSummary(digest: digest, byteCount: bytes.count, lineCount: lines + partial), blocks: drafts)
    outputs[digest] = draft
    return draft
  }

  private func readSet(_ names: ReadNames) -> ReadSet {
    if let known = readSets[ObjectIdentifier(names)] { return known }
    let set = ReadSet(names.all)
    readSets[ObjectIdentifier(names)] = set
    return set
  }
}

/// Blocks that were seen, found again by their bytes with a quick hash, so that SHA-256 runs once for each.
private struct BlockPool {
  private var buckets: [UInt64: [BlockDraft]] = [:]
  private let manifests = ManifestPool()

  mutating func draft(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: Strategy.Block.Kind) -> BlockDraft {
    let quick = QuickHash.of(bytes)
    for draft in buckets[quick] ?? [] where bytes.isEqual(to: draft.block.content) { return draft }
    var language: String?
    if case .code(let word) = kind { language = word }
    var hash = Digest.Hasher()
    hash.update(bytes)
    let block = StoredBlock(digest: hash.finish(), language: language, content: Array(bytes))
    let draft = BlockDraft(block, manifests)
    buckets[quick, default: []].append(draft)
    return draft
  }
}

extension UnsafeBufferPointer<UInt8> {
  func isEqual(to content: [UInt8]) -> Bool {
    guard content.count == count, let base = baseAddress else { return count == content.count }
    return content.withUnsafeBytes { memcmp($0.baseAddress.unsafelyUnwrapped, base, count) == 0 }
  }
}
