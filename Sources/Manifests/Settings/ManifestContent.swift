/// What a document holds: which object it is, and its settings.
///
/// Reading never fails. A text that does not parse has no settings and one problem. A key that stands twice in a map
/// counts as that: Kubernetes refuses it, and which of the two values would hold is anyone's guess.
package struct ManifestContent: Sendable, Hashable {
  /// This and the three below are nil for what is no Kubernetes object: an object has an `apiVersion` and a `kind`.
  package let apiVersion: String?
  package let kind: String?
  /// `metadata.namespace`
  package let namespace: String?
  /// `metadata.name`
  package let name: String?
  /// In the order of the document. Merged entries stand where their `<<` does.
  package let settings: [Setting]
  package let problems: [ManifestProblem]

  /// - Parameter text: the text of one document, as ``ManifestText`` has it.
  package init(reading text: [UInt8]) { self.init(ManifestReading(text)) }

  package init(_ reading: ManifestReading) {
    var identity = ObjectIdentity()
    do {
      let tree = try reading.result.strictTree
      let found = ObjectIdentity(tree)
      if found.isObject { identity = found }
      var walk = SettingWalk(opensData: found.isObject && found.kind == "ConfigMap", reading.embedded)
      try walk.run(tree)
      settings = walk.settings
      problems = walk.problems
    } catch {
      identity = ObjectIdentity()
      settings = []
      problems = [ManifestProblem(path: nil, line: error.line, text: error.text)]
    }
    apiVersion = identity.apiVersion
    kind = identity.kind
    namespace = identity.namespace
    name = identity.name
  }
}
