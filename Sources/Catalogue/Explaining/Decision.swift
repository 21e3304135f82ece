package import Strategy

/// That an input has its value: where it was said, by whom, when and why.
package struct Decision: Sendable {
  package enum Place: Sendable, Hashable {
    /// A revision of a layer.
    case layer(Scope, revision: Int)
    /// A revision of a provider's mapping.
    case provider(String, revision: Int)
    /// What the template says where nobody else does.
    case template(TemplateReference)
    /// What is known of a cluster.
    case cluster(Scope, revision: Int)
    /// What a scope is called.
    case name(Scope)
  }

  package let place: Place
  /// The value; nil where it was taken away.
  package let value: String?
  /// Nil where nobody said it: a scope's own name.
  package let audit: AuditEntry?
}

extension Decision.Place: CustomStringConvertible {
  package var description: String {
    switch self {
    case .layer(let scope, let revision): "\(scope) revision \(revision)"
    case .provider(let name, let revision): "\(name) revision \(revision)"
    case .template(let reference): "default of \(reference)"
    case .cluster(let scope, let revision): "\(scope) revision \(revision)"
    case .name(let scope): "the name of \(scope)"
    }
  }
}
