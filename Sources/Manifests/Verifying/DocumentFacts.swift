/// What one document says to verification: what is wrong with it alone, and what it is to others. It holds for every
/// version of Kubernetes.
package final class DocumentFacts: Sendable {
  /// Lines are those of the document's text.
  package let findings: [Finding]
  /// The Kubernetes objects in it, in their order: one, or the items of a list of objects. None where it does not
  /// parse; where a key stands twice, the last entry counts.
  let objects: [ObjectFacts]
  /// The same as they are written, for schemas; none where nobody asked to keep them.
  let heads: [ObjectHead]

  /// - Parameter text: the text of one document, as ``ManifestText`` has it.
  package convenience init(reading text: [UInt8], keepsTrees: Bool = false) {
    self.init(ManifestReading(text), keepsTrees: keepsTrees)
  }

  /// - Parameter keepsTrees: whether objects will be held to schemas.
  package init(_ reading: ManifestReading, keepsTrees: Bool = false) {
    let heads = reading.objects
    objects = heads.map(ObjectFacts.init)
    self.heads = keepsTrees ? heads : []
    findings = DocumentCheck.findings(reading)
  }
}
