package import Strategy

extension Catalogue {
  /// Which strategies are on which revision of a template.
  package struct Rollout: Sendable {
    /// Strategies of one environment whose template one kind of layer names.
    package struct Row: Sendable {
      package let template: TemplateReference
      package let environment: String
      /// The layer that names the template, or the nearest of them where these are several.
      package let layer: Scope
      package let scopes: [Scope]
      /// How many of them have a newest version that was made from this revision.
      package let generatedCount: Int
    }

    /// What would be set next, and what that would change.
    package struct Step: Sendable {
      package let scope: Scope
      package let target: TemplateReference
      package let plan: PlanReport
    }

    /// The newest templates first, then in the order of the environments.
    package let rows: [Row]
    /// The revision that all are to come to.
    package let target: TemplateReference
    /// Nil where all strategies are on the target.
    package let next: Step?
  }

  /// The order in which an environment of a common name is changed; those of other names come between.
  private static let stages: [[String]] = [
    ["sandbox", "dev", "development"], ["test", "testing", "qa", "integration"],
    ["stage", "staging", "uat", "preprod", "preproduction"], [], ["prod", "production", "live"],
  ]

  /// Which scopes are on which template, and what the next step towards a revision would change.
  /// - Parameter target: with nil, the newest revision of the template that most strategies have.
  package func rollout(
    to target: TemplateReference?, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> Rollout {
    let (rows, reference, step) = try store.read { tx in
      let selection = try StrategySelection([.root], tx)
      let resolver = try Resolver(tx, layers: selection.layers, clusters: selection.clusters)
      let rows = try Catalogue.rows(selection, resolver, tx)
      let name = target?.name ?? rows.max { $0.scopes.count < $1.scopes.count }?.template.name ?? ""
      let revision = try resolver.templates.revision(target ?? TemplateReference(name: name, version: nil))
      return (rows, revision.reference, Catalogue.nextStep(rows, to: revision.reference, takesAll: target != nil))
    }
    guard let step else { return Rollout(rows: rows, target: reference, next: nil) }
    let setting = WhatIf.Setting(scope: step, key: LayerParameters.templateKey, value: reference.description)
    let plan = try plan(
      PlanRequest(scopes: [step], whatIf: WhatIf(settings: [setting], providerSettings: [], template: nil)),
      progress: progress)
    return Rollout(rows: rows, target: reference, next: .init(scope: step, target: reference, plan: plan))
  }

  private struct Place: Hashable {
    let template: TemplateReference
    let environment: String
    let layer: Scope
  }

  private static func rows(
    _ selection: StrategySelection, _ resolver: Resolver, _ tx: any CatalogueReading
  ) throws -> [Rollout.Row] {
    let made = Dictionary(
      try tx.strategyHeads(nil).map { ($0.scope.id, $0.current.key.template) }, uniquingKeysWith: { $1 })
    var scopes: [Place: [Scope]] = [:]
    var generated: [Place: Int] = [:]
    for record in selection.strategies {
      let revision = try resolver.revision(at: record.scope)
      let layer = resolver.value(LayerParameters.templateKey, at: record.scope)?.scope ?? .root
      let place = Place(template: revision.reference, environment: record.scope.environment ?? "", layer: layer)
      scopes[place, default: []].append(record.scope)
      if made[record.id] == revision.id { generated[place, default: 0] += 1 }
    }
    return scopes.map { place, scopes in
      Rollout.Row(
        template: place.template, environment: place.environment, layer: place.layer, scopes: scopes,
        generatedCount: generated[place] ?? 0)
    }.sorted { left, right in
      if left.template.name != right.template.name { return left.template.name < right.template.name }
      if left.template != right.template {
        return TemplateLibrary.precedes(right.template.version ?? "", left.template.version ?? "")
      }
      return (stage(left.environment), left.environment, left.layer)
        < (stage(right.environment), right.environment, right.layer)
    }
  }

  private static func stage(_ environment: String) -> Int {
    stages.firstIndex { $0.contains(environment) } ?? stages.count - 2
  }

  /// The layer to change next: that of the earliest environment that is not on the target, for every team where one
  /// team's own layer does not say otherwise.
  /// - Parameter takesAll: whether those that have another template altogether are to change too.
  private static func nextStep(
    _ rows: [Rollout.Row], to target: TemplateReference, takesAll: Bool
  ) -> Scope? {
    let left = rows.filter { $0.template != target && (takesAll || $0.template.name == target.name) }
    guard
      let row = left.min(by: { left, right in
        (stage(left.environment), left.environment, left.layer.layers.count)
          < (stage(right.environment), right.environment, right.layer.layers.count)
      })
    else { return nil }
    switch row.layer {
    case .root, .everyTeam: return .everyTeam(environment: row.environment)
    case .team, .environment, .cluster: return row.layer
    }
  }
}
