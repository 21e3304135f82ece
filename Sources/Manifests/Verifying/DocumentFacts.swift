/// What one document says to verification: what is wrong with it alone, and what it is to others. It holds for every
/// version of Kubernetes.
package final class DocumentFacts: Sendable {
  /// Lines are those of the document's text.
  package let findings: [Finding]

  /// - Parameter text: the text of one document, as ``ManifestText`` has it.
  package convenience init(reading text: [UInt8]) {
    self.init(findings: [])
  }

  /// Its objects: none for what is no object, several for a list.
  let objects: [ObjectFacts] = []
  let heads: [ObjectHead] = []

  private init(findings: [Finding]) {
    self.findings = findings
  }
}
