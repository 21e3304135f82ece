package import Strategy

extension Catalogue {
  /// One layer as `profile list` shows it.
  package struct ProfileSummary: Sendable {
    package let scope: Scope
    /// Nil where the scope is registered and nothing was ever set.
    package let revision: ProfileRevision?
  }

  /// Every registered scope with its layer, in the order of the scopes.
  package func profiles() throws -> [ProfileSummary] {
    try store.read { tx in
      let profiles = Dictionary(try tx.profiles(nil).map { ($0.scope.scope, $0) }, uniquingKeysWith: { $1 })
      return try tx.scopes().filter { !$0.isRetired }.map(\.scope).sorted().map {
        ProfileSummary(scope: $0, revision: profiles[$0])
      }
    }
  }

  package func profile(_ scope: Scope) throws -> ProfileSummary {
    try store.read { tx in
      let record = try Catalogue.record(scope, tx)
      return ProfileSummary(scope: scope, revision: try tx.profiles([record.id]).first)
    }
  }

  /// All revisions of a layer, oldest first.
  package func profileHistory(_ scope: Scope) throws -> [ProfileRevision] {
    try store.read { tx in try tx.profileHistory(Catalogue.record(scope, tx).id) }
  }

  /// The parameters of a scope with the layers merged.
  package struct ResolvedProfile: Sendable {
    package struct Row: Sendable {
      package let key: String
      /// Nil for an argument that has no value.
      package let value: ParameterValue?
      package let layer: Layer?
      /// The scope whose layer set it; nil for a default of the template and where nothing is set.
      package let scope: Scope?
      package let isRequired: Bool
    }

    package let scope: Scope
    package let template: TemplateReference
    package let rows: [Row]
    package let provider: String?
    package let problems: [Problem]
  }

  /// Each argument of the scope's template with its value and the layer it came from; problems do not throw.
  package func resolvedProfile(_ scope: Scope) throws -> ResolvedProfile {
    try store.read { tx in
      let record = try Catalogue.record(scope, tx)
      let known = try tx.scopes(scope.layers)
      let resolver = try Resolver(tx, layers: tx.profiles(known.map(\.id)))
      let revision = try resolver.revision(at: scope)
      let template = try resolver.templates.template(revision)
      let merged = resolver.merge(scope)
      var rows: [ResolvedProfile.Row] = []
      if let named = resolver.value(LayerParameters.templateKey, at: scope) {
        rows.append(
          .init(
            key: LayerParameters.templateKey, value: named.value, layer: named.scope.layer, scope: named.scope,
            isRequired: true))
      }
      for argument in template.frontMatter.arguments {
        let found = merged[argument.name] ?? argument.defaultValue.map { ($0, Layer.standard) }
        rows.append(
          .init(
            key: argument.name, value: found?.value, layer: found?.layer,
            scope: found?.layer.scope(seenFrom: scope), isRequired: argument.isRequired))
      }
      for (key, found) in merged.sorted(by: { $0.key < $1.key }) where key.hasPrefix(LayerParameters.providerPrefix) {
        rows.append(
          .init(
            key: key, value: found.value, layer: found.layer, scope: found.layer.scope(seenFrom: scope),
            isRequired: false))
      }
      var problems: [Problem] = []
      if scope.isStrategy {
        do { _ = try resolver.resolve(record, resolver.key(for: scope)) } catch CatalogueError.invalid(let found) {
          problems = found
        }
      }
      let provider = template.frontMatter.providerArgument.flatMap { name in
        (merged[name]?.value ?? template.frontMatter.argument(name)?.defaultValue)?.rendered
      }
      return ResolvedProfile(
        scope: scope, template: revision.reference, rows: rows, provider: provider, problems: problems)
    }
  }
}
