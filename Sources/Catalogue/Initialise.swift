package import Strategy

extension Catalogue {
  /// What a new catalogue was given.
  package struct Initialised: Sendable {
    package let templates: [TemplateReference]
    package let providers: [String]

    package init(templates: [TemplateReference], providers: [String]) {
      self.templates = templates
      self.providers = providers
    }
  }

  /// Fills a new catalogue: the bundled templates and providers, and `/` set to the first template's revision.
  package func initialise(_ bundle: Bundled) throws -> Initialised {
    let templates = try bundle.templates.map { try Template.parse($0.bytes(), file: "\($0.name).md") }
    let providers = try bundle.providers.map { try bundle.document($0) }
    let references = templates.map { TemplateReference(name: $0.frontMatter.name, version: $0.frontMatter.version) }
    let root = LayerParameters(
      references.prefix(1).map { .init(key: LayerParameters.templateKey, value: .text($0.description)) })
    let stamp = stamp("init", "/", "")
    try store.write { tx in
      let mappingDigests = providers.map {
        Seal.provider($0.mapping.provider, number: 1, title: $0.title, mapping: $0.mapping.canonical)
      }
      let rootID = ID<Scope>(1)
      let rootDigest = Seal.profile(scope: rootID, number: 1, parameters: root.canonical)
      let content = [Seal.scope(.root)] + templates.map(\.digest) + mappingDigests + [rootDigest]
      let audit = try tx.appendAudit(stamp, content: Seal.content(content))
      for (template, reference) in zip(templates, references) {
        _ = try tx.addTemplateRevision(
          reference, title: template.frontMatter.title, content: template.bytes, digest: template.digest, audit: audit)
      }
      for (provider, digest) in zip(providers, mappingDigests) {
        _ = try tx.addProviderRevision(provider.mapping, number: 1, title: provider.title, digest: digest, audit: audit)
      }
      let scope = try tx.addScope(.root, audit: audit)
      _ = try tx.addProfileRevision(scope, number: 1, parameters: root, digest: rootDigest, audit: audit)
    }
    return Initialised(templates: references, providers: providers.map(\.mapping.provider))
  }
}
