import Strategy

/// A ``WhatIf`` on one state of the catalogue: revisions as they would be, which are stored nowhere. Their identifiers
/// are below zero, so that no stored one is taken for them.
struct Assumption {
  /// The layers that would be other than they are.
  let layers: [ProfileRevision]
  /// The providers that would be.
  let providers: [ProviderRevision]
  /// The template that all would take, and its revision.
  let template: (revision: TemplateRevision, template: Template)?

  static let nothing = Assumption(layers: [], providers: [], template: nil)

  private init(
    layers: [ProfileRevision], providers: [ProviderRevision],
    template: (revision: TemplateRevision, template: Template)?
  ) {
    self.layers = layers
    self.providers = providers
    self.template = template
  }

  /// - Throws: ``CatalogueError/invalid(_:)`` with everything that could not be set so.
  init(_ whatIf: WhatIf, stamp: AuditStamp, _ tx: any CatalogueReading) throws {
    guard !whatIf.isNothing else {
      self = .nothing
      return
    }
    let audit = AuditEntry(
      id: ID(0), time: stamp.time, author: stamp.author, action: "plan", subject: stamp.subject, message: "what if",
      content: Digest(of: []), digest: Digest(of: []))
    let library = TemplateLibrary(tx)
    template = try whatIf.template.map { try Assumption.template($0, library, audit, tx) }
    layers = try Assumption.layers(whatIf.settings, template?.template, library, audit, tx)
    providers = try Assumption.providers(whatIf.providerSettings, audit, tx)
  }

  // MARK: Templates

  private static func template(
    _ choice: WhatIf.TemplateChoice, _ library: TemplateLibrary, _ audit: AuditEntry, _ tx: any CatalogueReading
  ) throws -> (TemplateRevision, Template) {
    switch choice {
    case .reference(let reference):
      let revision = try library.revision(reference)
      return (revision, try library.template(revision))
    case .file(let name, let bytes):
      let template = try Template.parse(bytes, file: name)
      let reference = TemplateReference(name: template.frontMatter.name, version: template.frontMatter.version)
      let known = try library.revisions().first { $0.digest == template.digest }
      let revision =
        known
        ?? TemplateRevision(
          id: ID(-1), reference: reference, title: template.frontMatter.title, digest: template.digest, audit: audit)
      return (revision, template)
    }
  }

  // MARK: Layers

  private static func layers(
    _ settings: [WhatIf.Setting], _ template: Template?, _ library: TemplateLibrary, _ audit: AuditEntry,
    _ tx: any CatalogueReading
  ) throws -> [ProfileRevision] {
    var problems: [Problem] = []
    var layers: [ProfileRevision] = []
    for (number, scope) in settings.map(\.scope).uniqued.enumerated() {
      let draft = settings.filter { $0.scope == scope }.map { setting in
        LayerParameters.Entry(key: setting.key, value: setting.value == "null" ? nil : .text(setting.value))
      }
      let record = try record(scope, number, tx)
      let known = try tx.profiles(tx.scopes(scope.layers).map(\.id))
      let old = known.first { $0.scope.scope == scope }
      let named = (old?.parameters ?? .empty).changing(draft.filter { $0.key == LayerParameters.templateKey })
      let resolver = try Resolver(tx, layers: known, replacing: scope, with: named)
      let checker = try template ?? resolver.templates.template(resolver.revision(at: scope))
      let entries = draft.compactMap { Catalogue.checked($0, checker, scope, &problems) }
      let parameters = (old?.parameters ?? .empty).changing(entries)
      guard parameters != old?.parameters else { continue }
      layers.append(
        ProfileRevision(
          id: ID(-1 - Int64(number)), scope: record, number: (old?.number ?? 0) + 1, parameters: parameters,
          digest: Seal.profile(scope: record.id, number: (old?.number ?? 0) + 1, parameters: parameters.canonical),
          audit: audit))
    }
    guard problems.isEmpty else { throw CatalogueError.invalid(problems) }
    return layers
  }

  private static func record(_ scope: Scope, _ number: Int, _ tx: any CatalogueReading) throws -> ScopeRecord {
    try Catalogue.scopeInUse(scope, tx) ?? ScopeRecord(id: ID(-1 - Int64(number)), scope: scope)
  }

  // MARK: Providers

  private static func providers(
    _ settings: [WhatIf.ProviderSetting], _ audit: AuditEntry, _ tx: any CatalogueReading
  ) throws -> [ProviderRevision] {
    let problems = settings.compactMap { setting in
      ProviderMapping.problem(key: setting.key, value: setting.value).map {
        Problem(subject: setting.provider, text: $0)
      }
    }
    guard problems.isEmpty else { throw CatalogueError.invalid(problems) }
    return try settings.map(\.provider).uniqued.enumerated().compactMap { number, name in
      let old = try Catalogue.provider(name, tx)
      let mapping = old.mapping.overriding(settings.filter { $0.provider == name }.map { ($0.key, $0.value) })
      guard mapping != old.mapping else { return nil }
      return ProviderRevision(
        id: ID(-1 - Int64(number)), number: old.number + 1, title: old.title, mapping: mapping,
        digest: Seal.provider(name, number: old.number + 1, title: old.title, mapping: mapping.canonical), audit: audit)
    }
  }
}

extension [ProfileRevision] {
  /// These with some in the place of others of the same scope, or besides them.
  func replacing(_ others: [ProfileRevision]) -> [ProfileRevision] {
    guard !others.isEmpty else { return self }
    let scopes = Set(others.map(\.scope.scope))
    return filter { !scopes.contains($0.scope.scope) } + others
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order in which they come.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
