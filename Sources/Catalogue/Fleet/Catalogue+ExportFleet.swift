import Strategy

/// The fleet in use as a fleet file describes it: scopes by name, each with its layer and what is known of it.
package struct FleetOutline: Sendable {
  package struct Team: Sendable {
    package let name: String
    /// Nil where nothing was ever set.
    package let layer: LayerParameters?
    package fileprivate(set) var environments: [Environment] = []
  }

  package struct Environment: Sendable {
    package let name: String
    package let layer: LayerParameters?
    package fileprivate(set) var clusters: [Cluster] = []
  }

  package struct Cluster: Sendable {
    package let name: String
    package let attributes: ClusterAttributes
    package let layer: LayerParameters?
  }

  package fileprivate(set) var everyone: LayerParameters?
  /// The layers of every team's environments.
  package fileprivate(set) var environments: [(name: String, layer: LayerParameters)] = []
  package let providers: [ProviderRevision]
  package fileprivate(set) var teams: [Team] = []
}

extension Catalogue {
  /// The fleet as it is. Applying it to this catalogue changes nothing; pins and history are not part of it.
  package func fleetOutline() throws -> FleetOutline {
    try store.read { tx in
      let layers = Dictionary(try tx.profiles(nil).map { ($0.scope.id, $0.parameters) }, uniquingKeysWith: { $1 })
      let attributes = Dictionary(
        try tx.clusters(nil).map { ($0.scope.id, $0.attributes) }, uniquingKeysWith: { $1 })
      var outline = FleetOutline(providers: try tx.providers())
      // A scope comes after the one above it, so each belongs to the last of its kind.
      for record in try tx.scopes().filter({ !$0.isRetired }).sorted(by: { $0.scope < $1.scope }) {
        outline.add(record.scope, layers[record.id], attributes[record.id] ?? .none)
      }
      return outline
    }
  }
}

extension FleetOutline {
  fileprivate mutating func add(_ scope: Scope, _ layer: LayerParameters?, _ attributes: ClusterAttributes) {
    switch scope {
    case .root: everyone = layer
    case .everyTeam(let environment):
      if let layer { environments.append((environment, layer)) }
    case .team(let name): teams.append(Team(name: name, layer: layer))
    case .environment(let team, let name):
      guard let last = teams.indices.last, teams[last].name == team else { return }
      teams[last].environments.append(Environment(name: name, layer: layer))
    case .cluster(let team, let environment, let name):
      guard let last = teams.indices.last, teams[last].name == team,
        let owner = teams[last].environments.indices.last, teams[last].environments[owner].name == environment
      else { return }
      teams[last].environments[owner].clusters.append(Cluster(name: name, attributes: attributes, layer: layer))
    }
  }
}
