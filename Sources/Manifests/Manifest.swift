/// One YAML document inside a YAML block.
package struct Manifest: Sendable {
  package let apiVersion: String?
  package let kind: String?
  /// `metadata.namespace`
  package let namespace: String?
  /// `metadata.name`
  package let objectName: String?
  /// Where the document stands in its block: lines from 1, the separator not among them.
  package let lines: ClosedRange<Int>
  /// The document as it is written.
  package let text: [UInt8]
  /// Why it does not parse; nil where it does.
  package let problem: String?

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
