import Strategy

/// What an output was, or would be, made from, as comparisons take it.
struct InputSide {
  let scope: Scope
  let template: TemplateReference
  let templateDigest: Digest
  let parameters: ParameterSet
  /// Without what layers override; nil where there is no provider.
  let provider: (number: Int, mapping: ProviderMapping)?
  /// The profile revisions that the parameters were merged from, as ``InputKey`` has them.
  let layers: [ID<ProfileRevision>?]
  let variables: ScopeVariables
  /// What a rendering from it looked at.
  let reads: ReadSet

  /// What a stored version, or inputs confirmed for it, were made from.
  init(_ inputs: Inputs, of scope: Scope, _ renderings: RecordedRenderings) throws {
    self.scope = scope
    template = inputs.template
    templateDigest = inputs.templateDigest
    parameters = inputs.parameters
    provider = try renderings.mapping(of: inputs).map { (inputs.providerNumber ?? 0, $0) }
    layers = inputs.key.layers
    variables = inputs.key.variables
    reads = inputs.reads
  }

  /// What a rendering that is not stored is made from.
  init(_ resolution: Resolution, reads: ReadSet) {
    scope = resolution.scope.scope
    template = resolution.recipe.revision.reference
    templateDigest = resolution.recipe.revision.digest
    parameters = resolution.recipe.parameters
    provider = resolution.recipe.provider.map { ($0.number, $0.mapping) }
    layers = resolution.key.layers
    variables = resolution.key.variables
    self.reads = reads
  }

  /// A parameter, or a provider key that a layer overrides or else the mapping has, and where it comes from.
  func value(of key: String) -> (value: String, origin: String)? {
    if let entry = parameters[key] {
      return (entry.value.written, entry.layer.scope(seenFrom: scope)?.description ?? entry.layer.rawValue)
    }
    guard key.hasPrefix(LayerParameters.providerPrefix), let provider,
      let value = provider.mapping[String(key.dropFirst(LayerParameters.providerPrefix.count))]
    else { return nil }
    return (value, InputSide.origin(provider))
  }

  static func origin(_ provider: (number: Int, mapping: ProviderMapping)) -> String {
    "\(provider.mapping.provider) revision \(provider.number)"
  }

  /// What a template sees, by the names under which it is read: `@cluster` stands for all that is known of a cluster.
  var variableValues: [(read: String, name: String, value: String)] {
    [
      ("@team", "@team", variables.team), ("@environment", "@environment", variables.environment),
      ("@cluster", "@cluster.name", variables.cluster), ("@cluster", "@cluster.region", variables.region),
      ("@cluster", "@cluster.kubernetes", variables.kubernetes),
    ]
  }
}
