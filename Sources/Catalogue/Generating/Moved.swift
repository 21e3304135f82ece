import Strategy

/// What of a strategy's inputs is not what its newest version is current for.
package enum Moved: String, Sendable, CaseIterable {
  /// Another revision of a template.
  case template
  /// A layer.
  case profile
  /// A mapping.
  case provider
  /// What is known of the cluster.
  case cluster
  /// What the team, the environment or the cluster is called.
  case name
}

extension InputKey {
  func moved(to other: InputKey) -> [Moved] {
    Moved.allCases.filter { part in
      switch part {
      case .template: template != other.template
      case .profile: layers != other.layers
      case .provider: provider != other.provider
      case .cluster: variables.region != other.variables.region || variables.kubernetes != other.variables.kubernetes
      case .name: variables.names != other.variables.names
      }
    }
  }
}

extension ScopeVariables {
  fileprivate var names: [String] { [team, environment, cluster] }
}
