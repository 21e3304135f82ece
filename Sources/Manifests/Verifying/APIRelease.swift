/// From when to when Kubernetes serves some kinds in one version of their API.
struct APIRelease: Sendable {
  /// A version of Kubernetes.
  struct Version: Sendable {
    let text: String
    let number: VersionNumber

    init?(_ text: String?) {
      guard let text, let number = VersionNumber(text) else { return nil }
      self.text = text
      self.number = number
    }
  }

  let apiVersion: String
  let kinds: [Substring]
  let since: Version
  let deprecated: Version?
  let removed: Version?
  /// The group that has the kinds since.
  let successor: String?
  /// What replaces the kinds, where it has another name.
  let replacement: String?

  /// Whether it is served and not deprecated.
  func isGood(on kubernetes: VersionNumber) -> Bool {
    since.number <= kubernetes && deprecated.map { kubernetes < $0.number } ?? true
      && removed.map { kubernetes < $0.number } ?? true
  }

  /// `v2` comes after `v1`, that after `v1beta2`, and that after `v1alpha3`.
  var maturity: [Int] {
    let version = apiVersion.drop { $0 != "/" }.drop { $0 == "/" }
    let parts = (version.isEmpty ? apiVersion[...] : version).split { !$0.isNumber }.compactMap { Int($0) }
    let level = apiVersion.contains("alpha") ? 0 : apiVersion.contains("beta") ? 1 : 2
    return [level] + parts
  }

  /// - Parameters:
  ///   - line: `API-VERSION SINCE DEPRECATED REMOVED KIND…`, with `-` for what is not so.
  ///   - successor: see ``successor``.
  ///   - replacement: see ``replacement``.
  private init?(_ line: String, successor: String? = nil, replacement: String? = nil) {
    let words = line.split(separator: " ")
    guard words.count > 4, let since = Version(String(words[1])) else { return nil }
    apiVersion = String(words[0])
    self.since = since
    deprecated = Version(String(words[2]))
    removed = Version(String(words[3]))
    kinds = Array(words[4...])
    self.successor = successor
    self.replacement = replacement
  }

  /// All of Kubernetes up to 1.37. Until 1.32 by
  /// <https://kubernetes.io/docs/reference/using-api/deprecation-guide/>, since 1.25 also by the API descriptions that
  /// its releases come with. A beta version is deprecated three releases after it came.
  static let all: [APIRelease] =
    current.compactMap { APIRelease($0) } + former.compactMap { APIRelease($0) }
    + moved.compactMap { APIRelease($0.line, successor: $0.successor, replacement: $0.replacement) }

  private static let current = [
    "v1 1.0 - - Binding ConfigMap Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod "
      + "PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount List",
    "v1 1.0 1.19 - ComponentStatus",
    "admissionregistration.k8s.io/v1 1.16 - - MutatingWebhookConfiguration ValidatingWebhookConfiguration",
    "admissionregistration.k8s.io/v1 1.30 - - ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding",
    "admissionregistration.k8s.io/v1 1.36 - - MutatingAdmissionPolicy MutatingAdmissionPolicyBinding",
    "admissionregistration.k8s.io/v1beta1 1.34 1.37 - MutatingAdmissionPolicy MutatingAdmissionPolicyBinding",
    "admissionregistration.k8s.io/v1alpha1 1.32 1.34 - MutatingAdmissionPolicy MutatingAdmissionPolicyBinding",
    "apiextensions.k8s.io/v1 1.16 - - CustomResourceDefinition",
    "apiregistration.k8s.io/v1 1.10 - - APIService",
    "apps/v1 1.9 - - ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet",
    "authentication.k8s.io/v1 1.6 - - TokenReview TokenRequest",
    "authentication.k8s.io/v1 1.28 - - SelfSubjectReview",
    "authorization.k8s.io/v1 1.6 - - LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview "
      + "SubjectAccessReview",
    "autoscaling/v1 1.2 - - HorizontalPodAutoscaler Scale",
    "autoscaling/v2 1.23 - - HorizontalPodAutoscaler",
    "batch/v1 1.2 - - Job",
    "batch/v1 1.21 - - CronJob",
    "certificates.k8s.io/v1 1.19 - - CertificateSigningRequest",
    "certificates.k8s.io/v1 1.37 - - ClusterTrustBundle PodCertificateRequest",
    "certificates.k8s.io/v1beta1 1.33 1.36 - ClusterTrustBundle",
    "certificates.k8s.io/v1beta1 1.35 - - PodCertificateRequest",
    "coordination.k8s.io/v1 1.14 - - Lease",
    "coordination.k8s.io/v1alpha2 1.32 1.33 - LeaseCandidate",
    "coordination.k8s.io/v1beta1 1.33 - - LeaseCandidate",
    "discovery.k8s.io/v1 1.21 - - EndpointSlice",
    "events.k8s.io/v1 1.19 - - Event",
    "flowcontrol.apiserver.k8s.io/v1 1.29 - - FlowSchema PriorityLevelConfiguration",
    "internal.apiserver.k8s.io/v1alpha1 1.20 - - StorageVersion",
    "lifecycle.k8s.io/v1alpha1 1.37 - - Eviction EvictionRequest",
    "networking.k8s.io/v1 1.7 - - NetworkPolicy",
    "networking.k8s.io/v1 1.19 - - Ingress IngressClass",
    "networking.k8s.io/v1 1.33 - - IPAddress ServiceCIDR",
    "node.k8s.io/v1 1.20 - - RuntimeClass",
    "policy/v1 1.21 - - PodDisruptionBudget",
    "policy/v1 1.22 - - Eviction",
    "rbac.authorization.k8s.io/v1 1.8 - - ClusterRole ClusterRoleBinding Role RoleBinding",
    "resource.k8s.io/v1 1.34 - - DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice",
    "resource.k8s.io/v1 1.37 - - DeviceTaintRule",
    "resource.k8s.io/v1beta1 1.32 1.35 - DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice",
    "resource.k8s.io/v1beta2 1.33 1.36 - DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice",
    "resource.k8s.io/v1beta2 1.36 - - DeviceTaintRule",
    "resource.k8s.io/v1alpha3 1.33 1.36 - DeviceTaintRule",
    "resource.k8s.io/v1alpha3 1.36 - - ResourcePoolStatusRequest",
    "scheduling.k8s.io/v1 1.14 - - PriorityClass",
    "scheduling.k8s.io/v1beta1 1.37 - - PodGroup Workload",
    "scheduling.k8s.io/v1alpha3 1.37 - - CompositePodGroup PodGroup Workload",
    "storage.k8s.io/v1 1.6 - - StorageClass",
    "storage.k8s.io/v1 1.13 - - VolumeAttachment",
    "storage.k8s.io/v1 1.17 - - CSINode",
    "storage.k8s.io/v1 1.19 - - CSIDriver",
    "storage.k8s.io/v1 1.24 - - CSIStorageCapacity",
    "storage.k8s.io/v1 1.34 - - VolumeAttributesClass",
    "storagemigration.k8s.io/v1 1.37 - - StorageVersionMigration",
    "storagemigration.k8s.io/v1beta1 1.35 - - StorageVersionMigration",
  ]

  private static let former = [
    "admissionregistration.k8s.io/v1beta1 1.9 1.16 1.22 MutatingWebhookConfiguration ValidatingWebhookConfiguration",
    "admissionregistration.k8s.io/v1beta1 1.28 1.31 1.34 ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding",
    "admissionregistration.k8s.io/v1alpha1 1.26 1.28 1.32 ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding",
    "apiextensions.k8s.io/v1beta1 1.7 1.16 1.22 CustomResourceDefinition",
    "apiregistration.k8s.io/v1beta1 1.7 1.10 1.22 APIService",
    "apps/v1beta1 1.5 1.9 1.16 ControllerRevision Deployment ReplicaSet StatefulSet",
    "apps/v1beta2 1.8 1.9 1.16 ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet",
    "auditregistration.k8s.io/v1alpha1 1.13 1.18 1.19 AuditSink",
    "authentication.k8s.io/v1beta1 1.4 1.19 1.22 TokenReview",
    "authentication.k8s.io/v1beta1 1.27 1.30 1.33 SelfSubjectReview",
    "authentication.k8s.io/v1alpha1 1.26 1.27 1.32 SelfSubjectReview",
    "authorization.k8s.io/v1beta1 1.2 1.19 1.22 LocalSubjectAccessReview SelfSubjectAccessReview "
      + "SelfSubjectRulesReview SubjectAccessReview",
    "autoscaling/v2beta1 1.8 1.22 1.25 HorizontalPodAutoscaler",
    "autoscaling/v2beta2 1.12 1.23 1.26 HorizontalPodAutoscaler",
    "batch/v2alpha1 1.4 1.8 1.21 CronJob",
    "batch/v1beta1 1.8 1.21 1.25 CronJob",
    "certificates.k8s.io/v1beta1 1.6 1.19 1.22 CertificateSigningRequest",
    "certificates.k8s.io/v1alpha1 1.27 1.33 1.37 ClusterTrustBundle",
    "certificates.k8s.io/v1alpha1 1.34 - 1.35 PodCertificateRequest",
    "coordination.k8s.io/v1beta1 1.12 1.19 1.22 Lease",
    "coordination.k8s.io/v1alpha1 1.31 - 1.32 LeaseCandidate",
    "discovery.k8s.io/v1beta1 1.17 1.21 1.25 EndpointSlice",
    "events.k8s.io/v1beta1 1.8 1.19 1.25 Event",
    "flowcontrol.apiserver.k8s.io/v1beta1 1.20 1.23 1.26 FlowSchema PriorityLevelConfiguration",
    "flowcontrol.apiserver.k8s.io/v1beta2 1.23 1.26 1.29 FlowSchema PriorityLevelConfiguration",
    "flowcontrol.apiserver.k8s.io/v1beta3 1.26 1.29 1.32 FlowSchema PriorityLevelConfiguration",
    "networking.k8s.io/v1beta1 1.14 1.19 1.22 Ingress",
    "networking.k8s.io/v1beta1 1.18 1.19 1.22 IngressClass",
    "networking.k8s.io/v1beta1 1.31 1.34 1.37 IPAddress ServiceCIDR",
    "networking.k8s.io/v1alpha1 1.27 - 1.31 IPAddress ServiceCIDR",
    "networking.k8s.io/v1alpha1 1.25 - 1.29 ClusterCIDR",
    "node.k8s.io/v1beta1 1.14 1.20 1.25 RuntimeClass",
    "policy/v1beta1 1.5 1.21 1.25 PodDisruptionBudget",
    "policy/v1beta1 1.10 1.21 1.25 PodSecurityPolicy",
    "policy/v1beta1 1.5 1.22 - Eviction",
    "rbac.authorization.k8s.io/v1beta1 1.6 1.17 1.22 ClusterRole ClusterRoleBinding Role RoleBinding",
    "rbac.authorization.k8s.io/v1alpha1 1.5 1.17 1.22 ClusterRole ClusterRoleBinding Role RoleBinding",
    "resource.k8s.io/v1alpha3 1.31 1.32 1.34 DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice",
    "resource.k8s.io/v1alpha3 1.31 - 1.32 PodSchedulingContext",
    "resource.k8s.io/v1alpha2 1.27 - 1.31 PodSchedulingContext ResourceClaim ResourceClaimTemplate",
    "resource.k8s.io/v1alpha2 1.30 - 1.31 ResourceClaimParameters ResourceClassParameters ResourceSlice",
    "resource.k8s.io/v1alpha1 1.26 - 1.27 PodScheduling ResourceClaim ResourceClaimTemplate",
    "scheduling.k8s.io/v1beta1 1.11 1.14 1.22 PriorityClass",
    "scheduling.k8s.io/v1alpha1 1.8 1.14 1.22 PriorityClass",
    "scheduling.k8s.io/v1alpha1 1.35 - 1.36 Workload",
    "scheduling.k8s.io/v1alpha2 1.36 - 1.37 PodGroup Workload",
    "settings.k8s.io/v1alpha1 1.6 - 1.20 PodPreset",
    "storage.k8s.io/v1beta1 1.4 1.19 1.22 StorageClass",
    "storage.k8s.io/v1beta1 1.10 1.19 1.22 VolumeAttachment",
    "storage.k8s.io/v1beta1 1.14 1.19 1.22 CSIDriver CSINode",
    "storage.k8s.io/v1beta1 1.21 1.24 1.27 CSIStorageCapacity",
    "storage.k8s.io/v1beta1 1.31 1.34 1.37 VolumeAttributesClass",
    "storage.k8s.io/v1alpha1 1.29 1.31 1.35 VolumeAttributesClass",
    "storagemigration.k8s.io/v1alpha1 1.30 - 1.35 StorageVersionMigration",
  ]

  /// What has gone to another group, or to another kind.
  private static let moved: [(line: String, successor: String?, replacement: String?)] = [
    ("v1 1.0 1.33 - Endpoints", nil, "discovery.k8s.io/v1 EndpointSlice"),
    ("extensions/v1beta1 1.1 1.8 1.16 DaemonSet Deployment ReplicaSet", "apps", nil),
    ("extensions/v1beta1 1.3 1.9 1.16 NetworkPolicy", "networking.k8s.io", nil),
    ("extensions/v1beta1 1.2 1.11 1.16 PodSecurityPolicy", "policy", nil),
    ("extensions/v1beta1 1.1 1.14 1.22 Ingress", "networking.k8s.io", nil),
    ("resource.k8s.io/v1alpha1 1.26 - 1.27 ResourceClass", nil, "resource.k8s.io/v1 DeviceClass"),
    ("resource.k8s.io/v1alpha2 1.27 - 1.31 ResourceClass", nil, "resource.k8s.io/v1 DeviceClass"),
  ]
}
