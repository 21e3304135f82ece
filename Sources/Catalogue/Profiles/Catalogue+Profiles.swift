package import Strategy

extension Catalogue {
  /// What a change of a layer did.
  package struct ProfileChange: Sendable {
    package struct KeyChange: Sendable {
      package let key: String
      package let old: LayerParameters.Entry?
      package let new: LayerParameters.Entry?
    }

    package let scope: Scope
    /// The new revision; nil where nothing was changed.
    package let revision: ProfileRevision?
    package let changes: [KeyChange]
    /// Scopes that were registered on the way, each with a registered one that it may be a slip of.
    package let created: [(scope: Scope, nearest: Scope?)]
    /// Whether a strategy lies beneath the scope, so that generating it can follow.
    package let hasStrategies: Bool
  }

  /// Sets keys of a layer, and registers its scope where it is new.
  /// - Parameter settings: keys and values as written: `a,b` for several values, `null` to unset what is inherited.
  package func setProfile(
    _ scope: Scope, _ settings: [(key: String, value: String)], message: String
  ) throws -> ProfileChange {
    guard !settings.isEmpty else { throw CatalogueError.nothingToSet }
    return try changeProfile(scope, registering: true, action: "profile.set", message: message) { old, resolver in
      let draft = settings.map { setting -> LayerParameters.Entry in
        let value: ParameterValue? = setting.value == "null" ? nil : .text(setting.value)
        return LayerParameters.Entry(key: setting.key, value: value)
      }
      let template = try resolver(old.changing(draft.filter { $0.key == LayerParameters.templateKey }))
      var problems: [Problem] = []
      let entries = draft.compactMap { Catalogue.checked($0, template, scope, &problems) }
      guard problems.isEmpty else { throw CatalogueError.invalid(problems) }
      return old.changing(entries)
    }
  }

  /// Takes keys away from a layer, so that what is inherited shows again.
  package func unsetProfile(_ scope: Scope, _ keys: [String], message: String) throws -> ProfileChange {
    guard !keys.isEmpty else { throw CatalogueError.nothingToSet }
    return try changeProfile(scope, registering: false, action: "profile.unset", message: message) { old, _ in
      for key in keys where old.entry(key) == nil {
        let nearest = Nearest.likely(key, among: old.entries.map(\.key))
        throw CatalogueError.missingKey(key, in: "the layer '\(scope)'", nearest: nearest)
      }
      return old.changing([], removing: Set(keys))
    }
  }

  /// One entry as it is to be stored; what is wrong with it goes to `problems`.
  static func checked(
    _ entry: LayerParameters.Entry, _ template: Template, _ scope: Scope, _ problems: inout [Problem]
  ) -> LayerParameters.Entry? {
    let text = entry.value?.written ?? ""
    if entry.key == LayerParameters.templateKey {
      // Resolving the template has checked it already.
      return entry
    }
    if entry.key.hasPrefix(LayerParameters.providerPrefix) {
      let key = String(entry.key.dropFirst(LayerParameters.providerPrefix.count))
      guard let problem = ProviderMapping.problem(key: key, value: entry.value == nil ? "null" : text) else {
        return entry
      }
      problems.append(Problem(subject: scope.description, text: problem))
      return nil
    }
    guard let argument = template.frontMatter.argument(entry.key) else {
      problems.append(Problem(unknownKey: entry.key, of: template, at: scope))
      return nil
    }
    guard let value = entry.value else { return entry }
    do {
      return LayerParameters.Entry(key: entry.key, value: try argument.check(argument.parse(value)))
    } catch {
      problems.append(Problem(valueProblem: error, of: entry.key, at: scope))
      return nil
    }
  }

  /// - Parameter change: gets the layer as it is, and a way to find the template for a layer as it would be.
  private func changeProfile(
    _ scope: Scope, registering: Bool, action: String, message: String,
    _ change: (LayerParameters, (LayerParameters) throws -> Template) throws -> LayerParameters
  ) throws -> ProfileChange {
    let stamp = stamp(action, scope.description, message)
    return try store.write { tx in
      let known = try tx.scopes(scope.layers)
      let layers = try tx.profiles(known.map(\.id))
      let record = known.first { $0.scope == scope }
      if record == nil, !registering { throw try Catalogue.unknown(scope, tx) }
      let current = layers.first { $0.scope.scope == scope }
      let old = current?.parameters ?? .empty
      let new = try change(old) { draft in
        let resolver = try Resolver(tx, layers: layers, replacing: scope, with: draft)
        return try resolver.templates.template(resolver.revision(at: scope))
      }
      let created = record == nil ? try Catalogue.unregistered(scope, tx) : []
      let changes = ProfileChange.changes(old, new)
      guard !changes.isEmpty || !created.isEmpty else {
        return ProfileChange(scope: scope, revision: nil, changes: [], created: [], hasStrategies: false)
      }
      let revision = try Catalogue.write(
        new, number: (current?.number ?? 0) + 1, of: scope, record, created: created.map(\.scope), stamp, tx)
      let hasStrategies = try tx.scopes().contains { $0.scope.isStrategy && scope.contains($0.scope) }
      return ProfileChange(
        scope: scope, revision: revision, changes: changes, created: created, hasStrategies: hasStrategies)
    }
  }

  private static func write(
    _ parameters: LayerParameters, number: Int, of scope: Scope, _ record: ScopeRecord?, created: [Scope],
    _ stamp: AuditStamp, _ tx: any CatalogueWriting
  ) throws -> ProfileRevision {
    // A scope's number is known before it is added: scopes are numbered without gaps.
    let next = Int64(try tx.scopes().map(\.id.rawValue).max() ?? 0) + Int64(created.count)
    let id = record?.id ?? ID<Scope>(next)
    let digest = Seal.profile(scope: id, number: number, parameters: parameters.canonical)
    let audit = try tx.appendAudit(stamp, content: Seal.content(created.map(Seal.scope) + [digest]))
    var owner = record
    for scope in created { owner = try tx.addScope(scope, audit: audit) }
    guard let owner, owner.scope == scope, owner.id == id else {
      throw CatalogueError.storage(.failed(path: "scope", detail: "'\(scope)' was numbered otherwise than expected"))
    }
    return try tx.addProfileRevision(owner, number: number, parameters: parameters, digest: digest, audit: audit)
  }

  /// The scope and those above it that are not registered yet, outermost first.
  private static func unregistered(
    _ scope: Scope, _ tx: any CatalogueReading
  ) throws -> [(scope: Scope, nearest: Scope?)] {
    let all = try tx.scopes().map(\.scope)
    let known = Set(all)
    var missing: [Scope] = []
    if let team = scope.team, !known.contains(.team(team)) { missing.append(.team(team)) }
    if case .cluster(let team, let environment, _) = scope {
      let parent = Scope.environment(team: team, environment: environment)
      if !known.contains(parent) { missing.append(parent) }
    }
    if !missing.contains(scope) { missing.append(scope) }
    return missing.map { ($0, Catalogue.nearest(to: $0, among: all)) }
  }

  /// A registered scope of the same kind, likely the one that was meant.
  static func nearest(to scope: Scope, among all: [Scope]) -> Scope? {
    let candidates = all.filter { $0.layer == scope.layer && $0 != scope }
    return Nearest.likely(scope.description, among: candidates.map(\.description)).flatMap { try? Scope(parsing: $0) }
  }

  static func unknown(_ scope: Scope, _ tx: any CatalogueReading) throws -> CatalogueError {
    .unknownScope(scope, nearest: nearest(to: scope, among: try tx.scopes().map(\.scope))?.description)
  }

  /// The record of a registered scope.
  static func record(_ scope: Scope, _ tx: any CatalogueReading) throws -> ScopeRecord {
    guard let record = try tx.scopes([scope]).first else { throw try unknown(scope, tx) }
    return record
  }
}

extension Catalogue.ProfileChange {
  package static func changes(_ old: LayerParameters, _ new: LayerParameters) -> [KeyChange] {
    Set(old.entries.map(\.key) + new.entries.map(\.key)).sorted().compactMap { key in
      let (before, after) = (old.entry(key), new.entry(key))
      return before == after ? nil : KeyChange(key: key, old: before, new: after)
    }
  }
}

extension TemplateArgument {
  /// A value as it was written: `a,b` is a list for an argument of several values.
  package func parse(_ value: ParameterValue) -> ParameterValue {
    guard case .text(let text) = value, isMultiple else { return value }
    return ParameterValue(text.split(separator: ",", omittingEmptySubsequences: false).map { String($0) })
  }
}

extension Resolver {
  /// The layers with one of them as it would be.
  convenience init(
    _ reader: any CatalogueReading, layers: [ProfileRevision], replacing scope: Scope, with draft: LayerParameters
  ) throws {
    try self.init(reader, layers: layers)
    replace(scope, with: draft)
  }
}
