import Strategy

/// What a rendering is made from, whichever strategy it is for: strategies whose layers say the same share one.
final class Recipe: Sendable {
  let revision: TemplateRevision
  let template: Template
  let provider: ProviderRevision?
  /// The provider's mapping with the overrides of the layers.
  let mapping: ProviderMapping?
  let parameters: ParameterSet
  /// The same values in the template's order, as it renders them.
  let values: [(name: String, value: ParameterValue)]
  /// Those that the template refers to; the others are empty.
  let variables: ScopeVariables

  init(
    revision: TemplateRevision, template: Template, provider: ProviderRevision?, mapping: ProviderMapping?,
    parameters: ParameterSet, values: [(name: String, value: ParameterValue)], variables: ScopeVariables
  ) {
    self.revision = revision
    self.template = template
    self.provider = provider
    self.mapping = mapping
    self.parameters = parameters
    self.values = values
    self.variables = variables
  }

  var input: RenderInput { RenderInput(parameters: values, mapping: mapping, variables: variables) }

  /// What the rendering depends on: recipes may differ in where their values come from, and render the same.
  struct Ingredients: Hashable {
    let template: ID<TemplateRevision>
    /// Which arguments have a value: those that are optional may be left out.
    let names: [String]
    let values: [ParameterValue]
    let mapping: ProviderMapping?
    let variables: ScopeVariables
  }

  var ingredients: Ingredients {
    Ingredients(
      template: revision.id, names: values.map(\.name), values: values.map(\.value), mapping: mapping,
      variables: variables)
  }

  /// What tells recipes apart.
  struct Key: Hashable {
    let template: ID<TemplateRevision>
    let provider: ID<ProviderRevision>?
    /// Where the entries of each layer are in memory: layers that say the same are read from the store as one.
    let layers: [UnsafeRawPointer?]
    let variables: ScopeVariables
  }
}

/// What a strategy's next rendering is made from.
struct Resolution {
  let scope: ScopeRecord
  let key: InputKey
  let recipe: Recipe
  let layerDigests: [Digest?]

  func inputs(reads: ReadSet) -> Inputs {
    Inputs(
      key: key, template: recipe.revision.reference, templateDigest: recipe.revision.digest,
      provider: recipe.provider?.mapping.provider, providerNumber: recipe.provider?.number,
      providerDigest: recipe.provider?.digest, layerDigests: layerDigests, parameters: recipe.parameters, reads: reads)
  }
}
