package import Strategy

extension Catalogue {
  /// What a change of a mapping did.
  package struct ProviderChange: Sendable {
    package struct KeyChange: Sendable {
      package let key: String
      package let old: String?
      package let new: String?
    }

    package let provider: String
    /// The new revision; nil where nothing was changed.
    package let revision: ProviderRevision?
    package let changes: [KeyChange]
    package let isNew: Bool
  }

  /// The newest revision of every provider, by name.
  package func providers() throws -> [ProviderRevision] {
    try store.read { tx in try tx.providers() }
  }

  package func provider(_ name: String) throws -> ProviderRevision {
    try store.read { tx in try Catalogue.provider(name, tx) }
  }

  /// All revisions of a mapping, oldest first.
  package func providerHistory(_ name: String) throws -> [ProviderRevision] {
    try store.read { tx in
      _ = try Catalogue.provider(name, tx)
      return try tx.providerHistory(name)
    }
  }

  /// Sets keys of a provider's mapping; a provider that does not exist yet is made.
  package func setProvider(
    _ name: String, _ settings: [(key: String, value: String)], message: String
  ) throws -> ProviderChange {
    guard !settings.isEmpty else { throw CatalogueError.nothingToSet }
    try refuseSecrets(in: settings, of: name)
    let problems = settings.compactMap { setting in
      ProviderMapping.problem(key: setting.key, value: setting.value).map { Problem(subject: name, text: $0) }
    }
    guard problems.isEmpty else { throw CatalogueError.invalid(problems) }
    return try changeProvider(name, action: "provider.set", message: message) { old in
      (old?.title ?? name, (old?.mapping ?? ProviderMapping(provider: name, entries: [])).overriding(settings))
    }
  }

  /// Takes keys away from a mapping.
  package func unsetProvider(_ name: String, _ keys: [String], message: String) throws -> ProviderChange {
    guard !keys.isEmpty else { throw CatalogueError.nothingToSet }
    return try changeProvider(name, action: "provider.unset", message: message) { old in
      guard let old else { throw CatalogueError.unknownProvider(name, nearest: nil) }
      for key in keys where old.mapping[key] == nil {
        let nearest = Nearest.likely(key, among: old.mapping.entries.map(\.key))
        throw CatalogueError.missingKey(key, in: "the mapping of '\(name)'", nearest: nearest)
      }
      let rest = old.mapping.entries.filter { !keys.contains($0.key) }
      return (old.title, ProviderMapping(provider: name, entries: rest))
    }
  }

  /// Replaces a mapping by that of a file.
  package func importProvider(_ text: String, file: String, message: String) throws -> ProviderChange {
    let document = try ProviderMapping.parse(text, file: file)
    return try changeProvider(document.mapping.provider, action: "provider.import", message: message) { _ in
      (document.title, document.mapping)
    }
  }

  private func changeProvider(
    _ name: String, action: String, message: String,
    _ change: (ProviderRevision?) throws -> (title: String, mapping: ProviderMapping)
  ) throws -> ProviderChange {
    guard TemplateReference.isName(name) else {
      throw CatalogueError.invalid([
        Problem(subject: "provider", text: "\(quoted(name)) is no name: expected \(TemplateReference.nameRule)")
      ])
    }
    let stamp = stamp(action, name, message)
    return try store.write { tx in
      let old = try tx.provider(name)
      if old == nil, action == "provider.unset" { throw try Catalogue.unknownProvider(name, tx) }
      let new = try change(old)
      let changes = ProviderChange.changes(old?.mapping, new.mapping)
      guard old == nil || !changes.isEmpty || old?.title != new.title else {
        return ProviderChange(provider: name, revision: nil, changes: [], isNew: false)
      }
      let number = (old?.number ?? 0) + 1
      let digest = Seal.provider(name, number: number, title: new.title, mapping: new.mapping.canonical)
      let audit = try tx.appendAudit(stamp, content: Seal.content([digest]))
      let revision = try tx.addProviderRevision(
        new.mapping, number: number, title: new.title, digest: digest, audit: audit)
      return ProviderChange(provider: name, revision: revision, changes: changes, isNew: old == nil)
    }
  }

  static func provider(_ name: String, _ tx: any CatalogueReading) throws -> ProviderRevision {
    guard let provider = try tx.provider(name) else { throw try unknownProvider(name, tx) }
    return provider
  }

  private static func unknownProvider(_ name: String, _ tx: any CatalogueReading) throws -> CatalogueError {
    .unknownProvider(name, nearest: Nearest.likely(name, among: try tx.providers().map(\.mapping.provider)))
  }
}

extension Catalogue.ProviderChange {
  package static func changes(_ old: ProviderMapping?, _ new: ProviderMapping) -> [KeyChange] {
    Set((old?.entries ?? []).map(\.key) + new.entries.map(\.key)).sorted().compactMap { key in
      let (before, after) = (old?[key], new[key])
      return before == after ? nil : KeyChange(key: key, old: before, new: after)
    }
  }
}
