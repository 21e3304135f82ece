package import Strategy

extension Catalogue {
  /// A scope that an operation registered, or took up again.
  package struct Registered: Sendable {
    package let scope: Scope
    /// A scope in use that it may be a slip of.
    package let nearest: Scope?
    /// Whether it was retired, and goes on where it stopped.
    package let isReturning: Bool
  }

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
    /// Scopes that were registered on the way.
    package let created: [Registered]
    /// Whether a strategy lies beneath the scope, so that generating it can follow.
    package let hasStrategies: Bool
  }

  /// Sets keys of a layer, and registers its scope where it is new.
  /// - Parameter settings: keys and values as written: `a,b` for several values, `null` to unset what is inherited.
  package func setProfile(
    _ scope: Scope, _ settings: [(key: String, value: String)], message: String
  ) throws -> ProfileChange {
    guard !settings.isEmpty else { throw CatalogueError.nothingToSet }
    try refuseSecrets(in: settings, of: scope.description)
    return try changeProfile(scope, registering: true, action: "profile.set", message: message) { old, resolver in
      let draft = settings.map { setting -> LayerParameters.Entry in
        let value: ParameterValue? = setting.value == "null" ? nil : .text(setting.value)
        return LayerParameters.Entry(key: setting.key, value: value)
      }
      let resolver = try resolver(old.changing(draft.filter { $0.key == LayerParameters.templateKey }))
      let revision = try resolver.revision(at: scope)
      let template = try resolver.templates.template(revision)
      var problems: [Problem] = []
      let entries = draft.compactMap { Catalogue.checked($0, template, scope, &problems) }
      let shapes = LayerShapes(resolver, isQuick: false)
      problems += entries.compactMap { shapes.misshape(of: $0, in: template, revision.id) }
        .map { Problem($0, at: scope.description) }
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

  /// - Parameter change: gets the layer as it is, and a way to resolve its scope with a layer as it would be.
  private func changeProfile(
    _ scope: Scope, registering: Bool, action: String, message: String,
    _ change: (LayerParameters, (LayerParameters) throws -> Resolver) throws -> LayerParameters
  ) throws -> ProfileChange {
    let stamp = stamp(action, scope.description, message)
    return try store.write { tx in
      let known = try tx.scopes(scope.layers)
      let layers = try tx.profiles(known.map(\.id))
      let record = known.first { $0.scope == scope }
      if !registering {
        guard let record else { throw try Catalogue.unknown(scope, tx) }
        guard !record.isRetired else { throw CatalogueError.retiredScope(scope) }
      }
      let current = layers.first { $0.scope.scope == scope }
      let old = current?.parameters ?? .empty
      let new = try change(old) { try Resolver(tx, layers: layers, replacing: scope, with: $0) }
      let scopes = try tx.scopes()
      var (batch, registration) = (RecordBatch(after: scopes), Registration(scopes))
      let owner = try registering ? registration.use(scope, in: &batch, tx) : record
      let changes = ProfileChange.changes(old, new)
      if let owner, !changes.isEmpty || !batch.isEmpty {
        batch.add(new, number: (current?.number ?? 0) + 1, of: owner)
        _ = try batch.write(stamp, tx)
      }
      let revision = batch.isEmpty ? nil : try owner.flatMap { try tx.profiles([$0.id]).first }
      let hasStrategies = (scopes + batch.scopes).contains { $0.scope.isStrategy && scope.contains($0.scope) }
      return ProfileChange(
        scope: scope, revision: revision, changes: changes, created: registration.entries.map(\.registered),
        hasStrategies: hasStrategies)
    }
  }

  /// A registered scope of the same kind, likely the one that was meant.
  static func nearest(to scope: Scope, among all: [Scope]) -> Scope? {
    let candidates = all.filter { $0.layer == scope.layer && $0 != scope }
    return Nearest.likely(scope.description, among: candidates.map(\.description)).flatMap { try? Scope(parsing: $0) }
  }

  static func unknown(_ scope: Scope, _ tx: any CatalogueReading) throws -> CatalogueError {
    if let renamed = try tx.scope(formerly: scope) { return .renamedScope(scope, now: renamed.scope) }
    if try tx.scopes([scope]).first?.isRetired == true { return .retiredScope(scope) }
    let inUse = try tx.scopes().filter { !$0.isRetired }.map(\.scope)
    return .unknownScope(scope, nearest: nearest(to: scope, among: inUse)?.description)
  }

  /// A scope in use; nil where it is that without being registered: everyone always is, and `*/environment` as soon as a
  /// team has the environment.
  static func scopeInUse(_ scope: Scope, _ tx: any CatalogueReading) throws -> ScopeRecord? {
    if let record = try tx.scopes([scope]).first {
      guard !record.isRetired else { throw CatalogueError.retiredScope(scope) }
      return record
    }
    let isInUse =
      switch scope.layer {
      case .root: true
      case .everyTeam: try tx.scopes().contains { !$0.isRetired && $0.scope.isStrategy && scope.contains($0.scope) }
      default: false
      }
    guard isInUse else { throw try unknown(scope, tx) }
    return nil
  }

  /// The record of a registered scope, retired or not.
  static func record(_ scope: Scope, _ tx: any CatalogueReading) throws -> ScopeRecord {
    guard let record = try tx.scopes([scope]).first else { throw try unknown(scope, tx) }
    return record
  }
}

extension Registration.Entry {
  var registered: Catalogue.Registered {
    Catalogue.Registered(scope: scope, nearest: nearest, isReturning: isReturning)
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
