/// What tells an object from all others of an output.
struct ObjectKey: Sendable, Hashable {
  /// The kind; with its group where two groups have a kind of that name.
  let kind: String
  /// Empty for an object without one. Such an object may be in any: who applies it says where.
  let namespace: String
  let name: String

  init(_ kind: String, _ namespace: String, _ name: String) {
    self.kind = kind
    self.namespace = ObjectKey.clusterScoped.contains(kind) ? "" : namespace
    self.name = name
  }

  /// As findings call it.
  var label: String {
    let kind = kind.prefix { $0 != "." }
    return namespace.isEmpty ? "\(kind) '\(name)'" : "\(kind) '\(namespace)/\(name)'"
  }

  /// What a kind is called here.
  static func kind(_ kind: String, group: String) -> String {
    switch (kind, group) {
    case ("Service", "serving.knative.dev"), ("Gateway", "networking.istio.io"): "\(kind).\(group)"
    default: kind
    }
  }

  /// Kinds that references lead to and that belong to no namespace.
  static let clusterScoped: Set<String> = [
    "ClusterIssuer", "ClusterQueue", "ClusterRole", "ClusterSecretStore", "ClusterTriggerAuthentication",
    "CustomResourceDefinition", "EC2NodeClass", "GatewayClass", "IngressClass", "Namespace", "NodePool",
    "PersistentVolume", "PriorityClass", "ResourceFlavor", "RuntimeClass", "StorageClass",
    "ValidatingAdmissionPolicy", "VolumeSnapshotClass", "VolumeSnapshotContent",
  ]
}
