import Strategy

extension Catalogue {
  /// What of one layer another has not.
  package struct Promotion: Sendable {
    package let from: Scope
    package let to: Scope
    /// What is to be set in the second layer.
    package let changes: [ProfileChange.KeyChange]
    /// Keys that only the second layer sets, which stay as they are.
    package let kept: [String]
    /// What generating would change after that.
    package let plan: PlanReport

    /// As they are written on a command line.
    package var settings: [(key: String, value: String)] {
      changes.map { ($0.key, $0.new?.value?.written ?? "null") }
    }
  }

  /// Works out what of one layer differs in another, and what setting that there would change. Writes nothing.
  /// - Parameter keys: those to take; all that differ with none.
  /// - Throws: ``CatalogueError/missingKey(_:in:nearest:)`` for a key that the first layer does not set.
  package func promotion(
    from: Scope, to: Scope, keys: [String], progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> Promotion {
    guard from != to else { throw CatalogueError.sameScope(from) }
    let (changes, kept) = try store.read { tx in
      let (source, target) = (try Catalogue.layer(from, tx), try Catalogue.layer(to, tx))
      for key in keys where source.entry(key) == nil {
        throw CatalogueError.missingKey(
          key, in: "the layer '\(from)'", nearest: Nearest.likely(key, among: source.entries.map(\.key)))
      }
      let wanted = source.entries.filter { keys.isEmpty || keys.contains($0.key) }
      let changes = wanted.filter { target.entry($0.key) != $0 }.map {
        ProfileChange.KeyChange(key: $0.key, old: target.entry($0.key), new: $0)
      }
      return (changes, target.entries.map(\.key).filter { source.entry($0) == nil })
    }
    try refuseSecrets(in: changes.map { ($0.key, $0.new?.value?.written ?? "null") }, of: to.description)
    let settings = changes.map {
      WhatIf.Setting(scope: to, key: $0.key, value: $0.new?.value?.written ?? "null")
    }
    let plan = try plan(
      PlanRequest(scopes: [to], whatIf: WhatIf(settings: settings, providerSettings: [], template: nil)),
      progress: progress)
    return Promotion(from: from, to: to, changes: changes, kept: kept, plan: plan)
  }

  private static func layer(_ scope: Scope, _ tx: any CatalogueReading) throws -> LayerParameters {
    try scopeInUse(scope, tx).flatMap { try tx.profiles([$0.id]).first?.parameters } ?? .empty
  }
}
