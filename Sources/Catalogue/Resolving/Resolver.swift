import Strategy

/// Merges the layers of scopes and checks what comes out, during one transaction.
final class Resolver {
  let templates: TemplateLibrary
  /// What all take, whatever the layers say.
  private let template: TemplateRevision?
  private let providers: [String: ProviderRevision]
  private let providersByID: [ID<ProviderRevision>: ProviderRevision]
  private var layers: [Scope: ProfileRevision]
  private let clusters: [Scope: ClusterAttributes]
  /// Layers as they would be, in place of those that are stored.
  private var drafts: [Scope: LayerParameters] = [:]
  private var references: [String: TemplateRevision] = [:]
  private var providerArguments: [ID<TemplateRevision>: TemplateArgument] = [:]
  private let patterns = PatternCache()
  private var checked: [Checked: ParameterValue] = [:]
  private var recipes: [Recipe.Key: Recipe] = [:]

  /// A value that an argument of a template was found to allow.
  private struct Checked: Hashable {
    let template: ID<TemplateRevision>
    let argument: String
    let value: ParameterValue
  }

  /// - Parameter layers: the newest profile revision of every scope that may be looked at.
  /// - Parameters:
  ///   - clusters: those whose own strategies may be looked at.
  ///   - assumption: what is other than stored; its layers must be among `layers`.
  init(
    _ reader: any CatalogueReading, layers: [ProfileRevision], clusters: [ClusterRecord] = [],
    assuming assumption: Assumption = .nothing, parsed: ParsedTemplates = ParsedTemplates()
  ) throws {
    templates = TemplateLibrary(reader, parsed: parsed)
    template = assumption.template?.revision
    if let (revision, template) = assumption.template { parsed.byID[revision.id] = template }
    providers = Dictionary(
      (try reader.providers() + assumption.providers).map { ($0.mapping.provider, $0) }, uniquingKeysWith: { $1 })
    providersByID = Dictionary(providers.values.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    self.clusters = Dictionary(clusters.map { ($0.scope.scope, $0.attributes) }, uniquingKeysWith: { $1 })
    self.layers = Dictionary(layers.map { ($0.scope.scope, $0) }, uniquingKeysWith: { $1 })
  }

  /// A provider's newest revision, by its identifier.
  func provider(_ id: ID<ProviderRevision>?) -> ProviderRevision? { id.flatMap { providersByID[$0] } }

  /// The newest mapping of a provider.
  func mapping(_ provider: String) -> ProviderMapping? { providers[provider]?.mapping }

  func replace(_ scope: Scope, with parameters: LayerParameters) {
    drafts[scope] = parameters
  }

  private func parameters(_ layer: Scope) -> LayerParameters {
    drafts[layer] ?? layers[layer]?.parameters ?? .empty
  }

  // MARK: One key at a time

  /// The value that a key has at a scope, and the layer it comes from; nil where no layer sets it.
  func value(_ key: String, at scope: Scope) -> (value: ParameterValue, scope: Scope)? {
    for layer in scope.layers.reversed() {
      guard let entry = parameters(layer).entry(key) else { continue }
      return entry.value.map { ($0, layer) }
    }
    return nil
  }

  /// The template revision that a scope resolves to.
  func revision(at scope: Scope) throws -> TemplateRevision {
    if let template { return template }
    guard let named = value(LayerParameters.templateKey, at: scope) else {
      throw CatalogueError.invalid([
        Problem(
          subject: scope.description,
          text: "no layer names a template: looked at \(Resolver.list(scope.layers))",
          hint: "strata profile set / template=NAME@VERSION")
      ])
    }
    let text = named.value.written
    if let known = references[text] { return known }
    guard let reference = TemplateReference(text) else { throw CatalogueError.badTemplateReference(text) }
    let revision = try templates.revision(reference)
    references[text] = revision
    return revision
  }

  /// What a rendering of the scope would be made from, found without merging: enough to tell whether it is current.
  func key(for scope: Scope) throws -> InputKey {
    let revision = try revision(at: scope)
    let layers = revisions(of: scope)
    return InputKey(
      template: revision.id, provider: try provider(revision, layers)?.id, layers: layers.map { $0?.id },
      variables: variables(of: scope))
  }

  /// The provider that the layers, or else the template, name.
  private func provider(_ revision: TemplateRevision, _ layers: [ProfileRevision?]) throws -> ProviderRevision? {
    let known = providerArguments[revision.id]
    let argument = try known ?? templates.template(revision).frontMatter.argument(ofProvider: ())
    if known == nil { providerArguments[revision.id] = argument }
    guard let argument else { return nil }
    for layer in layers.reversed() {
      guard let entry = layer?.parameters.entry(argument.name) else { continue }
      return (entry.value ?? argument.defaultValue).flatMap { providers[$0.rendered] }
    }
    return argument.defaultValue.flatMap { providers[$0.rendered] }
  }

  /// The newest revision of each layer of a scope, from the root on.
  func revisions(of scope: Scope) -> [ProfileRevision?] {
    Layer.allCases.dropFirst().map { layer in layer.scope(seenFrom: scope).flatMap { layers[$0] } }
  }

  private func variables(of scope: Scope) -> ScopeVariables {
    let attributes = clusters[scope] ?? .none
    return ScopeVariables(
      team: scope.team ?? "", environment: scope.environment ?? "", cluster: scope.cluster ?? "",
      region: attributes.region, kubernetes: attributes.kubernetes)
  }

  // MARK: Everything

  /// - Parameter key: as ``key(for:)`` gives it.
  /// - Throws: ``CatalogueError/invalid(_:)`` with every problem of the scope.
  func resolve(_ record: ScopeRecord, _ key: InputKey) throws -> Resolution {
    let revision = try revision(at: record.scope)
    let template = try templates.template(revision)
    let layers = revisions(of: record.scope)
    let recipeKey = Recipe.Key(
      template: revision.id, provider: key.provider,
      layers: layers.map { $0?.parameters.entries.withUnsafeBytes(\.baseAddress) ?? nil },
      variables: key.variables.limited(to: template.references))
    let recipe = try recipes[recipeKey] ?? recipe(record.scope, revision, template, recipeKey.variables)
    recipes[recipeKey] = recipe
    return Resolution(scope: record, key: key, recipe: recipe, layerDigests: layers.map { $0?.digest })
  }

  private func recipe(
    _ scope: Scope, _ revision: TemplateRevision, _ template: Template, _ variables: ScopeVariables
  ) throws -> Recipe {
    let merged = merge(scope)
    var problems: [Problem] = []
    var entries: [ParameterSet.Entry] = []
    var values: [(name: String, value: ParameterValue)] = []
    for argument in template.frontMatter.arguments {
      guard let (value, layer) = value(of: argument, revision.id, in: merged, scope, &problems) else { continue }
      entries.append(ParameterSet.Entry(key: argument.name, value: value, layer: layer))
      values.append((argument.name, value))
    }
    let overrides = merged.filter { $0.key.hasPrefix(LayerParameters.providerPrefix) }
    for (key, found) in overrides {
      entries.append(ParameterSet.Entry(key: key, value: found.value, layer: found.layer))
    }
    problems += try unknownKeys(merged, template, revision, scope)
    let provider = provider(template, values, scope, &problems)
    guard problems.isEmpty else { throw CatalogueError.invalid(problems) }
    let mapping = provider?.mapping.overriding(
      overrides.map { (String($0.key.dropFirst(LayerParameters.providerPrefix.count)), $0.value.value.rendered) })
    return Recipe(
      revision: revision, template: template, provider: provider, mapping: mapping, parameters: ParameterSet(entries),
      values: values, variables: variables)
  }

  typealias Merged = [String: (value: ParameterValue, layer: Layer)]

  /// The values that the layers give, the later winning; the template's defaults are not among them.
  func merge(_ scope: Scope) -> Merged {
    var merged: Merged = [:]
    for layer in scope.layers {
      for entry in parameters(layer).entries where entry.key != LayerParameters.templateKey {
        merged[entry.key] = entry.value.map { ($0, layer.layer) }
      }
    }
    return merged
  }

  private func value(
    of argument: TemplateArgument, _ template: ID<TemplateRevision>, in merged: Merged, _ scope: Scope,
    _ problems: inout [Problem]
  ) -> (ParameterValue, Layer)? {
    guard let (value, layer) = merged[argument.name] ?? argument.defaultValue.map({ ($0, Layer.standard) }) else {
      if argument.isRequired {
        problems.append(
          Problem(
            subject: scope.description,
            text: "required argument '\(argument.name)' has no value: looked at \(Resolver.list(scope.layers))",
            hint: "strata profile set \(scope) \(argument.name)=\(argument.choices)"))
      }
      return nil
    }
    let key = Checked(template: template, argument: argument.name, value: value)
    if let known = checked[key] { return (known, layer) }
    do {
      let allowed = try argument.check(value, patterns: patterns)
      checked[key] = allowed
      return (allowed, layer)
    } catch {
      problems.append(Problem(valueProblem: error, of: argument.name, at: layer.scope(seenFrom: scope) ?? scope))
      return nil
    }
  }

  /// Keys that mean nothing to the template, unless the layer that sets them follows another one that has them.
  private func unknownKeys(
    _ merged: Merged, _ template: Template, _ revision: TemplateRevision, _ scope: Scope
  ) throws -> [Problem] {
    let declared = Set(template.frontMatter.arguments.map(\.name))
    var problems: [Problem] = []
    for (key, found) in merged.sorted(by: { $0.key < $1.key })
    where !declared.contains(key) && !key.hasPrefix(LayerParameters.providerPrefix) {
      let owner = found.layer.scope(seenFrom: scope) ?? scope
      if let other = try? self.revision(at: owner), other.id != revision.id,
        try templates.template(other).frontMatter.argument(key) != nil
      {
        continue
      }
      problems.append(Problem(unknownKey: key, of: template, at: owner))
    }
    return problems
  }

  private func provider(
    _ template: Template, _ values: [(name: String, value: ParameterValue)], _ scope: Scope,
    _ problems: inout [Problem]
  ) -> ProviderRevision? {
    guard let name = template.frontMatter.providerArgument,
      let value = values.first(where: { $0.name == name })?.value.rendered
    else { return nil }
    if let provider = providers[value] { return provider }
    let near = Nearest.likely(value, among: providers.keys.sorted()).map { ": did you mean '\($0)'?" } ?? ""
    problems.append(
      Problem(
        subject: scope.description, text: "'\(name)' names provider \(quoted(value)), which has no mapping\(near)",
        hint: "strata provider set \(value) KEY=VALUE …"))
    return nil
  }

  static func list(_ scopes: [Scope]) -> String {
    scopes.map(\.description).joined(separator: ", ")
  }
}

extension FrontMatter {
  /// The argument whose value names the provider.
  fileprivate func argument(ofProvider: Void) -> TemplateArgument? {
    providerArgument.flatMap { argument($0) }
  }
}

extension Problem {
  init(valueProblem: ValueProblem, of key: String, at scope: Scope) {
    self.init(
      subject: scope.description, text: valueProblem.description,
      hint: valueProblem.nearest.map { "did you mean '\($0)'? strata profile set \(scope) \(key)=\($0)" })
  }

  init(unknownKey key: String, of template: Template, at scope: Scope) {
    let known = template.frontMatter.arguments.map(\.name) + [LayerParameters.templateKey]
    let near = Nearest.any(to: key, among: known).map { ": the nearest is '\($0)'" } ?? ""
    let name = "\(template.frontMatter.name)@\(template.frontMatter.version)"
    self.init(
      subject: scope.description, text: "\(quoted(key)) is no argument of template \(name)\(near)",
      hint: "strata template show \(name)")
  }
}
