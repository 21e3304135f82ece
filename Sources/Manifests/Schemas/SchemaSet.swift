internal import Synchronization

/// Schemas of Kubernetes objects, found in files.
///
/// Known are CustomResourceDefinitions, in YAML or JSON; the JSON schemas of Kubernetes as kubeconform and
/// kubernetes-json-schema have them (`v1.31.0-standalone-strict/deployment-apps-v1.json`, with or without the folder of
/// a version, and `_definitions.json`); and catalogues of the form `GROUP/KIND_VERSION.json`.
package final class SchemaSet: Sendable {
  /// Of everything that was read: equal texts give equal sets.
  package let fingerprint: String
  /// The files that have no schema.
  package let ignored: [String]
  private let checker: Mutex<SchemaChecker>

  private init(fingerprint: String, ignored: [String], checker: sending SchemaChecker) {
    self.fingerprint = fingerprint
    self.ignored = ignored
    self.checker = Mutex(checker)
  }

  /// - Parameters:
  ///   - files: their paths say what is in them, so they are to begin at the folder that was given, or above it.
  ///   - fingerprint: a digest of all paths and bytes.
  /// - Throws: where a file is broken, or none has a schema.
  package static func reading(
    _ files: [(path: String, bytes: [UInt8])], fingerprint: String
  ) throws(SchemaError) -> SchemaSet {
    var reader = SchemaReader()
    for file in files { try reader.read(path: file.path, bytes: file.bytes) }
    guard !reader.known.isEmpty else {
      throw SchemaError(
        path: files.first?.path ?? "", problem: "no schemas in \(files.count) files",
        hint: "expected CustomResourceDefinitions, or JSON schemas in files such as 'deployment-apps-v1.json'")
    }
    let ignored = reader.ignored
    return SchemaSet(fingerprint: fingerprint, ignored: ignored, checker: SchemaChecker(known: reader.known))
  }

  /// What a schema says of an object.
  func findings(in object: ObjectHead, on kubernetes: VersionNumber) -> [Finding] {
    checker.withLock { $0.findings(in: object, on: kubernetes) }
  }
}
