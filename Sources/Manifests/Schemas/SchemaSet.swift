/// Schemas of Kubernetes objects, found in files.
package final class SchemaSet: Sendable {
  /// Of everything that was read: equal texts give equal sets.
  package let fingerprint: String

  package init(fingerprint: String) {
    self.fingerprint = fingerprint
  }

  /// What a schema says of an object.
  func findings(in object: ObjectHead, on kubernetes: VersionNumber) -> [Finding] { [] }
}
