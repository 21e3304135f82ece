import Manifests
import Strategy

/// Changes that regenerating would make, those that are alike put together.
struct PlannedChanges {
  /// The largest first, then in the order of their first scopes.
  let groups: [Catalogue.PlanReport.Group]

  fileprivate struct Gathered {
    var strategies: [Catalogue.PlanReport.Planned] = []
    var inputs: [InputChange]
    /// The first.
    let change: Forecast.Change
    let difference: DeltaDifference
  }

  /// - Parameters:
  ///   - changes: of strategies that have a version and would have another.
  ///   - limit: for how many groups the lines are wanted; 0 for all.
  init(_ changes: [Forecast.Change], limit: Int, _ tx: any CatalogueReading) throws {
    let deltas = try PlannedChanges.deltas(changes, tx)
    let reader = DeltaReader(tx)
    try reader.load(deltas)
    let inputs = try tx.inputs(withIDs: changes.compactMap(\.head?.current.id))
    let renderings = RecordedRenderings(tx)
    let mappings = MappingChanges()
    var ownNames = OwnNames()
    var gathered: [Digest: Gathered] = [:]
    var order: [Digest] = []
    for (change, delta) in zip(changes, deltas) {
      guard let head = change.head, let before = inputs[head.current.id] else { continue }
      let moved = InputChange.all(
        try InputSide(before, of: change.scope, renderings), InputSide(change.resolution, reads: change.reads), mappings
      ).filter {
        $0.mayMatter(to: before.reads, change.reads)
          || $0.key == change.resolution.recipe.template.frontMatter.providerArgument
      }
      let difference = reader.difference(delta)
      let group = difference.likeness(moved, without: ownNames.names(of: change))
      if gathered[group] == nil { order.append(group) }
      gathered[group, default: Gathered(inputs: moved, change: change, difference: difference)].add(
        change.planned, moved)
    }
    groups = try order.compactMap { gathered[$0] }.sorted { $0.strategies.count > $1.strategies.count }
      .enumerated().map { place, group in
        let isWhole = limit == 0 || place < limit
        return .init(
          strategies: group.strategies, inputs: group.inputs,
          difference: try isWhole
            ? PlannedChanges.whole(group.change, group.difference, reader, tx) : group.difference.output)
      }
  }

  /// A difference with the lines of the whole output.
  private static func whole(
    _ change: Forecast.Change, _ difference: DeltaDifference, _ reader: DeltaReader, _ tx: any CatalogueReading
  ) throws -> OutputDifference {
    guard let head = change.head, let product = change.product else { return difference.output }
    let old = DiffSide.Blocks(
      try tx.blocks(ofOutput: head.output.digest),
      try tx.blockIDs(ofOutput: head.output.digest).map { ComparedBlock.Source.stored($0) })
    let new = DiffSide.Blocks(
      product.output.blocks.map(\.block), product.output.blocks.map { ComparedBlock.Source.made($0) })
    let text = TextDiff(old: old.stored, new: new.stored, context: 0)
    return OutputDifference(
      objects: reader.objects(OutputDelta(old: old.compared, new: new.compared)), lines: difference.output.lines,
      addedLines: text.addedCount, removedLines: text.removedCount)
  }

  /// For each change the blocks in which the new output differs from the stored one.
  private static func deltas(_ changes: [Forecast.Change], _ tx: any CatalogueReading) throws -> [OutputDelta] {
    let outputs = changes.compactMap(\.head?.output.id).uniqued
    let lists = Dictionary(
      try tx.blocks(ofOutputs: outputs).map { ($0.output, $0.blocks) }, uniquingKeysWith: { $1 })
    let digests = try tx.blockDigests(lists.values.lazy.flatMap { $0 }.uniqued)
    return changes.map { change in
      let ids = (change.head?.output.id).flatMap { lists[$0] } ?? []
      let old = ids.compactMap { id in digests[id].map { ComparedBlock(digest: $0, source: .stored(id)) } }
      return OutputDelta(old: old, new: change.product?.output.comparedBlocks ?? [])
    }
  }
}

extension PlannedChanges.Gathered {
  fileprivate mutating func add(_ planned: Catalogue.PlanReport.Planned, _ moved: [InputChange]) {
    strategies.append(planned)
    guard strategies.count > 1 else { return }
    inputs = zip(inputs, moved).map { known, other in
      InputChange(
        kind: known.kind, key: known.key, old: known.old, new: known.new,
        oldOrigin: known.oldOrigin == other.oldOrigin ? known.oldOrigin : nil,
        newOrigin: known.newOrigin == other.newOrigin ? known.newOrigin : nil)
    }
  }
}

extension InputChange {
  /// Whether either rendering looked at it. The provider's mapping has very many keys, of which most are of no account.
  func mayMatter(to old: ReadSet, _ new: ReadSet) -> Bool {
    switch kind {
    case .template, .variable: true
    case .parameter, .provider: old.reads(key) || new.reads(key)
    }
  }
}

extension ReadSet {
  func reads(_ name: String) -> Bool { names.contains(name) || names.contains("*") }
}

/// What is a strategy's own to be called: names and free texts, which its objects may be named after.
private struct OwnNames {
  /// The arguments of free text, by their templates.
  private var arguments: [ID<TemplateRevision>: [String]] = [:]

  /// The longest first.
  mutating func names(of change: Forecast.Change) -> [String] {
    let recipe = change.resolution.recipe
    let free =
      arguments[recipe.revision.id] ?? recipe.template.frontMatter.arguments.filter(\.isFreeText).map(\.name)
    arguments[recipe.revision.id] = free
    let variables = change.resolution.key.variables
    return ([variables.team, variables.cluster] + free.compactMap { recipe.parameters[$0]?.value.rendered })
      .filter { $0.utf8.count > 1 }.uniqued.sorted { $0.utf8.count > $1.utf8.count }
  }
}
