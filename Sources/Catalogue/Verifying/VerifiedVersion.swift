import Manifests
import Strategy

/// A version to be verified, and what for.
struct VerifiedVersion {
  let strategy: ScopeRecord
  let number: Int
  let output: Digest
  /// Those of the clusters that run it, in ascending order; the newest known where none says.
  let kubernetes: [KubernetesVersion]

  var address: VersionAddress { VersionAddress(scope: strategy.scope, selector: .number(number)) }
}

/// Which releases of Kubernetes the clusters of a fleet have, by what they run.
struct FleetReleases {
  private var byVersion: [VersionKey: Set<KubernetesVersion>] = [:]
  /// Of the clusters that follow a strategy, by its scope.
  private var byStrategy: [Scope: Set<KubernetesVersion>] = [:]
  /// Versions that clusters are held at though there are newer ones.
  private(set) var pinned: [VersionKey: Scope] = [:]

  /// - Parameter clusters: those to look at; nil for all.
  init(_ tx: any CatalogueReading, of clusters: [ID<Scope>]? = nil) throws {
    guard try tx.hasClusters() else { return }
    for cluster in try Fleet(tx, of: clusters).clusters {
      let release = KubernetesVersion(cluster.attributes.kubernetes)
      if let running = cluster.running, let strategy = cluster.strategy {
        if let release { byVersion[running, default: []].insert(release) }
        if running != cluster.latest { pinned[running] = strategy }
      }
      guard let release else { continue }
      byStrategy[cluster.scope, default: []].insert(release)
      if cluster.reason != .pinned, let environment = cluster.scope.owners.last, cluster.latestStrategy != cluster.scope
      {
        byStrategy[environment, default: []].insert(release)
      }
    }
  }

  /// Of the clusters that run a version.
  func releases(running version: VersionKey) -> [KubernetesVersion] { FleetReleases.list(byVersion[version]) }

  /// Of the clusters that would run the next version of a strategy.
  func releases(following strategy: Scope) -> [KubernetesVersion] { FleetReleases.list(byStrategy[strategy]) }

  private static func list(_ set: Set<KubernetesVersion>?) -> [KubernetesVersion] { set?.sorted() ?? [.newest] }
}
