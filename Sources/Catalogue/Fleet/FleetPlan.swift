import Strategy

/// What applying a fleet file comes to: the records to write, and the rows that tell of them.
///
/// Everything stored is read at once and looked up by key, so the cost of a scope does not grow with the fleet.
struct FleetPlan {
  private(set) var batch: RecordBatch
  private(set) var rows: [FleetChange.Row] = []
  private(set) var slips: [(new: Scope, known: Scope)] = []
  private(set) var issues: FleetFile.Issues

  private let file: FleetFile
  private let tx: any CatalogueReading
  private let known: [ScopeRecord]
  private var registration: Registration
  private let layers: [Scope: ProfileRevision]
  private let clusters: [ID<Scope>: ClusterRecord]
  private let providers: [String: ProviderRevision]
  /// Scopes that cannot be registered, so that nothing beneath them is reported too.
  private var refused: Set<Scope> = []

  /// - Throws: ``CatalogueError/invalid(_:)`` with everything that is wrong with the file.
  static func make(_ file: FleetFile, prunes: Bool, _ tx: any CatalogueReading) throws -> FleetPlan {
    var plan = try FleetPlan(file, tx)
    try plan.addMembers()
    if prunes { try plan.retireOthers() }
    guard plan.issues.isEmpty else { throw plan.issues.refusal(of: file.name) }
    plan.findSlips()
    return plan
  }

  private init(_ file: FleetFile, _ tx: any CatalogueReading) throws {
    self.file = file
    self.tx = tx
    issues = file.issues
    known = try tx.scopes()
    batch = RecordBatch(after: known)
    registration = Registration(known, looksForSlips: false)
    layers = Dictionary(try tx.profiles(nil).map { ($0.scope.scope, $0) }, uniquingKeysWith: { $1 })
    let hasAttributes = file.members.contains { $0.attributes != nil }
    clusters = Dictionary(
      hasAttributes ? try tx.clusters(nil).map { ($0.scope.id, $0) } : [], uniquingKeysWith: { $1 })
    providers = Dictionary(try tx.providers().map { ($0.mapping.provider, $0) }, uniquingKeysWith: { $1 })
  }

  func change(audit: AuditEntry?) -> FleetChange { FleetChange(rows: rows, slips: slips, audit: audit) }

  // MARK: Scopes and layers

  private mutating func addMembers() throws {
    let drafts = self.drafts()
    let resolver = try Resolver(tx, layers: Array(layers.values))
    for (scope, draft) in drafts { resolver.replace(scope, with: draft) }
    // Another template may refuse what stays as it is.
    let movesTemplate = drafts.contains { scope, draft in
      draft.entry(LayerParameters.templateKey) != stored(scope).entry(LayerParameters.templateKey)
    }
    let check = LayerCheck(resolver)
    func add(_ members: [FleetFile.Member], to plan: inout FleetPlan) throws {
      for member in members {
        var new = plan.stored(member.scope)
        if let layer = member.layer, movesTemplate || drafts[member.scope] != nil {
          new = check.parameters(member, layer, &plan.issues).changing(plan.kept(member.scope, layer))
        }
        try plan.add(member, new)
      }
    }
    try add(file.members.filter { $0.scope.team == nil }, to: &self)
    addProviders()
    try add(file.members.filter { $0.scope.team != nil }, to: &self)
  }

  private func stored(_ scope: Scope) -> LayerParameters { layers[scope]?.parameters ?? .empty }

  /// What stays in a layer though the file leaves it out: the template of everyone, without which there is nothing to
  /// render.
  private func kept(_ scope: Scope, _ layer: FleetFile.Layer) -> [LayerParameters.Entry] {
    guard scope == .root, !layer.entries.contains(where: { $0.key == LayerParameters.templateKey }),
      let template = stored(scope).entry(LayerParameters.templateKey)
    else { return [] }
    return [template]
  }

  /// The layers that the file writes otherwise than they are stored.
  private func drafts() -> [Scope: LayerParameters] {
    var drafts: [Scope: LayerParameters] = [:]
    for member in file.members {
      guard let layer = member.layer else { continue }
      let draft = LayerParameters(
        layer.entries.map { .init(key: $0.key, value: $0.value) } + kept(member.scope, layer))
      if draft != stored(member.scope) { drafts[member.scope] = draft }
    }
    return drafts
  }

  private mutating func add(_ member: FleetFile.Member, _ parameters: LayerParameters) throws {
    let scope = member.scope
    let layer = FleetChange.KeyChange.between(stored(scope), parameters)
    let wasInUse = registration.record(scope) != nil
    guard let record = try use(member) else { return }
    if !layer.isEmpty { batch.add(parameters, number: (layers[scope]?.number ?? 0) + 1, of: record) }
    let attributes = addAttributes(member, record)
    if !wasInUse {
      let isReturning = registration.entries.last?.isReturning == true
      rows.append(
        .init(
          action: isReturning ? .returned : .registered, kind: .init(scope), name: scope.description,
          changes: attributes + layer))
      return
    }
    if !attributes.isEmpty {
      rows.append(.init(action: .changed, kind: .cluster, name: scope.description, changes: attributes))
    }
    if !layer.isEmpty {
      rows.append(.init(action: .changed, kind: .layer, name: scope.description, changes: layer))
    }
  }

  /// The record of a member, in use from now on; nil where its name is another's.
  private mutating func use(_ member: FleetFile.Member) throws -> ScopeRecord? {
    guard refused.isEmpty || !member.scope.owners.contains(where: refused.contains) else {
      refused.insert(member.scope)
      return nil
    }
    do {
      return try registration.use(member.scope, in: &batch, tx)
    } catch let error as CatalogueError {
      guard case .nameTaken = error else { throw error }
      refused.insert(member.scope)
      issues.add(error.message, at: member.place)
      return nil
    }
  }

  private mutating func addAttributes(_ member: FleetFile.Member, _ record: ScopeRecord) -> [FleetChange.KeyChange] {
    guard let said = member.attributes else { return [] }
    let (old, number) = clusters[record.id].map { ($0.attributes, $0.revision) } ?? (.none, 0)
    let new = ClusterAttributes(
      kubernetes: said.kubernetes ?? old.kubernetes, region: said.region ?? old.region,
      selectors: said.selectors ?? old.selectors)
    guard new != old else { return [] }
    batch.add(new, number: number + 1, of: record)
    return FleetChange.KeyChange.between(old, new)
  }

  // MARK: Providers

  private mutating func addProviders() {
    for provider in file.providers {
      let old = providers[provider.name]
      let title = provider.title ?? old?.title ?? provider.name
      let mapping = provider.mapping ?? old?.mapping ?? ProviderMapping(provider: provider.name, entries: [])
      let titles: [FleetChange.KeyChange] =
        old.map { $0.title == title } == true ? [] : [.init(key: "title", old: old?.title, new: title)]
      let keys = Catalogue.ProviderChange.changes(old?.mapping, mapping)
      guard !titles.isEmpty || !keys.isEmpty else { continue }
      batch.add(mapping, number: (old?.number ?? 0) + 1, title: title)
      rows.append(
        .init(
          action: old == nil ? .registered : .changed, kind: .provider, name: provider.name,
          changes: titles + keys.map { .init(key: $0.key, old: $0.old, new: $0.new) }))
    }
  }

  // MARK: What the file does not mention

  private mutating func retireOthers() throws {
    let mentioned = Set(file.members.map(\.scope))
    let others = known.filter { !$0.isRetired && $0.scope.team != nil && !mentioned.contains($0.scope) }
    for record in others.sorted(by: { $0.scope < $1.scope }) {
      let retired = ScopeRecord(id: record.id, scope: record.scope, isRetired: true)
      batch.add(change: retired, number: try tx.changeCount(record.id) + 1)
      rows.append(.init(action: .retired, kind: .init(record.scope), name: record.scope.description, changes: []))
    }
  }

  /// A new name near one that the file leaves out may be a slip. Of many new ones nobody would read it.
  private mutating func findSlips() {
    let new = registration.entries.filter { !$0.isReturning }.map(\.scope)
    guard !new.isEmpty, new.count * known.count <= FleetPlan.comparisons else { return }
    let mentioned = Set(file.members.map(\.scope))
    let others = known.filter { !$0.isRetired && !mentioned.contains($0.scope) }.map(\.scope)
    slips = new.compactMap { scope in
      Catalogue.nearest(to: scope, among: others).map { (new: scope, known: $0) }
    }
  }

  private static let comparisons = 100_000
}

extension FleetChange.Kind {
  fileprivate init(_ scope: Scope) {
    switch scope {
    case .root, .everyTeam: self = .layer
    case .team: self = .team
    case .environment: self = .environment
    case .cluster: self = .cluster
    }
  }
}
