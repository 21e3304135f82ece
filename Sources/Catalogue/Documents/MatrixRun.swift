package import Strategy

/// One combination of a template's allowed values, rendered.
package struct MatrixCell {
  /// `v1|v2|…`
  package let key: String
  package let bytes: UnsafeBufferPointer<UInt8>

  package var digest: Digest {
    var hash = Digest.Hasher()
    hash.update(bytes)
    return hash.finish()
  }
}

extension TemplateFile {
  /// Renders the whole product of a template file's allowed values, with the bundled mappings.
  package static func matrix(
    _ bytes: [UInt8], file: String, takesSets: Bool, _ bundle: Bundled, _ body: (MatrixCell) throws -> Void
  ) throws {
    let template = try Template.parse(bytes, file: file)
    try run(template, takesSets: takesSets, mapping: { try bundle.mapping($0) }, body)
  }

  static func run(
    _ template: Template, takesSets: Bool, mapping: (String) throws -> ProviderMapping?,
    _ body: (MatrixCell) throws -> Void
  ) throws {
    let matrix: Matrix
    do { matrix = try Matrix(template, takesSets: takesSets) } catch {
      throw CatalogueError.invalid([Problem(subject: template.frontMatter.name, text: error.description)])
    }
    let renderer = StrategyRenderer(template)
    var mappings: [String: ProviderMapping?] = [:]
    let argument = template.frontMatter.providerArgument
    try matrix.forEach { key, parameters in
      var found: ProviderMapping?
      if let provider = parameters.first(where: { $0.name == argument })?.value.rendered {
        if let known = mappings[provider] {
          found = known
        } else {
          found = try mapping(provider)
          mappings[provider] = .some(found)
        }
      }
      try renderer.renderPlain(RenderInput(parameters: parameters, mapping: found)) { bytes in
        try body(MatrixCell(key: key, bytes: bytes))
      }
    }
  }
}

extension Catalogue {
  /// As ``TemplateFile/matrix(_:file:takesSets:_:_:)``, for a revision and the catalogue's own mappings.
  package func matrix(
    _ reference: TemplateReference, takesSets: Bool, _ body: (MatrixCell) throws -> Void
  ) throws {
    let (template, providers) = try store.read { tx in
      let library = TemplateLibrary(tx)
      return (try library.template(library.revision(reference)), try tx.providers())
    }
    try TemplateFile.run(
      template, takesSets: takesSets, mapping: { name in providers.first { $0.mapping.provider == name }?.mapping },
      body)
  }
}
