/// One YAML document inside a YAML block, and which object it is.
package struct Manifest: Sendable {
  private let source: ManifestText
  private let identity: ObjectIdentity
  /// Why it does not parse; nil where it does.
  package let problem: String?

  /// Reads as much of an identity as the document has; a `kind` alone will do.
  init(_ source: ManifestText) {
    self.source = source
    do {
      let tree = try source.text.withUnsafeBufferPointer { YAMLReader.read($0) }.strictTree
      identity = ObjectIdentity(tree)
      problem = nil
    } catch {
      identity = ObjectIdentity()
      problem = "line \(error.line): \(error.text)"
    }
  }

  package var apiVersion: String? { identity.apiVersion }
  package var kind: String? { identity.kind }
  /// `metadata.namespace`
  package var namespace: String? { identity.namespace }
  /// `metadata.name`
  package var objectName: String? { identity.name }
  /// Where the document stands in its block: lines from 1, the separator not among them.
  package var lines: ClosedRange<Int> { source.lines }
  /// The document as it is written.
  package var text: [UInt8] { source.text }

  /// `Kind/name`, or the kind alone; nil for what is no Kubernetes object.
  package var name: String? {
    kind.map { kind in objectName.map { "\(kind)/\($0)" } ?? kind }
  }

  /// Whether `Kind` or `Kind/name`, cases aside, means this manifest.
  package func matches(_ wanted: String) -> Bool {
    guard let kind else { return false }
    let parts = wanted.split(separator: "/", maxSplits: 1).map { $0.lowercased() }
    guard let first = parts.first, first == kind.lowercased() else { return false }
    return parts.count == 1 || parts[1] == objectName?.lowercased()
  }
}
