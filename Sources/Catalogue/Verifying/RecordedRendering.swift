import Strategy

/// A rendering that versions recorded, ready to be made on any thread.
struct RecordedRendering: Sendable {
  let template: TemplateRevision
  let parsed: Template
  let input: RenderInput
}

/// The distinct renderings of a catalogue: inputs that cannot but give the same output are one. Belongs to one
/// transaction.
final class RecordedRenderingPool {
  private let recorded: RecordedRenderings
  private(set) var renderings: [RecordedRendering] = []
  private var indexes: [Recipe.Ingredients: Int] = [:]
  private var known: [Source: Int] = [:]

  /// What ingredients are made of: enough to tell that they were met before.
  private struct Source: Hashable {
    let template: ID<TemplateRevision>
    let provider: ID<ProviderRevision>?
    let parameters: Digest
    let variables: ScopeVariables
  }

  init(_ tx: any CatalogueReading) {
    recorded = RecordedRenderings(tx)
  }

  /// Where the rendering of some inputs is in ``renderings``.
  func index(of inputs: Inputs) throws -> Int {
    let parsed = try recorded.template(of: inputs)
    let source = Source(
      template: inputs.key.template, provider: inputs.key.provider, parameters: inputs.parameters.digest,
      variables: inputs.key.variables.limited(to: parsed.references))
    if let index = known[source] { return index }
    var input = try recorded.input(of: inputs)
    input.variables = source.variables
    let ingredients = Recipe.Ingredients(
      template: source.template, names: input.parameters.map(\.name), values: input.parameters.map(\.value),
      mapping: input.mapping, variables: input.variables)
    let index = indexes[ingredients] ?? renderings.count
    if index == renderings.count {
      renderings.append(
        RecordedRendering(template: try recorded.revision(of: inputs), parsed: parsed, input: input))
    }
    (indexes[ingredients], known[source]) = (index, index)
    return index
  }
}

/// A renderer for each template. Belongs to one thread.
struct RendererPool {
  private var renderers: [ID<TemplateRevision>: StrategyRenderer] = [:]

  mutating func renderer(of rendering: RecordedRendering) -> StrategyRenderer {
    if let known = renderers[rendering.template.id] { return known }
    let renderer = StrategyRenderer(rendering.parsed)
    renderers[rendering.template.id] = renderer
    return renderer
  }
}
