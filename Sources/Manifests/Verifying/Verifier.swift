/// Verifies outputs for one version of Kubernetes, and remembers what it has seen. Belongs to one thread.
package final class Verifier {
  /// Which rules these are: findings of other rules are not comparable. Raised with every change of what is found.
  package static let ruleSet = 1

  private let kubernetes: VersionNumber
  private let schemas: SchemaSet?

  package init(kubernetes: VersionNumber, schemas: SchemaSet? = nil) {
    self.kubernetes = kubernetes
    self.schemas = schemas
  }

  /// Everything wrong with the output that has these blocks, in the order of its lines, each fault once.
  package func findings(in blocks: [BlockFacts]) -> [Finding] { [] }
}
