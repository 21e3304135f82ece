/// Verifies outputs for one version of Kubernetes, and remembers what it has seen. Belongs to one thread.
package final class Verifier {
  /// Which rules these are: findings of other rules are not comparable. Raised with every change of what is found.
  package static let ruleSet = 1

  private let kubernetes: VersionNumber
  private let schemas: SchemaSet?
  private let register = RelationRegister()
  private var prepared: [ObjectIdentifier: PreparedDocument] = [:]

  /// - Parameter schemas: where given, the facts of blocks must have been made with their trees kept.
  package init(kubernetes: VersionNumber, schemas: SchemaSet? = nil) {
    self.kubernetes = kubernetes
    self.schemas = schemas
  }

  /// Everything wrong with the output that has these blocks, in the order of its lines, each fault once.
  package func findings(in blocks: [BlockFacts]) -> [Finding] {
    var findings: [Finding] = []
    var objects: [PlacedObject] = []
    var offset = 0
    for block in blocks {
      findings += block.findings.map { $0.moved(by: offset) }
      for part in block.documents {
        let document = prepare(part.facts)
        let offset = offset + part.offset
        findings += document.findings.map { $0.moved(by: offset) }
        objects += document.objects.map { PlacedObject(object: $0, offset: offset) }
      }
      offset += block.lineCount
    }
    findings += register.findings(among: objects)
    guard !findings.isEmpty else { return [] }
    var seen: Set<Finding> = []
    return findings.filter { seen.insert($0).inserted }.enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  private func prepare(_ facts: DocumentFacts) -> PreparedDocument {
    if let known = prepared[ObjectIdentifier(facts)] { return known }
    var findings = facts.findings
    findings += facts.objects.compactMap { APILifecycle.finding(for: $0, on: kubernetes) }
    // Of objects that run together, every field of the others would be one too many.
    if let schemas, !facts.findings.contains(where: { $0.rule == .runTogether }) {
      findings += facts.heads.flatMap { schemas.findings(in: $0, on: kubernetes) }
    }
    let document = PreparedDocument(
      facts: facts, findings: findings, objects: facts.objects.map { PreparedObject($0, register) })
    prepared[ObjectIdentifier(facts)] = document
    return document
  }
}

/// A document with what depends on the verifier.
private struct PreparedDocument {
  /// Kept, for its identity finds it again.
  let facts: DocumentFacts
  let findings: [Finding]
  let objects: [PreparedObject]
}
