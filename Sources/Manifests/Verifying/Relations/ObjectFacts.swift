/// What an object is to the others of its output.
struct ObjectFacts: Sendable {
  /// That something exists because of this object.
  struct Provision: Sendable {
    let key: ObjectKey
    /// The keys of a Secret or ConfigMap, the ports of a Service; nil where that cannot be known.
    let parts: Set<String>?
  }

  /// That something must exist.
  struct Need: Sendable {
    let key: ObjectKey
    let parts: Set<String>
    let path: String
    let line: Int
    /// Whether a target in any namespace will do.
    let isAnywhere: Bool
  }

  /// That labels must find something.
  struct Selection: Sendable {
    let target: SelectorRule.Target
    /// Where to look; nil stands for everywhere.
    let namespaces: Set<String>?
    let selector: LabelSelector
    let ports: Set<String>
    let path: String
    let line: Int
  }

  struct Pods: Sendable {
    let labels: [String: String]
    /// Names and numbers; empty where the pods declare none.
    let ports: Set<String>
  }

  /// That this object changes how many pods another has, or how large they are.
  struct Scaling: Sendable {
    let target: ObjectKey
    /// Whether it changes the number of pods.
    let isHorizontal: Bool
    /// The resources that it acts by: `cpu`, `memory`.
    let resources: Set<String>
    let path: String
    let line: Int
  }

  /// That pods fail a level of the Pod Security Standards.
  struct Refusal: Sendable {
    /// The controls that fail.
    let controls: String
    /// Of the first failure.
    let path: String
    let line: Int

    init?(_ failures: [PodSecurity.Failure], controls: [String]) {
      guard let first = failures.first else { return nil }
      self.controls = controls.joined(separator: ", ")
      path = first.path
      line = first.line
    }
  }

  /// The levels that the object's pods fail; who fails the baseline fails the other too.
  struct Security: Sendable {
    let baseline: Refusal?
    let restricted: Refusal

    /// nil where the pods meet both.
    init?(_ security: PodSecurity) {
      guard let restricted = Refusal(security.restricted, controls: security.restrictedControls) else { return nil }
      self.restricted = restricted
      baseline = Refusal(security.baseline, controls: security.baselineControls)
    }
  }

  let key: ObjectKey
  /// As findings call it.
  let label: String
  let apiVersion: String
  let kind: String
  /// Empty for the core group.
  var apiGroup: Substring { apiVersion.contains("/") ? apiVersion.prefix { $0 != "/" } : "" }
  /// Where its `apiVersion` stands.
  let line: Int
  let labels: [String: String]
  let pods: Pods?
  /// Itself first.
  let provides: [Provision]
  let needs: [Need]
  let selections: [Selection]
  let scaling: Scaling?
  /// nil where nothing is to be said, or the object says why.
  let security: Security?
  /// Where `spec.replicas` stands, if it does.
  let replicasLine: Int?
}
