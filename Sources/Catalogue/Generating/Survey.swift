import Strategy

/// Where each strategy stands, told from what it is made of: nothing is rendered.
struct Survey {
  enum Standing {
    /// Made from what it would be made from now.
    case current
    /// A rollback holds it.
    case held
    /// Its inputs moved, and what it looked at did not. Resolved where that had to be found out.
    case untouched(Resolution?)
    /// It has no version, or something that it looked at moved: it has to be rendered.
    case due(Resolution)
    /// It cannot be rendered.
    case failing([Problem])
  }

  struct Item {
    let record: ScopeRecord
    /// Nil where it has no version yet.
    let head: StrategyHead?
    /// What it would be made from; nil where that cannot be told.
    let key: InputKey?
    let standing: Standing
  }

  /// In the order of the strategies.
  let items: [Item]
  /// What the items' inputs read.
  let reads: ReadComparison

  /// - Parameter releases: whether strategies that are held are made anew too.
  init(_ selection: StrategySelection, _ resolver: Resolver, releases: Bool, _ tx: any CatalogueReading) throws {
    let heads = Dictionary(
      try tx.strategyHeads(selection.isEverything ? nil : selection.strategies.map(\.id)).map { ($0.scope.id, $0) },
      uniquingKeysWith: { $1 })
    let reads = ReadComparison(tx)
    let keyed = try selection.strategies.map { record in
      Keyed(record: record, head: heads[record.id], key: try Survey.attempt(record) { try resolver.key(for: $0.scope) })
    }
    let moved = keyed.compactMap { $0.isMoved ? $0.head?.current.id : nil }
    try reads.load(moved)
    let judged = try keyed.map { try Survey.judge($0, resolver, reads, releases: releases) }
    try reads.loadWhole(zip(keyed, judged).compactMap { $1.isOpen ? $0.head?.current.id : nil })
    items = try zip(keyed, judged).map { keyed, judged in
      var standing = judged
      if case .due(let resolution) = judged, judged.isOpen, let head = keyed.head, !head.isHeld,
        try reads.readsSame(head.current, resolution)
      {
        standing = .untouched(resolution)
      }
      return Item(record: keyed.record, head: keyed.head, key: try? keyed.key.get(), standing: standing)
    }
    self.reads = reads
  }

  private struct Keyed {
    let record: ScopeRecord
    let head: StrategyHead?
    let key: Result<InputKey, Failing>

    var isMoved: Bool {
      guard let head, case .success(let key) = key else { return false }
      return head.current.key != key
    }
  }

  struct Failing: Error {
    let problems: [Problem]
  }

  private static func judge(
    _ keyed: Keyed, _ resolver: Resolver, _ reads: ReadComparison, releases: Bool
  ) throws -> Standing {
    if keyed.head?.isHeld == true, !releases { return .held }
    let key: InputKey
    switch keyed.key {
    case .failure(let failing): return .failing(failing.problems)
    case .success(let found): key = found
    }
    if let head = keyed.head, !head.isHeld {
      if head.current.key == key { return .current }
      // Only the mapping moved, which makes no value wrong: there is nothing to resolve.
      if head.current.key.moved(to: key) == [.provider],
        try !reads.touches(head.current, provider: resolver.provider(key.provider))
      {
        return .untouched(nil)
      }
    }
    switch try attempt(keyed.record, { try resolver.resolve($0, key) }) {
    case .failure(let failing): return .failing(failing.problems)
    case .success(let resolution): return .due(resolution)
    }
  }

  /// What a strategy's own inputs make impossible is its problem; all else ends the whole.
  static func attempt<Value>(
    _ record: ScopeRecord, _ body: (ScopeRecord) throws -> Value
  ) throws -> Result<Value, Failing> {
    do {
      return .success(try body(record))
    } catch CatalogueError.storage(let failure) {
      throw CatalogueError.storage(failure)
    } catch let error as any Explained {
      return .failure(Failing(problems: Problem.all(of: error, at: record.scope)))
    }
  }
}

extension Survey.Standing {
  /// Whether it remains to be seen that something it looked at moved.
  fileprivate var isOpen: Bool { if case .due = self { true } else { false } }
}

extension Problem {
  /// The problems of a scope that an error tells of.
  static func all(of error: any Explained, at scope: Scope) -> [Problem] {
    if case CatalogueError.invalid(let problems) = error { return problems }
    return [Problem(subject: scope.description, text: error.message, hint: error.hint)]
  }
}
