package import Manifests
import Strategy

/// Verifies outputs for any version of Kubernetes, and takes each distinct block apart once. Belongs to one thread.
package final class OutputJudge {
  private let schemas: SchemaSet?
  private var verifiers: [KubernetesVersion: Verifier] = [:]
  private var facts: [Digest: BlockFacts] = [:]

  package init(schemas: SchemaSet? = nil) {
    self.schemas = schemas
  }

  package func findings(in blocks: [StoredBlock], on kubernetes: KubernetesVersion) -> [Finding] {
    verifier(kubernetes).findings(in: blocks.map(facts))
  }

  /// The same for an output that is about to be stored: its documents are not read again.
  func findings(in output: OutputDraft, on kubernetes: KubernetesVersion) -> [Finding] {
    verifier(kubernetes).findings(in: output.blocks.map(facts))
  }

  private func verifier(_ kubernetes: KubernetesVersion) -> Verifier {
    let verifier = verifiers[kubernetes] ?? Verifier(kubernetes: kubernetes.number, schemas: schemas)
    verifiers[kubernetes] = verifier
    return verifier
  }

  private func facts(_ block: StoredBlock) -> BlockFacts {
    if let known = facts[block.digest] { return known }
    let found = BlockFacts(language: block.language, content: block.content, keepsTrees: schemas != nil)
    facts[block.digest] = found
    return found
  }

  private func facts(_ draft: BlockDraft) -> BlockFacts {
    if let known = facts[draft.block.digest] { return known }
    let documents = draft.manifests.map { BlockFacts.Document(facts: $0.manifest.facts, offset: $0.line - 1) }
    let found = BlockFacts(language: draft.block.language, content: draft.block.content, documents: documents)
    facts[draft.block.digest] = found
    return found
  }
}
