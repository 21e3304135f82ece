package import Strategy

/// The newest version of a strategy as `generate` needs it: enough to tell whether it is current, and to chain on.
package struct StrategyHead: Sendable {
  package let scope: ScopeRecord
  package let version: ID<Version>
  package let number: Int
  package let digest: Digest
  package let output: OutputReference
  /// What it is current for: the inputs of its last confirmation, else its own.
  package let current: CurrentInputs
  /// Whether a rollback made it, and no inputs were confirmed for it since.
  package let isHeld: Bool

  package init(
    scope: ScopeRecord, version: ID<Version>, number: Int, digest: Digest, output: OutputReference,
    current: CurrentInputs, isHeld: Bool
  ) {
    self.scope = scope
    self.version = version
    self.number = number
    self.digest = digest
    self.output = output
    self.current = current
    self.isHeld = isHeld
  }
}

/// A stored output.
package struct OutputReference: Sendable, Hashable {
  package let id: ID<OutputSummary>
  package let digest: Digest

  package init(id: ID<OutputSummary>, digest: Digest) {
    self.id = id
    self.digest = digest
  }
}

/// Stored inputs, by what they are made of.
package struct CurrentInputs: Sendable {
  package let id: ID<Inputs>
  package let key: InputKey

  package init(id: ID<Inputs>, key: InputKey) {
    self.id = id
    self.key = key
  }
}
