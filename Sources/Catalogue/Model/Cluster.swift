package import Strategy

/// What is known of a cluster besides its layer.
package struct ClusterAttributes: Sendable, Hashable {
  package struct Selector: Sendable, Hashable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Its Kubernetes version, as in `1.31`; empty where it is not known.
  package let kubernetes: String
  /// Empty where it is not known.
  package let region: String
  /// In alphabetical order of the keys, each once.
  package let selectors: [Selector]

  package static let none = ClusterAttributes(kubernetes: "", region: "", selectors: [])

  package init(kubernetes: String, region: String, selectors: [Selector]) {
    self.kubernetes = kubernetes
    self.region = region
    self.selectors = selectors.sorted { $0.key < $1.key }
  }

  /// Whether it has every one of some selectors.
  package func matches(_ wanted: [Selector]) -> Bool { wanted.allSatisfy(selectors.contains) }
}

/// One immutable state of what is known of a cluster.
package struct ClusterRevision: Sendable {
  package let scope: ScopeRecord
  package let number: Int
  package let attributes: ClusterAttributes
  package let digest: Digest
  package let audit: AuditEntry

  package init(scope: ScopeRecord, number: Int, attributes: ClusterAttributes, digest: Digest, audit: AuditEntry) {
    self.scope = scope
    self.number = number
    self.attributes = attributes
    self.digest = digest
    self.audit = audit
  }
}

/// A registered cluster and the environment it belongs to, with what is known of it.
package struct ClusterRecord: Sendable {
  package let scope: ScopeRecord
  package let environment: ID<Scope>
  /// The number of its newest revision; 0 where nothing was ever said of it.
  package let revision: Int
  package let attributes: ClusterAttributes

  package init(scope: ScopeRecord, environment: ID<Scope>, revision: Int, attributes: ClusterAttributes) {
    self.scope = scope
    self.environment = environment
    self.revision = revision
    self.attributes = attributes
  }
}

/// A version named by its strategy and number.
package struct VersionKey: Sendable, Hashable {
  package let id: ID<Version>
  package let scope: ID<Scope>
  package let number: Int

  package init(id: ID<Version>, scope: ID<Scope>, number: Int) {
    self.id = id
    self.scope = scope
    self.number = number
  }
}

/// That a cluster runs one version from a moment on, whatever is newer; without a version, that it follows again.
package struct PinMove: Sendable {
  package let cluster: ID<Scope>
  package let version: VersionKey?
  package let audit: AuditEntry

  package init(cluster: ID<Scope>, version: VersionKey?, audit: AuditEntry) {
    self.cluster = cluster
    self.version = version
    self.audit = audit
  }
}

/// What a scope is called since a moment, and whether it is retired.
package struct ScopeChange: Sendable {
  package let scope: ScopeRecord
  package let number: Int
  package let audit: AuditEntry

  package init(scope: ScopeRecord, number: Int, audit: AuditEntry) {
    self.scope = scope
    self.number = number
    self.audit = audit
  }
}

extension ClusterAttributes {
  /// `{"key": "value"}`
  package var canonicalSelectors: String {
    Canonical.map(selectors, key: \.key) { Canonical.quote($0.value, into: &$1) }
  }

  /// - Returns: nil where the text is not of that form.
  package static func selectors(canonical: String) -> [Selector]? {
    guard case .map(let map)? = CanonicalReader.parse(canonical) else { return nil }
    var selectors: [Selector] = []
    for (key, json) in map {
      guard case .text(let value) = json else { return nil }
      selectors.append(Selector(key: key, value: value))
    }
    return selectors
  }
}
