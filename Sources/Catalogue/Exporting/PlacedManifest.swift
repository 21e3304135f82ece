import Manifests
import Strategy

/// A manifest, and where in its document it stands.
struct PlacedManifest {
  let manifest: Manifest
  /// Its first line, counted from 1.
  let line: Int

  /// Nil for YAML that is no Kubernetes object.
  var object: KubernetesObject? { KubernetesObject(manifest) }

  /// Whether it is a list, as every kind of that ending is by Kubernetes' conventions. kustomize takes lists apart.
  var isList: Bool { manifest.apiVersion != nil && manifest.kind?.hasSuffix("List") == true }
}

/// What Kubernetes knows an object by: without `apiVersion`, `kind` and `metadata.name`, it and kustomize take nothing.
struct KubernetesObject: Hashable {
  /// The group of its `apiVersion`; empty for the core group.
  let group: String
  let kind: String
  /// `metadata.namespace`; empty where there is none.
  let namespace: String
  let name: String

  init?(_ manifest: Manifest) {
    guard let version = manifest.apiVersion.flatMap(KubernetesObject.present),
      let kind = manifest.kind.flatMap(KubernetesObject.present),
      let name = manifest.objectName.flatMap(KubernetesObject.present)
    else { return nil }
    group = version.contains("/") ? String(version.prefix { $0 != "/" }) : ""
    self.kind = kind
    namespace = manifest.namespace.flatMap(KubernetesObject.present) ?? ""
    self.name = name
  }

  /// Two objects with the same identity are one object in a cluster. No namespace means 'default', and the kinds of
  /// Kubernetes that have no namespace take none.
  var identity: [String] {
    let isClusterWide = KubernetesObject.clusterWide[group]?.contains(kind) ?? false
    return [group, kind, isClusterWide || namespace == "default" ? "" : namespace, name]
  }

  /// What `name:`, `name: null` and `name: ""` give is as good as absent.
  private static func present(_ text: String) -> String? {
    ["", "~", "null", "Null", "NULL"].contains(text) ? nil : text
  }

  /// By group. The lists of the Kubernetes API reference, 1.32.
  private static let clusterWide: [String: Set<String>] = [
    "": ["ComponentStatus", "Namespace", "Node", "PersistentVolume"],
    "admissionregistration.k8s.io": [
      "MutatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
      "ValidatingWebhookConfiguration",
    ],
    "apiextensions.k8s.io": ["CustomResourceDefinition"],
    "apiregistration.k8s.io": ["APIService"],
    "certificates.k8s.io": ["CertificateSigningRequest"],
    "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
    "networking.k8s.io": ["IngressClass"],
    "node.k8s.io": ["RuntimeClass"],
    "policy": ["PodSecurityPolicy"],
    "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
    "scheduling.k8s.io": ["PriorityClass"],
    "storage.k8s.io": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
  ]
}

/// Finds the manifests of documents. Remembers blocks: a fleet's documents have most of them in common.
struct ManifestFinder {
  private var known: [Digest: [Manifest]] = [:]

  mutating func manifests(of document: Catalogue.VersionDocument) -> [PlacedManifest] {
    var placed: [PlacedManifest] = []
    var line = 1
    for block in document.blocks {
      for manifest in manifests(of: block) {
        placed.append(PlacedManifest(manifest: manifest, line: line + manifest.lines.lowerBound - 1))
      }
      line += block.content.reduce(into: 0) { $0 += $1 == UInt8(ascii: "\n") ? 1 : 0 }
    }
    return placed
  }

  private mutating func manifests(of block: StoredBlock) -> [Manifest] {
    guard block.language != nil else { return [] }
    if let manifests = known[block.digest] { return manifests }
    if known.count == ManifestFinder.capacity { known.removeAll(keepingCapacity: true) }
    let manifests = block.manifests
    known[block.digest] = manifests
    return manifests
  }

  private static let capacity = 4096
}
