/// What verification looks for. A rule's name is part of its findings' identifiers, so it never changes.
package enum Rule: String, Sendable, Hashable, CaseIterable {
  // What is written.
  case unclosedFence = "unclosed-fence"
  case brokenYAML = "broken-yaml"
  case brokenJSON = "broken-json"
  case brokenEmbedded = "broken-embedded"
  case duplicateKey = "duplicate-key"
  case runTogether = "documents-run-together"
  case emptyDocument = "empty-document"
  case ambiguousScalar = "ambiguous-scalar"
  case unrenderedTag = "unrendered-tag"
  case emptyLegend = "empty-legend"

  // What one object says.
  case removedAPI = "removed-api"
  case futureAPI = "future-api"
  case deprecatedAPI = "deprecated-api"
  case invalidName = "invalid-name"
  case invalidLabel = "invalid-label"
  case unpinnedImage = "unpinned-image"
  case frozenRegistry = "frozen-registry"
  case podSecurity = "pod-security"

  // What the objects of an output say together.
  case podRefused = "pod-refused"
  case duplicateObject = "duplicate-object"
  case undefinedReference = "undefined-reference"
  case undeclaredNamespace = "undeclared-namespace"
  case unmatchedSelector = "unmatched-selector"
  case contestedTarget = "contested-target"

  // What a schema says; only where schemas are given.
  case schemaViolation = "schema-violation"
  case deprecatedField = "deprecated-field"
  case unknownKind = "unknown-kind"

  package enum Severity: String, Sendable, Comparable, CaseIterable {
    case error, warning

    package static func < (left: Severity, right: Severity) -> Bool { left == .error && right == .warning }
  }

  /// An error is what Kubernetes refuses or what cannot work once it is applied; a warning is what will hurt later.
  package var severity: Severity {
    switch self {
    case .emptyDocument, .ambiguousScalar, .unrenderedTag, .emptyLegend, .deprecatedAPI, .unpinnedImage,
      .frozenRegistry, .podSecurity, .undeclaredNamespace, .deprecatedField, .unknownKind:
      .warning
    default: .error
    }
  }

  /// What the rule wants, in one line.
  package var summary: String {
    switch self {
    case .unclosedFence: "every code fence is closed"
    case .brokenYAML: "YAML parses"
    case .brokenJSON: "JSON parses"
    case .brokenEmbedded: "JSON and YAML inside ConfigMaps parse"
    case .duplicateKey: "no key stands twice in a map"
    case .runTogether: "'---' stands between any two objects"
    case .emptyDocument: "no YAML document is empty"
    case .ambiguousScalar: "YAML 1.1 and 1.2 read every plain scalar alike"
    case .unrenderedTag: "no template tag is left over"
    case .emptyLegend: "dashboards name their series"
    case .removedAPI: "the Kubernetes version still serves every API"
    case .futureAPI: "the Kubernetes version serves every API already"
    case .deprecatedAPI: "no API is about to be removed"
    case .invalidName: "Kubernetes takes every name"
    case .invalidLabel: "Kubernetes takes every label"
    case .unpinnedImage: "images have a tag other than latest, or a digest"
    case .frozenRegistry: "no image comes from k8s.gcr.io"
    case .podSecurity: "pods meet Pod Security 'restricted'"
    case .podRefused: "pods meet the Pod Security level that their namespace enforces"
    case .duplicateObject: "no two objects share kind, namespace and name"
    case .undefinedReference: "every reference leads to an object, a key or a port of the output"
    case .undeclaredNamespace: "every namespace is declared"
    case .unmatchedSelector: "every selector finds something"
    case .contestedTarget: "no two controllers act on one target"
    case .schemaViolation: "objects follow their schemas, strictly"
    case .deprecatedField: "no field is deprecated"
    case .unknownKind: "every kind has a schema"
    }
  }
}
