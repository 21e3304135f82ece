package import Manifests
import Strategy

/// Verifies outputs for any version of Kubernetes, and takes each distinct block apart once. Belongs to one thread.
package final class OutputJudge {
  private let schemas: SchemaSet?
  private var verifiers: [KubernetesVersion: Verifier] = [:]
  private var facts: [Digest: BlockFacts] = [:]
  private var known: [CheckKey: [Finding]] = [:]

  /// An output that is about to be stored, to be verified for one version of Kubernetes.
  struct Item: Sendable {
    let key: CheckKey
    let output: OutputDraft
    let kubernetes: KubernetesVersion
  }

  package init(schemas: SchemaSet? = nil) {
    self.schemas = schemas
  }

  package func findings(in blocks: [StoredBlock], on kubernetes: KubernetesVersion) -> [Finding] {
    verifier(kubernetes).findings(in: blocks.map(facts))
  }

  /// What is found in outputs that are about to be stored. Their documents are not read again.
  /// - Throws: ``LongWork/verifying(_:)`` where many are still to be verified.
  func findings(in items: [Item]) throws -> [CheckKey: [Finding]] {
    let missing = items.filter { known[$0.key] == nil }
    guard missing.count < GenerationTools.fewItems else { throw LongWork.verifying(missing) }
    for item in missing { known[item.key] = findings(in: item) }
    return Dictionary(items.map { ($0.key, known[$0.key] ?? []) }) { $1 }
  }

  /// Verifies outputs on all processors, so that ``findings(in:)`` knows them.
  func verify(_ items: [Item]) {
    let found = Processors.map(items.count, smallest: 32) { [schemas] range in
      let judge = OutputJudge(schemas: schemas)
      return items[range].map(judge.findings)
    }
    for (item, findings) in zip(items, found) { known[item.key] = findings }
  }

  private func findings(in item: Item) -> [Finding] {
    verifier(item.kubernetes).findings(in: item.output.blocks.map(facts))
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
