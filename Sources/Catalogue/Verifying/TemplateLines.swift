import Strategy

/// Finds the lines of templates that produced lines of versions, by rendering these again and taking notes.
struct TemplateLines {
  private let tx: any CatalogueReading
  private let library: TemplateLibrary
  private var renderers: [ID<TemplateRevision>: StrategyRenderer] = [:]
  /// The last version: findings come version by version.
  private var last: Traced?

  private struct Traced {
    let address: VersionAddress
    let trace: RenderTrace?
    let template: TemplateReference
  }

  init(_ tx: any CatalogueReading) {
    self.tx = tx
    library = TemplateLibrary(tx)
  }

  /// - Returns: no line where the version does not come out as it is stored.
  mutating func origin(
    ofLine line: Int, in verified: VerifiedVersion
  ) throws -> (template: TemplateReference, line: Int?) {
    let known = last?.address == verified.address ? last : nil
    let found = try known ?? read(verified.address)
    last = found
    return (found.template, found.trace?.templateLine(ofLine: line))
  }

  private mutating func read(_ address: VersionAddress) throws -> Traced {
    let version = try Catalogue.version(address, tx)
    return Traced(address: address, trace: try trace(version), template: version.inputs.template)
  }

  private mutating func trace(_ version: Version) throws -> RenderTrace? {
    let inputs = version.inputs
    let template = try library.template(library.revision(inputs.template))
    let provider = try inputs.key.provider.flatMap { try tx.provider($0) }
    let prefix = LayerParameters.providerPrefix
    let overrides = inputs.parameters.entries.filter { $0.key.hasPrefix(prefix) }
      .map { (String($0.key.dropFirst(prefix.count)), $0.value.rendered) }
    let values = template.frontMatter.arguments.compactMap { argument in
      inputs.parameters[argument.name].map { (name: argument.name, value: $0.value) }
    }
    let input = RenderInput(
      parameters: values, mapping: provider?.mapping.overriding(overrides), variables: inputs.key.variables)
    let renderer = renderers[inputs.key.template] ?? StrategyRenderer(template)
    renderers[inputs.key.template] = renderer
    return try? renderer.trace(input)
  }
}
