import Testing

@testable import Manifests

struct APILifecycleTests {
  private typealias State = APILifecycle.State

  private func state(_ api: String, on version: String) throws -> State {
    let words = api.split(separator: " ").map(String.init)
    let number = try #require(VersionNumber(version))
    return APILifecycle.state(of: words[1], in: words[0], on: number)
  }

  @Test(arguments: [
    "v1 Pod", "v1 List", "apps/v1 Deployment", "autoscaling/v1 HorizontalPodAutoscaler",
    "autoscaling/v2 HorizontalPodAutoscaler", "batch/v1 CronJob", "policy/v1 PodDisruptionBudget",
    "networking.k8s.io/v1 Ingress", "discovery.k8s.io/v1 EndpointSlice", "storage.k8s.io/v1 CSIStorageCapacity",
    "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy", "flowcontrol.apiserver.k8s.io/v1 FlowSchema",
    // Those of others, and kinds that a group may have.
    "gateway.networking.k8s.io/v1 Gateway", "argoproj.io/v1alpha1 Rollout", "v1 Config", "apps/v1 DeploymentList",
    "skaffold/v4beta6 Config", "snapshot.storage.k8s.io/v1 VolumeSnapshot",
  ])
  func `what Kubernetes serves, and what others do, is served`(api: String) throws {
    #expect(try state(api, on: "1.31") == .served)
    #expect(try state(api, on: "1.31.4-eks-1") == .served)
  }

  private static let ends: [(api: String, end: String, replacement: String?)] = [
    ("extensions/v1beta1 Deployment", "1.16", "apps/v1"), ("extensions/v1beta1 DaemonSet", "1.16", "apps/v1"),
    ("extensions/v1beta1 NetworkPolicy", "1.16", "networking.k8s.io/v1"),
    ("extensions/v1beta1 PodSecurityPolicy", "1.16", "policy/v1beta1"),
    ("apps/v1beta1 StatefulSet", "1.16", "apps/v1"), ("apps/v1beta2 ReplicaSet", "1.16", "apps/v1"),
    ("extensions/v1beta1 Ingress", "1.22", "networking.k8s.io/v1"),
    ("networking.k8s.io/v1beta1 Ingress", "1.22", "networking.k8s.io/v1"),
    ("networking.k8s.io/v1beta1 IngressClass", "1.22", "networking.k8s.io/v1"),
    ("admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration", "1.22", "admissionregistration.k8s.io/v1"),
    ("apiextensions.k8s.io/v1beta1 CustomResourceDefinition", "1.22", "apiextensions.k8s.io/v1"),
    ("apiregistration.k8s.io/v1beta1 APIService", "1.22", "apiregistration.k8s.io/v1"),
    ("authentication.k8s.io/v1beta1 TokenReview", "1.22", "authentication.k8s.io/v1"),
    ("authorization.k8s.io/v1beta1 SubjectAccessReview", "1.22", "authorization.k8s.io/v1"),
    ("certificates.k8s.io/v1beta1 CertificateSigningRequest", "1.22", "certificates.k8s.io/v1"),
    ("coordination.k8s.io/v1beta1 Lease", "1.22", "coordination.k8s.io/v1"),
    ("rbac.authorization.k8s.io/v1beta1 ClusterRole", "1.22", "rbac.authorization.k8s.io/v1"),
    ("scheduling.k8s.io/v1beta1 PriorityClass", "1.22", "scheduling.k8s.io/v1"),
    ("storage.k8s.io/v1beta1 StorageClass", "1.22", "storage.k8s.io/v1"),
    ("storage.k8s.io/v1beta1 CSIDriver", "1.22", "storage.k8s.io/v1"),
    ("batch/v1beta1 CronJob", "1.25", "batch/v1"),
    ("discovery.k8s.io/v1beta1 EndpointSlice", "1.25", "discovery.k8s.io/v1"),
    ("events.k8s.io/v1beta1 Event", "1.25", "events.k8s.io/v1"),
    ("autoscaling/v2beta1 HorizontalPodAutoscaler", "1.25", "autoscaling/v2"),
    ("policy/v1beta1 PodDisruptionBudget", "1.25", "policy/v1"), ("policy/v1beta1 PodSecurityPolicy", "1.25", nil),
    ("node.k8s.io/v1beta1 RuntimeClass", "1.25", "node.k8s.io/v1"),
    ("autoscaling/v2beta2 HorizontalPodAutoscaler", "1.26", "autoscaling/v2"),
    ("flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema", "1.26", "flowcontrol.apiserver.k8s.io/v1beta3"),
    ("storage.k8s.io/v1beta1 CSIStorageCapacity", "1.27", "storage.k8s.io/v1"),
    ("flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema", "1.29", "flowcontrol.apiserver.k8s.io/v1"),
    ("flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration", "1.32", "flowcontrol.apiserver.k8s.io/v1"),
    ("authentication.k8s.io/v1beta1 SelfSubjectReview", "1.33", "authentication.k8s.io/v1"),
    ("admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy", "1.34", "admissionregistration.k8s.io/v1"),
    ("resource.k8s.io/v1alpha3 ResourceClaim", "1.34", "resource.k8s.io/v1"),
    ("storage.k8s.io/v1beta1 VolumeAttributesClass", "1.37", "storage.k8s.io/v1"),
    ("networking.k8s.io/v1beta1 IPAddress", "1.37", "networking.k8s.io/v1"),
  ]

  @Test(arguments: ends)
  func `an API that was removed is so from that version on`(api: String, end: String, replacement: String?) throws {
    #expect(try state(api, on: end) == .removed(in: end, replacement: replacement))
    let minor = try #require(Int(end.dropFirst(2)))
    let before = try state(api, on: "1.\(minor - 1)")
    guard case .deprecated(_, let removal, _) = before else {
      Issue.record("\(api) is \(before) on 1.\(minor - 1)")
      return
    }
    #expect(removal == end)
  }

  @Test(arguments: [
    (
      "v1 Endpoints", "1.33",
      State.deprecated(since: "1.33", removal: nil, replacement: "discovery.k8s.io/v1 EndpointSlice")
    ),
    ("v1 Endpoints", "1.32", .served),
    ("v1 ComponentStatus", "1.19", .deprecated(since: "1.19", removal: nil, replacement: nil)),
    (
      "flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema", "1.28",
      .deprecated(since: "1.26", removal: "1.29", replacement: "flowcontrol.apiserver.k8s.io/v1beta3")
    ),
    ("batch/v1beta1 CronJob", "1.20", .served),
    ("batch/v1beta1 CronJob", "1.21", .deprecated(since: "1.21", removal: "1.25", replacement: "batch/v1")),
    ("admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy", "1.29", .future(since: "1.30")),
    ("admissionregistration.k8s.io/v1 MutatingAdmissionPolicy", "1.35", .future(since: "1.36")),
    ("resource.k8s.io/v1 ResourceClaim", "1.33", .future(since: "1.34")),
    ("flowcontrol.apiserver.k8s.io/v1 FlowSchema", "1.28", .future(since: "1.29")),
    ("autoscaling/v2 HorizontalPodAutoscaler", "1.22", .future(since: "1.23")),
    ("batch/v1 CronJob", "1.20", .future(since: "1.21")),
    ("apps/v3 Deployment", "1.31", .unknown(replacement: "apps/v1")),
    ("v2 Pod", "1.31", .unknown(replacement: "v1")),
    ("v1 Deployment", "1.31", .unknown(replacement: "apps/v1")),
    ("apps/v1 Ingress", "1.31", .unknown(replacement: "networking.k8s.io/v1")),
    ("apps/v7 Gadget", "1.31", .unknown(replacement: nil)),
    ("extensions/v1beta1 Gadget", "1.31", .removed(in: "1.22", replacement: nil)),
    ("extensions/v1beta1 Job", "1.31", .removed(in: "1.22", replacement: "batch/v1")),
    (
      "resource.k8s.io/v1alpha2 ResourceClass", "1.31",
      .removed(in: "1.31", replacement: "resource.k8s.io/v1 DeviceClass")
    ),
    ("scheduling.k8s.io/v1alpha1 Workload", "1.36", .removed(in: "1.36", replacement: "scheduling.k8s.io/v1alpha2")),
  ])
  private func `an API has its state`(api: String, version: String, state: State) throws {
    #expect(try self.state(api, on: version) == state)
  }

  @Test func `every line of the table is read`() {
    #expect(APIRelease.all.count > 100)
    for release in APIRelease.all {
      #expect(release.deprecated.map { release.since.number <= $0.number } ?? true, "\(release)")
      #expect(release.removed.map { (release.deprecated ?? release.since).number < $0.number } ?? true, "\(release)")
    }
  }

  @Test func `a finding says what to use`() throws {
    let text = "# a comment\napiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: web}\n"
    let object = try #require(DocumentFacts(reading: Array(text.utf8)).objects.first)
    func finding(on version: String) throws -> Finding? {
      let number = try #require(VersionNumber(version))
      return APILifecycle.finding(for: object, on: number)
    }
    let found = try #require(try finding(on: "1.31"))
    #expect(found.rule == .removedAPI && found.line == 2 && found.path == "apiVersion")
    #expect(found.subject == "policy/v1beta1 PodDisruptionBudget")
    #expect(found.message == "Kubernetes serves no 'policy/v1beta1 PodDisruptionBudget' since 1.25")
    #expect(found.hint == "use 'policy/v1'")
    #expect(try finding(on: "1.24")?.rule == .deprecatedAPI)
    #expect(try finding(on: "1.20") == nil)
    #expect(try finding(on: "1.4")?.rule == .futureAPI)
  }
}
