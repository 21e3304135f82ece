package import Strategy

/// One immutable generated output of a strategy, with everything that made it.
package struct Version: Sendable {
  package let id: ID<Version>
  package let scope: ScopeRecord
  package let number: Int
  package let inputs: Inputs
  package let output: OutputSummary
  /// The number of the version that a rollback repeats.
  package let source: Int?
  package let audit: AuditEntry
  /// Covers all of the above and the parent's digest.
  package let digest: Digest

  package init(
    id: ID<Version>, scope: ScopeRecord, number: Int, inputs: Inputs, output: OutputSummary, source: Int?,
    audit: AuditEntry, digest: Digest
  ) {
    self.id = id
    self.scope = scope
    self.number = number
    self.inputs = inputs
    self.output = output
    self.source = source
    self.audit = audit
    self.digest = digest
  }
}

/// Everything that a rendering of one strategy was made from, and what of it it looked at.
package struct Inputs: Sendable {
  package let key: InputKey
  package let template: TemplateReference
  package let templateDigest: Digest
  package let provider: String?
  package let providerNumber: Int?
  package let providerDigest: Digest?
  /// The digests of the profile revisions that `key` names, in the order of the layers.
  package let layerDigests: [Digest?]
  package let parameters: ParameterSet
  package let reads: ReadSet

  package init(
    key: InputKey, template: TemplateReference, templateDigest: Digest, provider: String?, providerNumber: Int?,
    providerDigest: Digest?, layerDigests: [Digest?], parameters: ParameterSet, reads: ReadSet
  ) {
    self.key = key
    self.template = template
    self.templateDigest = templateDigest
    self.provider = provider
    self.providerNumber = providerNumber
    self.providerDigest = providerDigest
    self.layerDigests = layerDigests
    self.parameters = parameters
    self.reads = reads
  }
}

/// What inputs are made of. Two strategies' renderings with equal keys have equal inputs.
package struct InputKey: Hashable, Sendable {
  package let template: ID<TemplateRevision>
  package let provider: ID<ProviderRevision>?
  /// One per layer, in the order of ``Layer`` from `root` on; nil where the scope has no such layer or nothing is set.
  package let layers: [ID<ProfileRevision>?]
  package let variables: ScopeVariables

  package static let layerCount = 5

  package init(
    template: ID<TemplateRevision>, provider: ID<ProviderRevision>?, layers: [ID<ProfileRevision>?],
    variables: ScopeVariables
  ) {
    self.template = template
    self.provider = provider
    self.layers = layers
    self.variables = variables
  }
}

/// Resolved parameters, each with the kind of layer it came from: the canonical text is what is stored and digested.
package struct ParameterSet: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package let key: String
    package let value: ParameterValue
    package let layer: Layer

    package init(key: String, value: ParameterValue, layer: Layer) {
      self.key = key
      self.value = value
      self.layer = layer
    }
  }

  /// In alphabetical order of the keys. Overridden provider keys are there as `provider.KEY`.
  package let entries: [Entry]
  /// JSON with sorted keys: `{"key": {"layer": "team", "value": "v"}}`.
  package let canonical: String
  package let digest: Digest

  package subscript(key: String) -> Entry? { entries.first { $0.key == key } }
}

/// The names of what a rendering looked at, sorted: parameters, `@variables`, `provider.KEY`, or `*` for everything.
package struct ReadSet: Sendable, Hashable {
  package let names: [String]
  /// JSON: a list of the names.
  package let canonical: String
  package let digest: Digest
}

/// An output without its bytes.
package struct OutputSummary: Sendable, Hashable {
  package let digest: Digest
  package let byteCount: Int
  package let lineCount: Int

  package init(digest: Digest, byteCount: Int, lineCount: Int) {
    self.digest = digest
    self.byteCount = byteCount
    self.lineCount = lineCount
  }
}

/// A block as it is stored.
package struct StoredBlock: Sendable, Equatable {
  package let digest: Digest
  /// Of a code block; nil for prose.
  package let language: String?
  package let content: [UInt8]

  package init(digest: Digest, language: String?, content: [UInt8]) {
    self.digest = digest
    self.language = language
    self.content = content
  }
}

/// That inputs changed and gave the same output: the version is current for them too.
package struct Confirmation: Sendable {
  package let version: ID<Version>
  package let inputs: Inputs
  package let audit: AuditEntry

  package init(version: ID<Version>, inputs: Inputs, audit: AuditEntry) {
    self.version = version
    self.inputs = inputs
    self.audit = audit
  }
}

/// A label and the version it points to.
package struct LabelMove: Sendable {
  package let scope: ScopeRecord
  package let label: String
  /// Nil where the move took the label away.
  package let version: Int?
  package let audit: AuditEntry

  package init(scope: ScopeRecord, label: String, version: Int?, audit: AuditEntry) {
    self.scope = scope
    self.label = label
    self.version = version
    self.audit = audit
  }
}
