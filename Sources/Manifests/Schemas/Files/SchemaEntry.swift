/// A schema that a file has, or may have, for a kind.
struct SchemaEntry {
  /// Which objects it is for.
  enum Claim {
    case exact(SchemaIdentity, node: Int)
    /// As the file's name says, until the file is read: all in small letters, and of the group only the beginning.
    case named(kind: String, group: String, version: String)
    /// As the file's name says, all in small letters. Without a group any but Kubernetes' own.
    case catalogue(kind: String, group: String?, version: String)
  }

  let source: SchemaSource
  /// The version of Kubernetes that it is for; nil for all.
  let release: SchemaRelease?
  let claim: Claim
  var isServed = true
  /// What a CustomResourceDefinition says of a version that should not be used any more; empty where it only says so.
  var deprecation: String?

  var isExact: Bool { if case .exact = claim { true } else { false } }
}

/// Which objects a schema is for.
struct SchemaIdentity: Hashable {
  /// Empty for the core group.
  let group: String
  let version: String
  let kind: String

  var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

  /// Whether the group is one of Kubernetes itself, not of a CustomResourceDefinition.
  static func isOwn(_ group: String) -> Bool { !group.contains(".") || own.contains(group) }

  private static let own: Set<String> = [
    "admission.k8s.io", "admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io",
    "authentication.k8s.io", "authorization.k8s.io", "certificates.k8s.io", "coordination.k8s.io", "discovery.k8s.io",
    "events.k8s.io", "flowcontrol.apiserver.k8s.io", "imagepolicy.k8s.io", "internal.apiserver.k8s.io",
    "networking.k8s.io", "node.k8s.io", "rbac.authorization.k8s.io", "resource.k8s.io", "scheduling.k8s.io",
    "storage.k8s.io", "storagemigration.k8s.io",
  ]
}

extension DocumentTree {
  /// What `x-kubernetes-group-version-kind` of the schema at `node` says.
  func identities(ofSchema node: Int) -> [SchemaIdentity] {
    guard let list = entry("x-kubernetes-group-version-kind", of: node) else { return [] }
    return (nodes[list].kind == .map ? [list] : items(of: list)).compactMap { item in
      guard let version = text("version", of: item), let kind = text("kind", of: item) else { return nil }
      return SchemaIdentity(group: text("group", of: item) ?? "", version: version, kind: kind)
    }
  }
}
