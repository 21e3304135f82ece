import Strategy

extension Catalogue {
  /// Compares what strategies are with what regenerating would make of them. Writes nothing.
  /// - Parameter progress: told how many strategies are rendered, and of how many.
  package func plan(
    _ request: PlanRequest, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> PlanReport {
    let scopes = request.scopes.isEmpty ? [Scope.root] : request.scopes
    let stamp = stamp("plan", scopes.map(\.description).joined(separator: " "), "")
    let tools = GenerationTools()
    return try tools.working(progress) {
      try store.read { tx in
        let assumption = try Assumption(request.whatIf, stamp: stamp, tx)
        let selection = try StrategySelection(scopes, assuming: assumption, tx)
        let resolver = try Resolver(
          tx, layers: selection.layers, clusters: selection.clusters, assuming: assumption, parsed: tools.templates)
        var forecast = try Forecast(selection, resolver, tx, with: tools)
        if request.isSaved { try forecast.resolveUntouched() }
        let changes = forecast.changes.filter { $0.product != nil && $0.head != nil }
        let planned = try PlannedChanges(changes, limit: request.limit, tx)
        return PlanReport(
          groups: planned.groups, new: forecast.firsts, confirmed: forecast.confirmations,
          currentCount: forecast.current.count, held: forecast.held.map(\.address),
          problems: forecast.failures.flatMap(\.problems).withoutRepeats, failingCount: forecast.failures.count,
          saved: request.isSaved ? SavedPlan(forecast, resolver) : nil)
      }
    }
  }
}

extension StrategyHead {
  var address: VersionAddress { VersionAddress(scope: scope.scope, selector: .number(number)) }
}

extension Forecast {
  fileprivate var firsts: [Catalogue.PlanReport.First] {
    changes.compactMap { change in
      guard change.head == nil, let product = change.product else { return nil }
      return .init(planned: change.planned, output: product.output.summary)
    }
  }

  fileprivate var confirmations: [Catalogue.PlanReport.Planned] {
    let known = changes.filter { $0.product == nil }.map(\.planned)
    let others = untouched.compactMap { item -> Catalogue.PlanReport.Planned? in
      guard let head = item.head, let key = item.key else { return nil }
      return .init(scope: item.record.scope, number: head.number, moved: head.current.key.moved(to: key))
    }
    return (known + others).sorted { $0.scope < $1.scope }
  }
}

extension Forecast.Change {
  var planned: Catalogue.PlanReport.Planned {
    Catalogue.PlanReport.Planned(
      scope: scope, number: product == nil ? nextNumber - 1 : nextNumber,
      moved: head.map { $0.current.key.moved(to: resolution.key) } ?? [])
  }
}
