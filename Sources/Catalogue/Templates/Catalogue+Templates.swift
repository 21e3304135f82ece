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

  /// Imports a template file as an immutable revision. The same content again changes nothing; other content
  /// under the same name and version is refused.
  /// - Parameter file: its name, for messages.
  package func importTemplate(_ bytes: [UInt8], file: String, message: String) throws -> TemplateImport {
    let template = try Template.parse(bytes, file: file)
    let reference = TemplateReference(name: template.frontMatter.name, version: template.frontMatter.version)
    let stamp = stamp("template.import", reference.description, message)
    return try store.write { tx in
      let keys = Set(try tx.providers().flatMap { $0.mapping.entries.map(\.key) })
      let findings = template.check(providerKeys: keys)
      let name = template.frontMatter.name
      if let existing = try tx.templateRevision(name: name, version: template.frontMatter.version) {
        guard existing.digest == template.digest else {
          throw CatalogueError.templateExists(reference, digest: existing.digest, new: template.digest)
        }
        return TemplateImport(revision: existing, isNew: false, findings: findings)
      }
      let audit = try tx.appendAudit(stamp, content: Seal.content([template.digest]))
      let revision = try tx.addTemplateRevision(
        reference, title: template.frontMatter.title, content: bytes, digest: template.digest, audit: audit)
      return TemplateImport(revision: revision, isNew: true, findings: findings)
    }
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
