package import Strategy

extension Catalogue {
  /// What an import did.
  package struct TemplateImport: Sendable {
    package let revision: TemplateRevision
    /// False where the same content was there already.
    package let isNew: Bool
    /// What `template check` would say of it.
    package let findings: [TemplateFinding]
  }

  /// Imports template files as immutable revisions, all of them or none. The same content again changes nothing;
  /// other content under the same name and version is refused.
  /// - Parameter files: their bytes, and their names for messages.
  package func importTemplates(
    _ files: [(name: String, bytes: [UInt8])], message: String
  ) throws -> [TemplateImport] {
    let templates = try files.map { try Template.parse($0.bytes, file: $0.name) }
    let references = templates.map { TemplateReference(name: $0.frontMatter.name, version: $0.frontMatter.version) }
    let stamp = stamp("template.import", references.map(\.description).joined(separator: " "), message)
    return try store.write { tx in
      let keys = Set(try tx.providers().flatMap { $0.mapping.entries.map(\.key) })
      var known = try references.map { try tx.templateRevision(name: $0.name, version: $0.version ?? "") }
      let new = try Catalogue.newOnes(templates, references, known)
      if !new.isEmpty {
        let audit = try tx.appendAudit(stamp, content: Seal.content(new.map { templates[$0].digest }))
        for index in new {
          known[index] = try tx.addTemplateRevision(
            references[index], title: templates[index].frontMatter.title, content: templates[index].bytes,
            digest: templates[index].digest, audit: audit)
        }
      }
      return try templates.indices.map { index in
        let revision =
          try known[index]
          ?? tx.templateRevision(
            name: references[index].name, version: references[index].version ?? "")
        guard let revision else { throw CatalogueError.unknownTemplate(references[index], nearest: nil) }
        return TemplateImport(
          revision: revision, isNew: new.contains(index), findings: templates[index].check(providerKeys: keys))
      }
    }
  }

  /// The places of the templates that are not stored yet, each content once.
  private static func newOnes(
    _ templates: [Template], _ references: [TemplateReference], _ known: [TemplateRevision?]
  ) throws -> [Int] {
    var digests: [TemplateReference: Digest] = [:]
    var new: [Int] = []
    for index in templates.indices {
      let (reference, digest) = (references[index], templates[index].digest)
      if let other = known[index]?.digest ?? digests[reference] {
        guard other == digest else { throw CatalogueError.templateExists(reference, digest: other, new: digest) }
      } else {
        new.append(index)
      }
      digests[reference] = digest
    }
    return new
  }

  /// All revisions, by name, then from the oldest version to the newest.
  package func templates() throws -> [TemplateRevision] {
    try store.read { tx in
      try tx.templateRevisions().sorted {
        $0.reference.name == $1.reference.name
          ? TemplateLibrary.precedes($0.reference.version ?? "", $1.reference.version ?? "")
          : $0.reference.name < $1.reference.name
      }
    }
  }

  /// One revision with its template read.
  package struct TemplateDetail: Sendable {
    package let revision: TemplateRevision
    package let template: Template
    /// Scopes whose layer names this template, this version or whatever is newest.
    package let scopes: [Scope]
  }

  package func template(_ reference: TemplateReference) throws -> TemplateDetail {
    try store.read { tx in
      let library = TemplateLibrary(tx)
      let revision = try library.revision(reference)
      let newest = try library.revision(TemplateReference(name: reference.name, version: nil))
      let scopes = try tx.profiles(nil).filter { profile in
        guard let named = profile.parameters.entry(LayerParameters.templateKey)?.value?.values.first else {
          return false
        }
        return named == revision.reference.description || (named == reference.name && newest.id == revision.id)
      }
      return TemplateDetail(
        revision: revision, template: try library.template(revision), scopes: scopes.map(\.scope.scope).sorted())
    }
  }

  /// The difference between two revisions' files.
  package func diffTemplates(
    _ left: TemplateReference, _ right: TemplateReference, context: Int
  ) throws -> (left: TemplateRevision, right: TemplateRevision, diff: TextDiff) {
    try store.read { tx in
      let library = TemplateLibrary(tx)
      let (old, new) = (try library.revision(left), try library.revision(right))
      let diff = TextDiff(
        old: try tx.templateContent(old.id), new: try tx.templateContent(new.id), context: context)
      return (old, new, diff)
    }
  }

  /// What looks wrong with a revision.
  package func checkTemplate(_ reference: TemplateReference) throws -> (name: String, findings: [TemplateFinding]) {
    try store.read { tx in
      let library = TemplateLibrary(tx)
      let revision = try library.revision(reference)
      let keys = Set(try tx.providers().flatMap { $0.mapping.entries.map(\.key) })
      return (revision.reference.description, try library.template(revision).check(providerKeys: keys))
    }
  }
}
