import Manifests
import Strategy

/// What `generate` is about to write, worked out on one state of the catalogue.
struct GenerationPlan {
  private struct Change {
    let resolution: Resolution
    let product: Product
    let head: StrategyHead?

    var isConfirmation: Bool { head?.output == product.output.summary.digest }
  }

  private var changes: [Change] = []
  private var currentCount = 0
  private var problems: [Problem] = []
  private var flawed: [Scope] = []
  /// What was found while judging, to be remembered.
  private var checks: [CheckKey: [Finding]] = [:]

  var isEmpty: Bool { changes.isEmpty }

  static func make(
    _ request: Catalogue.GenerateRequest, _ tx: any CatalogueReading, on day: Day,
    with tools: GenerationTools, progress: @escaping @Sendable (Int, Int) -> Void
  ) throws -> GenerationPlan {
    let selection = try StrategySelection(request.scopes, tx)
    let heads = Dictionary(
      try tx.strategyHeads(selection.isEverything ? nil : selection.strategies.map(\.id)).map { ($0.scope.id, $0) },
      uniquingKeysWith: { $1 })
    var plan = GenerationPlan()
    let resolutions = try plan.resolve(
      selection, heads, Resolver(tx, layers: selection.layers, clusters: selection.clusters, parsed: tools.templates))
    let products = Workshop.products(of: resolutions.map(\.recipe), in: tools.workshop, progress: progress)
    plan.changes.reserveCapacity(resolutions.count)
    for resolution in resolutions {
      switch products[ObjectIdentifier(resolution.recipe)] {
      case .success(let product):
        plan.changes.append(Change(resolution: resolution, product: product, head: heads[resolution.scope.id]))
      case .failure(let error): plan.note(error, at: resolution.scope.scope)
      case nil: continue
      }
    }
    try plan.judge(request, selection, on: day, by: tools.judge, tx)
    guard plan.problems.isEmpty || request.keepsGoing else {
      throw CatalogueError.invalid(plan.problems.withoutRepeats)
    }
    return plan
  }

  /// The strategies that are not current, resolved.
  private mutating func resolve(
    _ selection: StrategySelection, _ heads: [ID<Scope>: StrategyHead], _ resolver: Resolver
  ) throws -> [Resolution] {
    var resolutions: [Resolution] = []
    resolutions.reserveCapacity(selection.strategies.count)
    for record in selection.strategies {
      do {
        let key = try resolver.key(for: record.scope)
        if let head = heads[record.id], head.current == key {
          currentCount += 1
        } else {
          resolutions.append(try resolver.resolve(record, key))
        }
      } catch let error as any Explained {
        note(error, at: record.scope)
      }
    }
    return resolutions
  }

  /// Takes out what would have errors that the version before has not.
  private mutating func judge(
    _ request: Catalogue.GenerateRequest, _ selection: StrategySelection, on day: Day, by judge: OutputJudge,
    _ tx: any CatalogueReading
  ) throws {
    let made = changes.filter { !$0.isConfirmation }
    guard !made.isEmpty else { return }
    var judgement = try OutputJudgement(tx, clusters: selection.onlyClusters, on: day, by: judge)
    judgement.verify(made.map { ($0.resolution.scope.scope, $0.product.output) })
    var refusals: [Scope: OutputJudgement.Refusal] = [:]
    for change in made {
      let scope = change.resolution.scope.scope
      let errors = judgement.errors(of: change.product.output.summary.digest, at: scope)
      guard !errors.isEmpty else { continue }
      if let head = change.head, !request.allowsFindings {
        try judgement.verify(stored: head.output, for: scope, tx)
        let known = Set(judgement.errors(of: head.output, at: scope).map(\.id))
        let new = errors.filter { !known.contains($0.id) }
        if !new.isEmpty { refusals[scope] = OutputJudgement.Refusal(scope: scope, findings: new) }
      }
      if refusals[scope] == nil { flawed.append(scope) }
    }
    checks = judgement.checks
    guard !refusals.isEmpty else { return }
    changes.removeAll { refusals[$0.resolution.scope.scope] != nil }
    problems += refusals.values.sorted { $0.scope < $1.scope }.problems
  }

  private mutating func note(_ error: any Explained, at scope: Scope) {
    if case CatalogueError.invalid(let found) = error {
      problems += found
    } else {
      problems.append(Problem(subject: scope.description, text: error.message, hint: error.hint))
    }
  }

  // MARK: Writing

  func write(_ stamp: AuditStamp, _ tx: any CatalogueWriting) throws -> Catalogue.GenerateReport {
    var versions: [VersionDraft] = []
    var confirmations: [ConfirmationDraft] = []
    for change in changes {
      let inputs = change.resolution.inputs(reads: change.product.reads)
      if change.isConfirmation, let head = change.head {
        let digest = Seal.confirmation(version: head.digest, inputs: inputs)
        confirmations.append(ConfirmationDraft(version: head.version, inputs: inputs, digest: digest))
      } else {
        let number = (change.head?.number ?? 0) + 1
        let digest = Seal.version(
          scope: change.resolution.scope.id, number: number, inputs: inputs,
          output: change.product.output.summary.digest,
          source: nil, stamp: stamp, parent: change.head?.digest)
        versions.append(
          VersionDraft(
            scope: change.resolution.scope, number: number, inputs: inputs, output: change.product.output, source: nil,
            digest: digest))
      }
    }
    let content = Seal.content(versions.map(\.digest) + confirmations.map(\.digest))
    let audit = try tx.appendAudit(stamp, content: content)
    try tx.add(versions, confirmations, audit: audit)
    try tx.keep(checks)
    return report(audit: audit)
  }

  func report(audit: AuditEntry?) -> Catalogue.GenerateReport {
    let made = changes.filter { !$0.isConfirmation }.map { change in
      Catalogue.GenerateReport.Made(
        scope: change.resolution.scope.scope, number: (change.head?.number ?? 0) + 1,
        output: change.product.output.summary)
    }
    return Catalogue.GenerateReport(
      made: made, confirmed: changes.filter(\.isConfirmation).map(\.resolution.scope.scope),
      currentCount: currentCount, flawed: flawed, problems: problems.withoutRepeats, audit: audit)
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
