import Strategy

/// What regenerating some strategies would make of them, worked out on one state of the catalogue.
struct Forecast {
  struct Change {
    let resolution: Resolution
    /// Nil where the strategy has no version yet.
    let head: StrategyHead?
    let result: Result

    enum Result {
      /// The same output, which was not rendered where nothing that it looks at moved.
      case confirmed(ReadSet)
      case made(Product)
    }

    var scope: Scope { resolution.scope.scope }
    var product: Product? { if case .made(let product) = result { product } else { nil } }
    var reads: ReadSet {
      switch result {
      case .confirmed(let reads): reads
      case .made(let product): product.reads
      }
    }
    /// The number of the version that it would make.
    var nextNumber: Int { (head?.number ?? 0) + 1 }
  }

  /// What is not current, in the order of the strategies.
  private(set) var changes: [Change] = []
  /// What only has new inputs and was not even resolved.
  private(set) var untouched: [Survey.Item] = []
  private(set) var current: [StrategyHead] = []
  private(set) var held: [StrategyHead] = []
  private(set) var failures: [(scope: Scope, problems: [Problem])] = []
  private let resolver: Resolver
  private let reads: ReadComparison

  /// - Throws: also ``LongWork``.
  init(
    _ selection: StrategySelection, _ resolver: Resolver, releases: Bool = false, _ tx: any CatalogueReading,
    with tools: GenerationTools
  ) throws {
    self.resolver = resolver
    let survey = try Survey(selection, resolver, releases: releases, tx)
    reads = survey.reads
    let due = survey.items.compactMap { item in
      if case .due(let resolution) = item.standing { resolution.recipe } else { nil }
    }
    let products = try tools.workshop.products(of: due)
    changes.reserveCapacity(due.count)
    for item in survey.items { add(item, products) }
  }

  private mutating func add(
    _ item: Survey.Item, _ products: [ObjectIdentifier: Swift.Result<Product, StrategyError>]
  ) {
    switch item.standing {
    case .current: if let head = item.head { current.append(head) }
    case .held: if let head = item.head { held.append(head) }
    case .untouched(nil): untouched.append(item)
    case .untouched(let resolution?): confirm(item, resolution)
    case .failing(let problems): failures.append((item.record.scope, problems))
    case .due(let resolution):
      switch products[ObjectIdentifier(resolution.recipe)] {
      case .success(let product):
        let isSame = item.head?.output.digest == product.output.summary.digest
        guard isSame || product.misshapes.isEmpty else {
          failures.append((item.record.scope, product.misshapes.map { Problem($0, of: resolution) }))
          return
        }
        changes.append(
          Change(
            resolution: resolution, head: item.head, result: isSame ? .confirmed(product.reads) : .made(product)))
      case .failure(let error):
        failures.append((item.record.scope, Problem.all(of: error, at: item.record.scope)))
      case nil: return
      }
    }
  }

  private mutating func confirm(_ item: Survey.Item, _ resolution: Resolution) {
    guard let head = item.head, let reads = reads.reads(of: head.current.id) else { return }
    changes.append(Change(resolution: resolution, head: head, result: .confirmed(reads)))
  }

  /// Resolves what was left out, so that its new inputs can be recorded.
  mutating func resolveUntouched() throws {
    for item in untouched {
      guard let key = item.key else { continue }
      switch try Survey.attempt(item.record, { try resolver.resolve($0, key) }) {
      case .success(let resolution): confirm(item, resolution)
      case .failure(let failing): failures.append((item.record.scope, failing.problems))
      }
    }
    untouched = []
  }
}

extension Problem {
  /// At the layer that sets the value.
  fileprivate init(_ misshape: Misshape, of resolution: Resolution) {
    let scope = resolution.scope.scope
    let layer = misshape.key.flatMap { resolution.recipe.parameters[$0]?.layer }
    self.init(misshape, at: (layer?.scope(seenFrom: scope) ?? scope).description)
  }
}
