/// What of the Pod Security Standards an object's pods fail
/// (<https://kubernetes.io/docs/concepts/security/pod-security-standards/>, of Kubernetes 1.33).
struct PodSecurity {
  /// One field that a level refuses.
  struct Failure: Equatable {
    /// As the admission of Kubernetes calls it: `hostNamespaces`.
    let control: String
    /// The field, or where it is missing.
    let path: String
    let line: Int
    let message: String
  }

  /// In the order of the standard's controls.
  let baseline: [Failure]
  /// What the level refuses, those of the baseline among them.
  let restricted: [Failure]

  /// The annotation that says why an object's pods need not meet the level 'restricted'.
  static let waiver = "pod-security-waiver"

  /// nil for what has no pods.
  init?(_ head: ObjectHead) {
    guard let template = head.podTemplatePlace, let spec = template["spec"] else { return nil }
    var check = PodSecurityCheck(template: template, spec: spec)
    check.run()
    baseline = check.baseline
    restricted = check.restricted
  }

  /// The controls that fail, each once.
  var restrictedControls: [String] { PodSecurity.controls(of: restricted) }
  var baselineControls: [String] { PodSecurity.controls(of: baseline) }

  private static func controls(of failures: [Failure]) -> [String] {
    failures.reduce(into: []) { if !$0.contains($1.control) { $0.append($1.control) } }
  }

  /// Whether the object says why.
  static func isWaived(_ head: ObjectHead) -> Bool {
    head.tree.text(at: ["metadata", "annotations", waiver])?.isEmpty == false
  }
}
