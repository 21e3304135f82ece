/// Finds the schema of an object and asks it.
struct SchemaChecker {
  let known: SchemaLibrary
  private let metadata = ObjectMetaSchema.source()

  init(known: SchemaLibrary) { self.known = known }

  func findings(in object: ObjectHead, on kubernetes: VersionNumber) -> [Finding] {
    let version = object.apiVersion.lastIndex(of: "/").map { object.apiVersion[object.apiVersion.index(after: $0)...] }
    let identity = SchemaIdentity(
      group: object.group, version: version.map(String.init) ?? object.apiVersion, kind: object.kind)
    switch known.answer(to: identity, on: kubernetes) {
    case .found(let schema, let entry):
      var walk = SchemaWalk(object: object, known: known, metadata: metadata)
      walk.run(schema)
      return deprecation(of: entry, schema, object) + walk.findings
    case .otherVersions(let versions):
      return [
        finding(
          .schemaViolation, "apiVersion", object, subject: object.apiVersion,
          "no '\(object.kind)' in '\(object.apiVersion)': expected \(versions.joined(separator: ", "))")
      ]
    case .otherKind(let kind):
      return [
        finding(.schemaViolation, "kind", object, subject: object.kind, "expected '\(kind)', found '\(object.kind)'")
      ]
    case .unreadable(let path, let failure):
      return [
        finding(
          .unknownKind, "kind", object, subject: object.apiVersion,
          "not verified: its schema '\(path)' cannot be read: line \(failure.line): \(failure.text)")
      ]
    case .unknown:
      return [
        finding(
          .unknownKind, "kind", object, subject: object.apiVersion,
          "no schema for '\(object.kind)' of '\(object.apiVersion)': it is not verified")
      ]
    case .silent: return []
    }
  }

  /// What a CustomResourceDefinition says of the version itself, or the description of the whole object. Of Kubernetes'
  /// own APIs more is known than schemas say.
  private func deprecation(of entry: SchemaEntry, _ schema: Schema, _ object: ObjectHead) -> [Finding] {
    let said = SchemaIdentity.isOwn(object.group) ? nil : schema.deprecation
    guard let text = entry.deprecation ?? said else { return [] }
    return [
      finding(
        .deprecatedAPI, "apiVersion", object, subject: "\(object.apiVersion) \(object.kind)",
        text.isEmpty ? "'\(object.kind)' of '\(object.apiVersion)' is deprecated" : text)
    ]
  }

  private func finding(
    _ rule: Rule, _ key: String, _ object: ObjectHead, subject: String, _ message: String
  ) -> Finding {
    let line = object.tree.node(at: [key]).map { Int(object.tree.nodes[$0].line) } ?? 1
    return object.finding(rule, path: key, line: line, subject: subject, message: message)
  }
}
