import Manifests
import Strategy

/// What `generate` is about to write, worked out on one state of the catalogue.
struct GenerationPlan {
  private var changes: [Forecast.Change] = []
  private let currentCount: Int
  private let held: [StrategyHead]
  private var problems: [Problem]
  private var flawed: [Scope] = []
  /// What was found while judging, to be remembered.
  private var checks: [CheckKey: [Finding]] = [:]

  var isEmpty: Bool { changes.isEmpty }

  /// - Throws: also ``LongWork``.
  static func make(
    _ request: Catalogue.GenerateRequest, _ tx: any CatalogueReading, on day: Day, with tools: GenerationTools
  ) throws -> GenerationPlan {
    if request.plan?.entries.isEmpty == true { return GenerationPlan() }
    var selection = try StrategySelection(request.scopes, tx)
    if let plan = request.plan { selection = selection.limited(to: Set(plan.entries.map(\.scope))) }
    let resolver = try Resolver(
      tx, layers: selection.layers, clusters: selection.clusters, parsed: tools.templates)
    var forecast = try Forecast(selection, resolver, releases: request.releases, tx, with: tools)
    try forecast.resolveUntouched()
    if let moves = request.plan?.moves(in: forecast, resolver), !moves.isEmpty {
      throw CatalogueError.invalid(moves)
    }
    var plan = GenerationPlan(forecast)
    try plan.judge(request, selection, on: day, by: tools.judge, tx)
    guard plan.problems.isEmpty || request.keepsGoing else {
      throw CatalogueError.invalid(plan.problems.withoutRepeats)
    }
    return plan
  }

  /// Nothing to write.
  private init() {
    currentCount = 0
    held = []
    problems = []
  }

  private init(_ forecast: Forecast) {
    changes = forecast.changes
    currentCount = forecast.current.count
    held = forecast.held
    problems = forecast.failures.flatMap(\.problems)
  }

  /// Takes out what would have errors that the version before has not.
  private mutating func judge(
    _ request: Catalogue.GenerateRequest, _ selection: StrategySelection, on day: Day, by judge: OutputJudge,
    _ tx: any CatalogueReading
  ) throws {
    let made = changes.compactMap { change in change.product.map { (change: change, output: $0.output) } }
    guard !made.isEmpty else { return }
    var judgement = try OutputJudgement(tx, clusters: selection.onlyClusters, on: day, by: judge)
    try judgement.verify(made.map { ($0.change.scope, $0.output) })
    var refusals: [Scope: OutputJudgement.Refusal] = [:]
    for (change, output) in made {
      let scope = change.scope
      let errors = judgement.errors(of: output.summary.digest, at: scope)
      guard !errors.isEmpty else { continue }
      if let head = change.head, !request.allowsFindings {
        try judgement.verify(stored: head.output.digest, for: scope, tx)
        let known = Set(judgement.errors(of: head.output.digest, at: scope).map(\.id))
        let new = errors.filter { !known.contains($0.id) }
        if !new.isEmpty { refusals[scope] = OutputJudgement.Refusal(scope: scope, findings: new) }
      }
      if refusals[scope] == nil { flawed.append(scope) }
    }
    checks = judgement.checks
    guard !refusals.isEmpty else { return }
    changes.removeAll { refusals[$0.scope] != nil }
    problems += refusals.values.sorted { $0.scope < $1.scope }.problems
  }

  // MARK: Writing

  func write(_ stamp: AuditStamp, _ tx: any CatalogueWriting) throws -> Catalogue.GenerateReport {
    var versions: [VersionDraft] = []
    var confirmations: [ConfirmationDraft] = []
    for change in changes {
      let inputs = change.resolution.inputs(reads: change.reads)
      if let product = change.product {
        versions.append(GenerationPlan.draft(change, product, inputs, stamp))
      } else if let head = change.head {
        let digest = Seal.confirmation(version: head.digest, inputs: inputs)
        confirmations.append(ConfirmationDraft(version: head.version, inputs: inputs, digest: digest))
      }
    }
    let content = Seal.content(versions.map(\.digest) + confirmations.map(\.digest))
    let audit = try tx.appendAudit(stamp, content: content)
    try tx.add(versions, confirmations, audit: audit)
    try tx.keep(checks)
    return report(audit: audit)
  }

  private static func draft(
    _ change: Forecast.Change, _ product: Product, _ inputs: Inputs, _ stamp: AuditStamp
  ) -> VersionDraft {
    let digest = Seal.version(
      scope: change.resolution.scope.id, number: change.nextNumber, inputs: inputs,
      output: product.output.summary.digest, source: nil, stamp: stamp, parent: change.head?.digest)
    return VersionDraft(
      scope: change.resolution.scope, number: change.nextNumber, inputs: inputs, output: product.output, source: nil,
      digest: digest)
  }

  func report(audit: AuditEntry?) -> Catalogue.GenerateReport {
    let made = changes.compactMap { change in
      change.product.map {
        Catalogue.GenerateReport.Made(scope: change.scope, number: change.nextNumber, output: $0.output.summary)
      }
    }
    return Catalogue.GenerateReport(
      made: made, confirmed: changes.filter { $0.product == nil }.map(\.scope), currentCount: currentCount,
      held: held.map(\.address), flawed: flawed,
      problems: problems.withoutRepeats, audit: audit)
  }
}

extension [Problem] {
  /// Each problem once: a wrong value in a layer shows in every strategy beneath it.
  var withoutRepeats: [Problem] {
    var kept: [Problem] = []
    var seen: Set<String> = []
    for problem in self where seen.insert(problem.subject + "\u{0}" + problem.text).inserted { kept.append(problem) }
    return kept
  }
}
