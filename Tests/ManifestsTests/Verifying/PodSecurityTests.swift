import Testing

@testable import Manifests

struct PodSecurityTests {
  private func security(_ text: String) throws -> PodSecurity {
    let head = try #require(DocumentFacts(reading: Array(text.utf8), keepsTrees: true).heads.first)
    return try #require(PodSecurity(head))
  }

  /// A pod that meets the level 'restricted', with some lines more.
  private func pod(_ spec: String = "", container: String = "", context: String = "", annotations: String = "")
    -> String
  {
    """
    apiVersion: v1
    kind: Pod
    metadata: {name: x, annotations: {\(annotations)}}
    spec:
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      containers:
        - name: a
          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]\(container)}\(context)}
      \(spec)
    """
  }

  @Test func `a pod that meets both levels fails nothing`() throws {
    let security = try security(
      pod("volumes: [{name: a, emptyDir: {}}, {name: b, image: {}}, {name: c}]", container: ", add: [NET_BIND_SERVICE]")
    )
    #expect(security.baseline.isEmpty && security.restricted.isEmpty)
  }

  @Test(arguments: [
    ("hostNetwork: true", "hostNamespaces", "spec.hostNetwork"), ("hostPID: true", "hostNamespaces", "spec.hostPID"),
    ("volumes: [{name: v, hostPath: {path: /}}]", "hostPathVolumes", "spec.volumes[v].hostPath"),
    (
      "initContainers: [{name: i, ports: [{hostPort: 80}], securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}]",
      "hostPorts", "spec.initContainers[i].ports[0].hostPort"
    ),
  ])
  func `what the baseline refuses of a pod is found`(spec: String, control: String, path: String) throws {
    let security = try security(pod(spec))
    #expect(security.baseline.map { "\($0.line) \($0.control) \($0.path)" } == ["9 \(control) \(path)"])
    #expect(security.restricted == security.baseline)
  }

  @Test(arguments: [
    (", privileged: true", "privileged", "privileged"), (", procMount: Unmasked", "procMount", "procMount"),
    (", windowsOptions: {hostProcess: true}", "windowsHostProcess", "windowsOptions.hostProcess"),
    (", seLinuxOptions: {type: spc_t}", "seLinuxOptions", "seLinuxOptions.type"),
    (", seLinuxOptions: {user: u}", "seLinuxOptions", "seLinuxOptions.user"),
    (", appArmorProfile: {type: Unconfined}", "appArmorProfile", "appArmorProfile.type"),
  ])
  func `what the baseline refuses of a container is found`(context: String, control: String, path: String) throws {
    let security = try security(pod(context: context))
    #expect(
      security.baseline.map { "\($0.line) \($0.control) \($0.path)" } == [
        "8 \(control) spec.containers[a].securityContext.\(path)"
      ])
    #expect(security.restricted == security.baseline)
  }

  @Test func `the controls of both levels are told apart`() throws {
    let added = try security(pod(container: ", add: [SYS_ADMIN, CHOWN]"))
    #expect(added.baseline.map(\.control) == ["capabilities_baseline"])
    #expect(
      added.restricted.map(\.path)
        == ["add[0]", "add[1]"].map { "spec.containers[a].securityContext.capabilities.\($0)" })
    let unconfined = try security(pod(context: ", seccompProfile: {type: Unconfined}"))
    #expect(unconfined.baselineControls == ["seccompProfile_baseline"])
    #expect(unconfined.restrictedControls == ["seccompProfile"])
    let annotated = try security(pod(annotations: "container.apparmor.security.beta.kubernetes.io/a: unconfined"))
    #expect(annotated.baselineControls == ["appArmorProfile"])
    #expect(try security(pod("x: {}")).restricted.isEmpty)
  }

  @Test(arguments: [
    (", runAsNonRoot: false", ["runAsNonRoot"]), (", runAsUser: 0", ["runAsUser"]), (", runAsNonRoot: true", []),
    (", seccompProfile: {type: Localhost}", []), (", runAsUser: 1000", []),
  ])
  func `what the restricted level refuses is found`(context: String, controls: [String]) throws {
    let security = try security(pod(context: context))
    #expect(security.baseline.isEmpty)
    #expect(security.restrictedControls == controls)
  }

  @Test func `what a bare pod lacks is said where it should stand`() throws {
    let security = try security(
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n      volumes: [{name: v, nfs: {}}]\n      securityContext: {sysctls: [{name: kernel.msgmax}]}\n"
    )
    #expect(security.baseline.map { "\($0.line) \($0.control)" } == ["10 sysctls"])
    let container = "spec.template.spec.containers[a].securityContext"
    #expect(
      security.restricted.map { "\($0.line) \($0.control) \($0.path)" } == [
        "10 sysctls spec.template.spec.securityContext.sysctls[kernel.msgmax].name",
        "9 restrictedVolumes spec.template.spec.volumes[v].nfs", "8 runAsNonRoot \(container).runAsNonRoot",
        "8 allowPrivilegeEscalation \(container).allowPrivilegeEscalation",
        "8 capabilities \(container).capabilities.drop", "8 seccompProfile \(container).seccompProfile.type",
      ])
  }

  @Test func `pods of Windows need less`() throws {
    let text =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {os: {name: windows}, containers: [{name: a, securityContext: {runAsNonRoot: true}}]}\n"
    #expect(try security(text).restricted.isEmpty)
  }

  @Test(arguments: [
    ("name: x", "pod-security"), ("name: x, namespace: kube-system", ""), ("name: x, namespace: open", "pod-security"),
    ("name: x, namespace: closed", "pod-refused"), ("name: x, namespace: free", ""),
    ("name: x, namespace: common", ""), ("name: x, annotations: {pod-security-waiver: a reason}", ""),
    ("name: x, annotations: {pod-security-waiver: ''}", "pod-security"),
  ])
  func `one finding says what an object's pods lack, by the level of their namespace`(metadata: String, rule: String) {
    let pod =
      "apiVersion: v1\nkind: Pod\nmetadata: {\(metadata)}\nspec:\n  containers:\n    - {name: a}\n    - {name: b}\n"
    let levels = ["open": "", "closed": "restricted", "common": "baseline", "free": "privileged"]
    let namespaces = levels.map { name, level in
      let label = level.isEmpty ? "{}" : "{pod-security.kubernetes.io/enforce: \(level)}"
      return "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: \(name), labels: \(label)}\n"
    }
    let block = BlockFacts(language: "yaml", content: Array("```yaml\n\(pod)\(namespaces.joined())```\n".utf8))
    let found = Verifier(kubernetes: VersionNumber(major: 1, minor: 34)).findings(in: [block])
    let controls = "runAsNonRoot, allowPrivilegeEscalation, capabilities, seccompProfile"
    #expect(
      found.map { "\($0.line) \($0.rule.rawValue) \($0.path) \($0.subject)" }
        == (rule.isEmpty ? [] : ["7 \(rule) spec.containers[a].securityContext.runAsNonRoot \(controls)"]))
  }

  @Test func `what has no pods has no level`() throws {
    let head = try #require(
      DocumentFacts(reading: Array("apiVersion: v1\nkind: Service\nmetadata: {name: x}\n".utf8), keepsTrees: true).heads
        .first)
    #expect(PodSecurity(head) == nil)
  }
}
