import Manifests
import Strategy

extension Catalogue {
  /// The fleet at a glance.
  package struct FleetStatus: Sendable {
    /// Where a strategy stands.
    package enum State: String, Sendable, CaseIterable {
      case current
      /// What it is made from moved, and something that it looked at did.
      case stale
      /// It has no version.
      case new
      /// A rollback holds it.
      case held
      /// It cannot be generated.
      case failing
    }

    package struct Standing: Sendable {
      package let scope: Scope
      package let state: State
      /// Of one that is stale.
      package let moved: [Moved]
      /// Of one that is failing.
      package let problems: [Problem]
    }

    package struct Findings: Sendable {
      package let errors: Int
      package let warnings: Int
      package let waived: Int
      /// Versions that were not verified yet for the Kubernetes of their clusters.
      package let unverified: Int
    }

    /// In the order of the scopes.
    package let standings: [Standing]
    package let clusters: [FleetCluster]
    package let findings: Findings
    /// Nil in a catalogue that was never written.
    package let lastChange: AuditEntry?

    package func count(_ state: State) -> Int { standings.count { $0.state == state } }
    package var behind: [FleetCluster] { clusters.filter { ($0.behind ?? 0) > 0 } }
    package var pinned: [FleetCluster] { clusters.filter { $0.reason == .pinned } }
  }

  /// Where all strategies and clusters stand, told without rendering anything.
  package func status() throws -> FleetStatus {
    let today = now().day
    return try store.read { tx in
      let clusters = try Fleet(tx).clusters
      let hasStrategies = try tx.scopes().contains { !$0.isRetired && $0.scope.isStrategy }
      guard hasStrategies else {
        return FleetStatus(
          standings: [], clusters: clusters, findings: .init(errors: 0, warnings: 0, waived: 0, unverified: 0),
          lastChange: try tx.auditHead())
      }
      let selection = try StrategySelection([.root], tx)
      let resolver = try Resolver(tx, layers: selection.layers, clusters: selection.clusters)
      let survey = try Survey(selection, resolver, releases: false, tx)
      return FleetStatus(
        standings: survey.items.map(\.fleetStanding), clusters: clusters,
        findings: try Catalogue.knownFindings(survey, on: today, tx), lastChange: try tx.auditHead())
    }
  }

  /// What verification found before; nothing is verified.
  private static func knownFindings(
    _ survey: Survey, on day: Day, _ tx: any CatalogueReading
  ) throws -> FleetStatus.Findings {
    guard survey.items.contains(where: { $0.head != nil }) else {
      return .init(errors: 0, warnings: 0, waived: 0, unverified: 0)
    }
    let verification = try Verification(VerifyRequest(subjects: [.scope(.root)]), tx)
    let unverified = try verification.recall(tx)
    let counts = try verification.counts(WaiverSet(tx.waivers()), on: day)
    return .init(
      errors: counts.errors, warnings: counts.warnings, waived: counts.waived, unverified: unverified)
  }
}

extension Survey.Item {
  fileprivate var fleetStanding: Catalogue.FleetStatus.Standing {
    let moved = key.flatMap { key in head.map { $0.current.key.moved(to: key) } } ?? []
    func result(_ state: Catalogue.FleetStatus.State, _ problems: [Problem] = []) -> Catalogue.FleetStatus.Standing {
      .init(scope: record.scope, state: state, moved: state == .stale ? moved : [], problems: problems)
    }
    switch standing {
    case .current, .untouched: return result(.current)
    case .held: return result(.held)
    case .due: return result(head == nil ? .new : .stale)
    case .failing(let problems): return result(.failing, problems)
    }
  }
}
