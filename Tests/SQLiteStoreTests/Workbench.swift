import Catalogue
import Strategy

/// Writes small records into a store as the use cases do: each operation in one transaction under an audit entry
/// that covers it.
struct Workbench {
  let store: any CatalogueStore

  static func stamp(_ action: String, _ subject: String = "subject", _ message: String = "") -> AuditStamp {
    AuditStamp(
      time: Timestamp(milliseconds: 1_700_000_000_000), author: "ada", action: action, subject: subject,
      message: message)
  }

  @discardableResult
  func template(_ name: String = "orchestration", _ version: String = "1.0.0", content: String? = nil) throws
    -> TemplateRevision
  {
    let whole = "---\nname: \(name)\nversion: \(version)\ntitle: The plan\n---\n# Plan\n"
    let bytes = Array((content ?? whole).utf8)
    return try store.write { tx in
      let audit = try tx.appendAudit(
        Workbench.stamp("template.import", "\(name)@\(version)"), content: Seal.content([Digest(of: bytes)]))
      return try tx.addTemplateRevision(
        TemplateReference(name: name, version: version), title: "The plan", content: bytes,
        digest: Digest(of: bytes), audit: audit)
    }
  }

  @discardableResult
  func provider(_ name: String = "aws", number: Int = 1, _ entries: [String: String] = ["instance.worker": "m6i"])
    throws -> ProviderRevision
  {
    let mapping = ProviderMapping(provider: name, entries: entries.map { .init(key: $0.key, value: $0.value) })
    let digest = Seal.provider(name, number: number, title: "Title", mapping: mapping.canonical)
    return try store.write { tx in
      let audit = try tx.appendAudit(Workbench.stamp("provider.set", name), content: Seal.content([digest]))
      return try tx.addProviderRevision(mapping, number: number, title: "Title", digest: digest, audit: audit)
    }
  }

  @discardableResult
  func scope(_ text: String) throws -> ScopeRecord {
    let scope = try Scope(parsing: text)
    return try store.write { tx in
      let audit = try tx.appendAudit(Workbench.stamp("scope.add", text), content: Seal.content([Seal.scope(scope)]))
      return try tx.addScope(scope, audit: audit)
    }
  }

  @discardableResult
  func profile(_ scope: ScopeRecord, number: Int = 1, _ entries: [String: ParameterValue?]) throws -> ProfileRevision {
    let parameters = LayerParameters(entries.map { .init(key: $0.key, value: $0.value) })
    let digest = Seal.profile(scope: scope.id, number: number, parameters: parameters.canonical)
    return try store.write { tx in
      let audit = try tx.appendAudit(
        Workbench.stamp("profile.set", scope.scope.description), content: Seal.content([digest]))
      return try tx.addProfileRevision(scope, number: number, parameters: parameters, digest: digest, audit: audit)
    }
  }

  /// A version whose output is the blocks, one after the other.
  @discardableResult
  func version(
    _ scope: ScopeRecord, _ number: Int = 1, inputs: Inputs, blocks: [BlockDraft] = Workbench.blocks,
    source: Version? = nil, message: String = ""
  ) throws -> VersionDraft {
    let stamp = Workbench.stamp("generate", scope.scope.description, message)
    return try store.write { tx in
      let parent = try tx.version(scope.id, number: number - 1)?.digest
      let draft = Workbench.draft(
        scope, number, inputs: inputs, output: Workbench.output(blocks), source: source, stamp: stamp, parent: parent)
      let audit = try tx.appendAudit(stamp, content: Seal.content([draft.digest]))
      try tx.add([draft], [], audit: audit)
      return draft
    }
  }

  func confirm(_ version: Version, inputs: Inputs) throws {
    let digest = Seal.confirmation(version: version.digest, inputs: inputs)
    try store.write { tx in
      let audit = try tx.appendAudit(Workbench.stamp("generate"), content: Seal.content([digest]))
      try tx.add([], [ConfirmationDraft(version: version.id, inputs: inputs, digest: digest)], audit: audit)
    }
  }

  func label(_ label: String, _ scope: ScopeRecord, _ version: Version?) throws {
    let digest = Seal.label(scope: scope.id, label: label, version: version?.number)
    try store.write { tx in
      let audit = try tx.appendAudit(Workbench.stamp("label.set", label), content: Seal.content([digest]))
      try tx.addLabelMove(scope, label: label, version: version?.id, digest: digest, audit: audit)
    }
  }

  func cluster(_ cluster: ScopeRecord, number: Int = 1, _ attributes: ClusterAttributes) throws {
    let digest = Seal.cluster(scope: cluster.id, number: number, attributes: attributes)
    try store.write { tx in
      let audit = try tx.appendAudit(Workbench.stamp("cluster.set"), content: Seal.content([digest]))
      try tx.addClusterRevision(cluster, number: number, attributes: attributes, digest: digest, audit: audit)
    }
  }

  func pin(_ cluster: ScopeRecord, _ version: Version?) throws {
    let key = version.map { VersionKey(id: $0.id, scope: $0.scope.id, number: $0.number) }
    let digest = Seal.pin(cluster: cluster.id, version: key)
    try store.write { tx in
      let audit = try tx.appendAudit(Workbench.stamp("cluster.pin"), content: Seal.content([digest]))
      try tx.addPinMove(cluster.id, version: key, digest: digest, audit: audit)
    }
  }

  static let day = Day("2027-01-31")

  /// With no day and no reason, the finding is waived no longer.
  func waive(_ finding: String, _ scope: ScopeRecord, until: Day? = nil, reason: String = "") throws {
    let digest = Seal.waiver(scope: scope.id, finding: finding, until: until, reason: reason)
    try store.write { tx in
      let audit = try tx.appendAudit(Workbench.stamp("waiver.add"), content: Seal.content([digest]))
      try tx.addWaiver(scope, finding: finding, until: until, reason: reason, digest: digest, audit: audit)
    }
  }

  /// Renames a scope, retires it, or takes it up again.
  @discardableResult
  func change(_ scope: ScopeRecord, to name: String, isRetired: Bool = false) throws -> ScopeRecord {
    let changed = ScopeRecord(id: scope.id, scope: try Scope(parsing: name), isRetired: isRetired)
    try store.write { tx in
      let number = try tx.changeCount(scope.id) + 1
      let digest = Seal.change(of: changed, number: number)
      let audit = try tx.appendAudit(Workbench.stamp("scope.change"), content: Seal.content([digest]))
      try tx.addScopeChange(changed, number: number, digest: digest, audit: audit)
    }
    return changed
  }

  func version(_ scope: ScopeRecord, number: Int) throws -> Version? {
    try store.read { try $0.version(scope.id, number: number) }
  }
}

// MARK: - Drafts

extension Workbench {
  static let prose = block("# Plan\n\nThree nodes.\n", nil)
  static let manifest = block("```yaml\nkind: Deployment\n```\n", "yaml")
  static let blocks = [prose, manifest]

  static func block(_ text: String, _ language: String?) -> BlockDraft {
    let bytes = Array(text.utf8)
    return BlockDraft(StoredBlock(digest: Digest(of: bytes), language: language, content: bytes))
  }

  static func output(_ blocks: [BlockDraft]) -> OutputDraft {
    let bytes = blocks.flatMap(\.block.content)
    let isPartial = bytes.last.map { $0 != UInt8(ascii: "\n") } ?? false
    let lines = bytes.count { $0 == UInt8(ascii: "\n") } + (isPartial ? 1 : 0)
    return OutputDraft(
      summary: OutputSummary(digest: Digest(of: bytes), byteCount: bytes.count, lineCount: lines), blocks: blocks)
  }

  /// Inputs of an environment whose own layer is `layer`.
  static func inputs(
    _ template: TemplateRevision, provider: ProviderRevision? = nil, layer: ProfileRevision? = nil,
    parameters: [String: ParameterValue] = ["replicas": .text("3")], reads: Set<String> = ["replicas", "@team"]
  ) -> Inputs {
    let variables = ScopeVariables(
      team: "payments", environment: "production", cluster: "eu-1", region: "eu-west-1", kubernetes: "1.31")
    return Inputs(
      key: InputKey(
        template: template.id, provider: provider?.id, layers: [nil, nil, nil, layer?.id, nil], variables: variables),
      template: template.reference, templateDigest: template.digest, provider: provider?.mapping.provider,
      providerNumber: provider?.number, providerDigest: provider?.digest,
      layerDigests: [nil, nil, nil, layer?.digest, nil],
      parameters: ParameterSet(parameters.map { .init(key: $0.key, value: $0.value, layer: .environment) }),
      reads: ReadSet(reads))
  }

  static func draft(
    _ scope: ScopeRecord, _ number: Int, inputs: Inputs, output: OutputDraft, source: Version? = nil,
    stamp: AuditStamp, parent: Digest?
  ) -> VersionDraft {
    let digest = Seal.version(
      scope: scope.id, number: number, inputs: inputs, output: output.summary.digest, source: source?.number,
      stamp: stamp, parent: parent)
    return VersionDraft(
      scope: scope, number: number, inputs: inputs, output: output, source: source?.id, digest: digest)
  }
}

// MARK: - A whole catalogue

/// A catalogue with a record of every kind.
struct Sample {
  let bench: Workbench
  let template: TemplateRevision
  let provider: ProviderRevision
  let root: ScopeRecord
  let production: ScopeRecord
  let profile: ProfileRevision

  let cluster: ScopeRecord

  /// Audit entries: 1 template, 2 provider, 3 and 4 scopes, 5 profile, 6 and 7 versions, 8 confirmation, 9 label,
  /// 10 the cluster's scope, 11 its revision, 12 its pin, 13 its name,
  /// 14 a waiver.
  init(_ store: any CatalogueStore) throws {
    bench = Workbench(store: store)
    template = try bench.template()
    provider = try bench.provider()
    root = try bench.scope("/")
    production = try bench.scope("payments/production")
    profile = try bench.profile(production, ["replicas": .text("3")])
    let inputs = Workbench.inputs(template, provider: provider, layer: profile)
    try bench.version(production, 1, inputs: inputs)
    try bench.version(production, 2, inputs: inputs, blocks: [Workbench.prose], message: "fewer blocks")
    let newest = try bench.version(production, number: 2)
    guard let newest else { throw Missing() }
    try bench.confirm(newest, inputs: Workbench.inputs(template, parameters: ["replicas": .text("4")]))
    try bench.label("stable", production, newest)
    let registered = try bench.scope("payments/production/eu-1")
    try bench.cluster(registered, ClusterAttributes(kubernetes: "1.31", region: "eu-west-1", selectors: []))
    try bench.pin(registered, newest)
    cluster = try bench.change(registered, to: "payments/production/eu-2")
    try bench.waive("removed-api", production, until: Workbench.day, reason: "until the upgrade")
  }

  struct Missing: Error {}
}
