package import Strategy
import Synchronization

/// Where a catalogue is kept. The use cases know it through these protocols only; a store may be a file or a server.
///
/// Every use of a store is one transaction: what `read` gives is one state of the catalogue, and what `write` did
/// is there as a whole, durably, once it returns, or not at all when it throws. Stores throw ``CatalogueError``.
package protocol CatalogueStore: Sendable {
  func read<Result>(_ body: (any CatalogueReading) throws -> Result) throws -> Result

  /// Writers exclude each other from the start of `body` on, so nothing that it reads changes before it is done.
  func write<Result>(_ body: (any CatalogueWriting) throws -> Result) throws -> Result

  /// Keeps what was found out while the catalogue was only read, unless that would have to wait for anybody, or the
  /// store may not be written to: it can be found out again. Not to be called within a transaction of this store.
  ///
  /// - Returns: whether it was kept.
  @discardableResult
  func writeIfPossible(_ body: (any FindingWriting) throws -> Void) -> Bool

  /// What is wrong with the store itself, below the level of records.
  func integrityProblems() throws -> [StoreProblem]

  /// How the store is called in messages.
  var location: String { get }

  /// What opening it did; nil where it was up to date.
  var upgrade: StoreUpgrade? { get }
}

package protocol CatalogueReading: AuditReading, TemplateReading, ProviderReading, ProfileReading, ClusterReading,
  VersionReading, OutputReading, InputsReading, SettingReading, WaiverReading, FindingReading
{}

package protocol CatalogueWriting: CatalogueReading, AuditWriting, TemplateWriting, ProviderWriting, ProfileWriting,
  ClusterWriting, VersionWriting, WaiverWriting, FindingWriting
{}

// MARK: - Audit

package protocol AuditReading {
  /// The newest entry; nil in a catalogue that was never written.
  func auditHead() throws -> AuditEntry?
  /// The last entry, in the order of recording, whose time is not after a moment; nil where all are later.
  func lastAuditEntry(until time: Timestamp) throws -> ID<AuditEntry>?
  /// All entries, oldest first.
  func auditEntries() throws -> [AuditEntry]
}

package protocol AuditWriting {
  /// Appends an entry to the chain: numbers it and seals it over the entry before.
  func appendAudit(_ stamp: AuditStamp, content: Digest) throws -> AuditEntry
}

// MARK: - Templates

package protocol TemplateReading {
  /// All revisions, in the order of their import.
  func templateRevisions() throws -> [TemplateRevision]
  /// The revision of exactly that name and version; nil where there is none.
  func templateRevision(name: String, version: String) throws -> TemplateRevision?
  /// The whole file of a revision. Throws when its digest does not match.
  func templateContent(_ id: ID<TemplateRevision>) throws -> [UInt8]
}

package protocol TemplateWriting {
  func addTemplateRevision(
    _ reference: TemplateReference, title: String, content: [UInt8], digest: Digest, audit: AuditEntry
  ) throws -> TemplateRevision
}

// MARK: - Providers

package protocol ProviderReading {
  /// The newest revision of every provider, by name.
  func providers() throws -> [ProviderRevision]
  /// The newest revision of one provider.
  func provider(_ name: String) throws -> ProviderRevision?
  func provider(_ id: ID<ProviderRevision>) throws -> ProviderRevision?
  /// All revisions of all providers, oldest first.
  func providerRevisions() throws -> [ProviderRevision]
  /// All revisions of one provider, oldest first.
  func providerHistory(_ name: String) throws -> [ProviderRevision]
}

package protocol ProviderWriting {
  func addProviderRevision(
    _ mapping: ProviderMapping, number: Int, title: String, digest: Digest, audit: AuditEntry
  ) throws -> ProviderRevision
}

// MARK: - Scopes and profiles

package protocol ProfileReading {
  /// All registered scopes, those that are retired among them, in the order of their registration.
  func scopes() throws -> [ScopeRecord]
  /// The registered scopes among some, retired or not; those that are not registered are left out.
  func scopes(_ scopes: [Scope]) throws -> [ScopeRecord]
  /// The scopes with these identifiers; those that do not exist are left out.
  func scopes(withIDs ids: [ID<Scope>]) throws -> [ScopeRecord]
  /// The scope that was called so once and is called otherwise now.
  func scope(formerly scope: Scope) throws -> ScopeRecord?
  /// How often a scope was renamed, retired or taken up again.
  func changeCount(_ scope: ID<Scope>) throws -> Int
  /// The newest profile revision of each of some registered scopes; scopes without one are left out.
  /// With nil, of all scopes.
  func profiles(_ scopes: [ID<Scope>]?) throws -> [ProfileRevision]
  /// All profile revisions of a scope, oldest first.
  func profileHistory(_ scope: ID<Scope>) throws -> [ProfileRevision]
}

package protocol ProfileWriting {
  /// Registers a scope; the environment of a cluster must be registered before it.
  func addScope(_ scope: Scope, audit: AuditEntry) throws -> ScopeRecord
  func addProfileRevision(
    _ scope: ScopeRecord, number: Int, parameters: LayerParameters, digest: Digest, audit: AuditEntry
  ) throws -> ProfileRevision
  /// Records what a scope is called from now on, and whether it is retired.
  func addScopeChange(_ scope: ScopeRecord, number: Int, digest: Digest, audit: AuditEntry) throws
}

// MARK: - Clusters

package protocol ClusterReading {
  /// The clusters with these scopes, or all with nil, retired ones among them, in the order of their registration.
  /// - Parameter moment: the last audit entry to take into account.
  func clusters(_ scopes: [ID<Scope>]?, asOf moment: ID<AuditEntry>?) throws -> [ClusterRecord]
  /// Whether any cluster is in use.
  func hasClusters() throws -> Bool
  /// All revisions of a cluster, oldest first.
  func clusterHistory(_ cluster: ID<Scope>) throws -> [ClusterRevision]
  /// The pins that hold now, of these clusters or of all with nil. Clusters that follow are left out.
  func pins(_ clusters: [ID<Scope>]?) throws -> [PinMove]
  /// The moves of a cluster's pin, oldest first.
  func pinHistory(_ cluster: ID<Scope>) throws -> [PinMove]
  /// The newest version of each of these strategies, or of all with nil; strategies without one are left out.
  func latestVersions(_ scopes: [ID<Scope>]?) throws -> [VersionKey]
}

extension ClusterReading {
  /// As things are now.
  package func clusters(_ scopes: [ID<Scope>]?) throws -> [ClusterRecord] { try clusters(scopes, asOf: nil) }
}

package protocol ClusterWriting {
  func addClusterRevision(
    _ cluster: ScopeRecord, number: Int, attributes: ClusterAttributes, digest: Digest, audit: AuditEntry) throws
  func addPinMove(_ cluster: ID<Scope>, version: VersionKey?, digest: Digest, audit: AuditEntry) throws
}

// MARK: - Versions

package protocol VersionReading {
  /// The newest version of each of some strategies, or of all with nil; strategies without one are left out.
  func strategyHeads(_ scopes: [ID<Scope>]?) throws -> [StrategyHead]
  /// One version; nil where the strategy has none of that number.
  func version(_ scope: ID<Scope>, number: Int) throws -> Version?
  /// The version that has a digest; nil where none has.
  func version(withDigest digest: Digest) throws -> Version?
  /// What was confirmed for a strategy's versions, oldest first.
  func confirmations(_ scope: ID<Scope>) throws -> [Confirmation]
  /// All versions of a strategy, oldest first.
  func versions(_ scope: ID<Scope>) throws -> [Version]
  /// The number of the newest version; nil where there is none.
  func latestNumber(_ scope: ID<Scope>) throws -> Int?
  /// The blocks of an output, in order. Throws when a block, or all of them together, do not match their digest.
  func blocks(ofOutput digest: Digest) throws -> [StoredBlock]
  /// The last move of each label that points somewhere now, of these strategies or of all with nil.
  func labels(_ scopes: [ID<Scope>]?) throws -> [LabelMove]
  /// The moves of a strategy's labels, oldest first.
  func labelMoves(_ scope: ID<Scope>) throws -> [LabelMove]
  /// Recomputes the digest of every record, and gives those that do not match.
  /// `progress` is told how many records are done.
  func sealProblems(progress: (Int) -> Void) throws -> [StoreProblem]
  /// How many records there are, by what they are called, in a fixed order.
  func counts() throws -> [(name: String, count: Int)]
}

/// A version to be stored. The store finds or adds the parts that versions share.
package struct VersionDraft: Sendable {
  package enum Output: Sendable {
    /// Any: the store finds out whether it has it.
    case made(OutputDraft)
    /// One that the store has, by its digest.
    case stored(Digest)
  }

  package let scope: ScopeRecord
  package let number: Int
  package let inputs: Inputs
  package let output: Output
  /// The version of the same strategy that it repeats.
  package let source: ID<Version>?
  package let digest: Digest

  package init(
    scope: ScopeRecord, number: Int, inputs: Inputs, output: OutputDraft, source: ID<Version>?, digest: Digest
  ) {
    self.init(scope: scope, number: number, inputs: inputs, output: .made(output), source: source, digest: digest)
  }

  package init(
    scope: ScopeRecord, number: Int, inputs: Inputs, output: Output, source: ID<Version>?, digest: Digest
  ) {
    self.scope = scope
    self.number = number
    self.inputs = inputs
    self.output = output
    self.source = source
    self.digest = digest
  }
}

/// An output to be stored, as its blocks. Many drafts may share one.
package final class OutputDraft: Sendable {
  package let summary: OutputSummary
  package let blocks: [BlockDraft]

  package init(summary: OutputSummary, blocks: [BlockDraft]) {
    self.summary = summary
    self.blocks = blocks
  }
}

/// A block to be stored. Outputs that have the same block share one draft.
package final class BlockDraft: Sendable {
  /// One of its YAML documents.
  package struct Part: Sendable {
    package let manifest: ManifestDraft
    /// Where it begins in the block, from 1.
    package let line: Int
  }

  package let block: StoredBlock
  /// How many line ends it has.
  let lineEndCount: Int
  private let pool: ManifestPool
  private let parts = Mutex<[Part]?>(nil)

  /// In their order; none for a block that is no YAML. Taken apart when somebody first asks: most blocks of most
  /// renderings are stored already.
  package var manifests: [Part] {
    parts.withLock { known in
      if let known { return known }
      let found = pool.manifests(of: block)
      known = found
      return found
    }
  }

  package init(_ block: StoredBlock, _ pool: ManifestPool = ManifestPool()) {
    self.block = block
    self.pool = pool
    lineEndCount = block.content.reduce(into: 0) { $0 += $1 == UInt8(ascii: "\n") ? 1 : 0 }
  }
}

/// A confirmation to be stored.
package struct ConfirmationDraft: Sendable {
  package let version: ID<Version>
  package let inputs: Inputs
  package let digest: Digest

  package init(version: ID<Version>, inputs: Inputs, digest: Digest) {
    self.version = version
    self.inputs = inputs
    self.digest = digest
  }
}

package protocol VersionWriting {
  /// Stores versions and, after them, confirmations, in the order given.
  func add(_ versions: [VersionDraft], _ confirmations: [ConfirmationDraft], audit: AuditEntry) throws
  func addLabelMove(
    _ scope: ScopeRecord, label: String, version: ID<Version>?, digest: Digest, audit: AuditEntry
  ) throws
}
