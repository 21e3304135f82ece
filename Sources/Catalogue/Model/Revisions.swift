package import Strategy

/// Identifies a stored record; the kind keeps identifiers of different records apart.
package struct ID<Kind>: Hashable, Sendable {
  package let rawValue: Int64

  package init(_ rawValue: Int64) {
    self.rawValue = rawValue
  }
}

/// Who did what, when and why: one entry for each operation that wrote.
package struct AuditEntry: Sendable, Equatable {
  /// Also its place in the chain, from 1 without gaps.
  package let id: ID<AuditEntry>
  package let time: Timestamp
  package let author: String
  package let action: String
  package let subject: String
  package let message: String
  /// Covers the digests of all rows the operation added, in the order it added them.
  package let content: Digest
  /// Covers everything above and the digest of the entry before.
  package let digest: Digest

  package init(
    id: ID<AuditEntry>, time: Timestamp, author: String, action: String, subject: String, message: String,
    content: Digest, digest: Digest
  ) {
    self.id = id
    self.time = time
    self.author = author
    self.action = action
    self.subject = subject
    self.message = message
    self.content = content
    self.digest = digest
  }
}

/// One immutable import of a template. The content is read separately.
package struct TemplateRevision: Sendable, Equatable {
  package let id: ID<TemplateRevision>
  package let reference: TemplateReference
  package let title: String
  package let digest: Digest
  package let audit: AuditEntry

  package init(
    id: ID<TemplateRevision>, reference: TemplateReference, title: String, digest: Digest, audit: AuditEntry
  ) {
    self.id = id
    self.reference = reference
    self.title = title
    self.digest = digest
    self.audit = audit
  }
}

/// One immutable state of a provider's mapping.
package struct ProviderRevision: Sendable {
  package let id: ID<ProviderRevision>
  package let number: Int
  package let title: String
  package let mapping: ProviderMapping
  package let digest: Digest
  package let audit: AuditEntry

  package init(
    id: ID<ProviderRevision>, number: Int, title: String, mapping: ProviderMapping, digest: Digest, audit: AuditEntry
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.mapping = mapping
    self.digest = digest
    self.audit = audit
  }
}

/// One immutable state of the parameters set at a scope.
package struct ProfileRevision: Sendable {
  package let id: ID<ProfileRevision>
  package let scope: ScopeRecord
  package let number: Int
  package let parameters: LayerParameters
  package let digest: Digest
  package let audit: AuditEntry

  package init(
    id: ID<ProfileRevision>, scope: ScopeRecord, number: Int, parameters: LayerParameters, digest: Digest,
    audit: AuditEntry
  ) {
    self.id = id
    self.scope = scope
    self.number = number
    self.parameters = parameters
    self.digest = digest
    self.audit = audit
  }
}

/// A scope that is registered, by the name it has now.
package struct ScopeRecord: Hashable, Sendable {
  package let id: ID<Scope>
  package let scope: Scope
  /// Whether it is out of use; its history stays.
  package let isRetired: Bool

  package init(id: ID<Scope>, scope: Scope, isRetired: Bool = false) {
    self.id = id
    self.scope = scope
    self.isRetired = isRetired
  }
}

/// The parameters of one layer, by key in alphabetical order; nil unsets what is inherited.
///
/// Keys are the arguments of the template, `template`, and `provider.KEY`.
package struct LayerParameters: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package let key: String
    package let value: ParameterValue?

    package init(key: String, value: ParameterValue?) {
      self.key = key
      self.value = value
    }
  }

  package let entries: [Entry]

  package static let empty = LayerParameters([])

  package init(_ entries: [Entry]) {
    self.entries = entries.sorted { $0.key < $1.key }
  }

  package func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

  /// The same with some keys set otherwise, and some taken away.
  package func changing(_ changes: [Entry], removing removed: Set<String> = []) -> LayerParameters {
    let changed = Set(changes.map(\.key)).union(removed)
    return LayerParameters(entries.filter { !changed.contains($0.key) } + changes)
  }

  /// The reserved key whose value names a template.
  package static let templateKey = "template"
  /// What the keys of a provider mapping begin with in a layer.
  package static let providerPrefix = "provider."
}
