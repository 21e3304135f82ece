import Manifests
import Strategy

/// What is known of the subjects of a query, read once for all of its searches.
final class QueryFacts {
  private(set) var parameters: [ID<ParameterSet>: ParameterSet] = [:]
  private(set) var blocks: [ID<OutputSummary>: [ID<StoredBlock>]] = [:]
  private(set) var clusters: [ID<Scope>: ClusterAttributes] = [:]
  /// Every revision that a version may have been made with.
  private(set) lazy var providers: [ID<ProviderRevision>: ProviderRevision] = Dictionary(
    revisions.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  private(set) var revisions: [ProviderRevision] = []
  /// Every template revision as it is named.
  private(set) var templates: [ID<TemplateRevision>: String] = [:]
  private let tx: any CatalogueReading
  private let moment: ID<AuditEntry>?

  init(_ tx: any CatalogueReading, asOf moment: ID<AuditEntry>?, readsProviders: Bool, readsTemplates: Bool) throws {
    self.tx = tx
    self.moment = moment
    if readsProviders { revisions = try tx.providerRevisions() }
    if readsTemplates {
      for revision in try tx.templateRevisions() { templates[revision.id] = revision.reference.description }
    }
  }

  /// Reads what some searches need to know of some subjects and is not known yet.
  func read(_ subjects: [QuerySubject], for searches: [SettingSearch]) throws {
    if searches.contains(where: \.needsParameters) {
      let missing = Set(subjects.map(\.parameters)).subtracting(parameters.keys)
      for (id, set) in try tx.parameterSets(withIDs: Array(missing)) { parameters[id] = set }
    }
    if searches.contains(where: \.needsBlocks) {
      let missing = Set(subjects.map(\.output)).subtracting(blocks.keys)
      for (output, found) in try tx.blocks(ofOutputs: Array(missing)) { blocks[output] = found }
    }
    if searches.contains(where: \.needsClusters) {
      let missing = Set(subjects.compactMap(\.cluster?.id)).subtracting(clusters.keys)
      for cluster in try tx.clusters(Array(missing), asOf: moment) { clusters[cluster.scope.id] = cluster.attributes }
    }
  }
}
