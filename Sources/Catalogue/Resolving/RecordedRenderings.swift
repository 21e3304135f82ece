import Strategy

/// Makes renderings again out of what versions recorded, and nothing else. Belongs to one thread and one transaction.
final class RecordedRenderings {
  private let tx: any CatalogueReading
  private let library: TemplateLibrary
  private var renderers: [ID<TemplateRevision>: StrategyRenderer] = [:]
  private var providers: [ID<ProviderRevision>: ProviderRevision] = [:]

  init(_ tx: any CatalogueReading) {
    self.tx = tx
    library = TemplateLibrary(tx)
  }

  func revision(of inputs: Inputs) throws -> TemplateRevision { try library.revision(inputs.template) }

  func template(of inputs: Inputs) throws -> Template { try library.template(revision(of: inputs)) }

  /// The provider's mapping as it was, without what layers override; nil where there was no provider.
  func mapping(of inputs: Inputs) throws -> ProviderMapping? {
    guard let id = inputs.key.provider else { return nil }
    let provider = try providers[id] ?? tx.provider(id)
    providers[id] = provider
    return provider?.mapping
  }

  func input(of inputs: Inputs) throws -> RenderInput {
    let values = try template(of: inputs).frontMatter.arguments.compactMap { argument in
      inputs.parameters[argument.name].map { (name: argument.name, value: $0.value) }
    }
    return RenderInput(
      parameters: values, mapping: try mapping(of: inputs)?.overriding(inputs.parameters.overrides),
      variables: inputs.key.variables)
  }

  /// A renderer of a version's template, kept for the next version of the same.
  func renderer(of inputs: Inputs) throws -> StrategyRenderer {
    if let known = renderers[inputs.key.template] { return known }
    let renderer = StrategyRenderer(try template(of: inputs))
    renderers[inputs.key.template] = renderer
    return renderer
  }

  /// Renders once more, and learns what made every stretch of the output.
  func trace(_ inputs: Inputs) throws -> RenderTrace { try renderer(of: inputs).trace(input(of: inputs)) }
}

extension ParameterSet {
  /// The provider keys that layers override, without their prefix.
  var overrides: [(key: String, value: String)] {
    let prefix = LayerParameters.providerPrefix
    return entries.filter { $0.key.hasPrefix(prefix) }
      .map { (String($0.key.dropFirst(prefix.count)), $0.value.rendered) }
  }
}
