/// A place in objects of one kind that selects others by their labels.
struct SelectorRule: Sendable {
  enum Target: Sendable, Hashable {
    /// The pods of any object.
    case pods
    /// The pods of the object itself.
    case ownPods
    case objects(kind: String)
  }

  let place: PlacePath
  let target: Target
  /// The ports that whatever is selected must have, from the object on.
  let ports: [PlacePath]

  init(_ place: String, _ target: Target, ports: [String] = []) {
    self.place = PlacePath(place)
    self.target = target
    self.ports = ports.map { PlacePath($0) }
  }

  /// Of every pod, from its spec on. Preferred affinities may find nothing.
  static let ofPods: [SelectorRule] = [
    SelectorRule("topologySpreadConstraints[].labelSelector", .pods),
    SelectorRule("affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[].labelSelector", .pods),
  ]

  private static let own = [SelectorRule("spec.selector", .ownPods)]
  private static let istio = [SelectorRule("spec.selector", .pods)]

  static let ofKind: [String: [SelectorRule]] = [
    "Deployment": own, "StatefulSet": own, "DaemonSet": own, "ReplicaSet": own, "ReplicationController": own,
    "Service": [SelectorRule("spec.selector", .pods)],
    "PodDisruptionBudget": [SelectorRule("spec.selector", .pods)],
    "NetworkPolicy": [
      SelectorRule("spec.podSelector", .pods),
      SelectorRule("spec.ingress[].from[].podSelector", .pods),
      SelectorRule("spec.egress[].to[].podSelector", .pods),
      SelectorRule("spec.ingress[].from[].namespaceSelector", .objects(kind: "Namespace")),
      SelectorRule("spec.egress[].to[].namespaceSelector", .objects(kind: "Namespace")),
    ],
    "ServiceMonitor": [
      SelectorRule("spec.selector", .objects(kind: "Service"), ports: ["spec.endpoints[].port"])
    ],
    "PodMonitor": [SelectorRule("spec.selector", .pods, ports: ["spec.podMetricsEndpoints[].port"])],
    "Prometheus": [
      SelectorRule("spec.serviceMonitorSelector", .objects(kind: "ServiceMonitor")),
      SelectorRule("spec.podMonitorSelector", .objects(kind: "PodMonitor")),
      SelectorRule("spec.ruleSelector", .objects(kind: "PrometheusRule")),
    ],
    "AuthorizationPolicy": istio, "PeerAuthentication": istio, "RequestAuthentication": istio, "Telemetry": istio,
    "Sidecar": [SelectorRule("spec.workloadSelector", .pods)],
  ]
}
