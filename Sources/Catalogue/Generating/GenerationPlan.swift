import Strategy

/// What `generate` is about to write, worked out on one state of the catalogue.
struct GenerationPlan {
  private struct Change {
    let resolution: Resolution
    let reads: ReadSet
    let output: OutputDraft
    let head: StrategyHead?

    var isConfirmation: Bool { head?.output == output.summary.digest }
  }

  private var changes: [Change] = []
  private var currentCount = 0
  private var problems: [Problem] = []

  var isEmpty: Bool { changes.isEmpty }

  static func make(
    _ request: Catalogue.GenerateRequest, _ tx: any CatalogueReading, progress: (Int, Int) -> Void
  ) throws -> GenerationPlan {
    let selection = try StrategySelection(request.scopes, tx)
    let resolver = try Resolver(tx, layers: selection.layers)
    let heads = Dictionary(
      try tx.strategyHeads(selection.isEverything ? nil : selection.strategies.map(\.id)).map { ($0.scope.id, $0) },
      uniquingKeysWith: { $1 })
    let workshop = Workshop()
    var plan = GenerationPlan()
    plan.changes.reserveCapacity(selection.strategies.count)
    for (index, record) in selection.strategies.enumerated() {
      do {
        try plan.add(record, heads[record.id], resolver, workshop)
      } catch CatalogueError.invalid(let found) {
        plan.problems += found
      } catch let error as CatalogueError {
        plan.problems.append(Problem(subject: record.scope.description, text: error.message, hint: error.hint))
      }
      progress(index + 1, selection.strategies.count)
    }
    guard plan.problems.isEmpty || request.keepsGoing else {
      throw CatalogueError.invalid(plan.problems.withoutRepeats)
    }
    return plan
  }

  private mutating func add(
    _ record: ScopeRecord, _ head: StrategyHead?, _ resolver: Resolver, _ workshop: Workshop
  ) throws {
    if let head, head.current == (try resolver.key(for: record.scope)) {
      currentCount += 1
      return
    }
    let resolution = try resolver.resolve(record)
    let product = try workshop.render(resolution)
    changes.append(Change(resolution: resolution, reads: product.reads, output: product.output, head: head))
  }

  // MARK: Writing

  func write(_ stamp: AuditStamp, _ tx: any CatalogueWriting) throws -> Catalogue.GenerateReport {
    var versions: [VersionDraft] = []
    var confirmations: [ConfirmationDraft] = []
    for change in changes {
      let inputs = change.resolution.inputs(reads: change.reads)
      if change.isConfirmation, let head = change.head {
        let digest = Seal.confirmation(version: head.digest, inputs: inputs)
        confirmations.append(ConfirmationDraft(version: head.version, inputs: inputs, digest: digest))
      } else {
        let number = (change.head?.number ?? 0) + 1
        let digest = Seal.version(
          scope: change.resolution.scope.id, number: number, inputs: inputs, output: change.output.summary.digest,
          source: nil, stamp: stamp, parent: change.head?.digest)
        versions.append(
          VersionDraft(
            scope: change.resolution.scope, number: number, inputs: inputs, output: change.output, source: nil,
            digest: digest))
      }
    }
    let content = Seal.content(versions.map(\.digest) + confirmations.map(\.digest))
    let audit = try tx.appendAudit(stamp, content: content)
    try tx.add(versions, confirmations, audit: audit)
    return report(audit: audit)
  }

  func report(audit: AuditEntry?) -> Catalogue.GenerateReport {
    let made = changes.filter { !$0.isConfirmation }.map { change in
      Catalogue.GenerateReport.Made(
        scope: change.resolution.scope.scope, number: (change.head?.number ?? 0) + 1, output: change.output.summary)
    }
    return Catalogue.GenerateReport(
      made: made, confirmed: changes.filter(\.isConfirmation).map(\.resolution.scope.scope),
      currentCount: currentCount, problems: problems.withoutRepeats, audit: audit)
  }
}

extension [Problem] {
  /// Each problem once: a wrong value in a layer shows in every strategy beneath it.
  fileprivate var withoutRepeats: [Problem] {
    var kept: [Problem] = []
    var seen: Set<String> = []
    for problem in self where seen.insert(problem.subject + "\u{0}" + problem.text).inserted { kept.append(problem) }
    return kept
  }
}
