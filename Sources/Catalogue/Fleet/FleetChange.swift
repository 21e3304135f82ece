import Strategy

/// What applying a fleet file did, or would do.
package struct FleetChange: Sendable {
  package enum Action: String, Sendable {
    case registered
    /// Was retired, and goes on where it stopped.
    case returned = "registered again"
    case changed
    case retired
  }

  package enum Kind: String, Sendable {
    case team, environment, cluster, layer, provider
  }

  package struct KeyChange: Sendable, Equatable {
    package let key: String
    /// Nil where the key was not set.
    package let old: String?
    /// Nil where it is not set any more.
    package let new: String?
  }

  /// One thing that changed. What is new is one row with all that is set of it.
  package struct Row: Sendable {
    package let action: Action
    package let kind: Kind
    /// A scope, or a provider.
    package let name: String
    package let changes: [KeyChange]
  }

  /// Layers that bear on many and providers first, then the teams in the order of the file, then what was retired.
  package let rows: [Row]
  /// New scopes that may be a slip of one that is not in the file.
  package let slips: [(new: Scope, known: Scope)]
  /// The entry that records the operation; nil where nothing was written.
  package let audit: AuditEntry?
}

extension FleetChange.KeyChange {
  static func between(_ old: LayerParameters, _ new: LayerParameters) -> [FleetChange.KeyChange] {
    guard !old.entries.isEmpty else {
      return new.entries.map { .init(key: $0.key, old: nil, new: text($0)) }
    }
    return Catalogue.ProfileChange.changes(old, new).map {
      .init(key: $0.key, old: $0.old.map(text), new: $0.new.map(text))
    }
  }

  private static func text(_ entry: LayerParameters.Entry) -> String { entry.value?.written ?? "null" }

  static func between(_ old: ClusterAttributes, _ new: ClusterAttributes) -> [FleetChange.KeyChange] {
    let pairs = [
      ("kubernetes", old.kubernetes, new.kubernetes), ("region", old.region, new.region),
      ("selectors", old.selectorText, new.selectorText),
    ]
    return pairs.compactMap { key, old, new in
      old == new ? nil : .init(key: key, old: old.isEmpty ? nil : old, new: new.isEmpty ? nil : new)
    }
  }
}

extension ClusterAttributes {
  /// `tier=gold,zone=a`
  fileprivate var selectorText: String { selectors.map { "\($0.key)=\($0.value)" }.joined(separator: ",") }
}
