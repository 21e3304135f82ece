/// What an output may rely on without holding it: what every cluster has, and what well-known operators bring along.
enum Established {
  /// Namespaces that clusters have and that operators are installed in.
  static let namespaces: Set<String> = [
    "default", "kube-system", "kube-public", "kube-node-lease",
    "argocd", "cert-manager", "external-secrets", "flux-system", "gatekeeper-system", "ingress-nginx", "istio-ingress",
    "istio-system", "karpenter", "keda", "knative-eventing", "knative-serving", "kueue-system", "kyverno", "linkerd",
    "logging", "monitoring", "observability", "tekton-pipelines", "velero",
  ]

  private static let names: [String: Set<String>] = [
    "ClusterRole": ["view", "edit", "admin", "cluster-admin"], "ServiceAccount": ["default"],
    "ConfigMap": ["kube-root-ca.crt"], "AppProject": ["default"],
    "PriorityClass": ["system-cluster-critical", "system-node-critical"],
    "Service": ["kubernetes", "kube-dns"],
    "Gateway.networking.istio.io": ["mesh", "knative-ingress-gateway", "knative-local-gateway"],
    "GatewayClass": ["istio", "istio-waypoint", "istio-remote", "azure-alb-external", "cilium", "eg", "nginx"],
  ]

  static func hasNamespace(_ key: ObjectKey) -> Bool { key.kind == "Namespace" && namespaces.contains(key.name) }

  static func has(_ key: ObjectKey) -> Bool {
    switch key.kind {
    case "User", "Group": true
    case "ClusterRole" where key.name.hasPrefix("system:"): true
    case "GatewayClass" where key.name.hasPrefix("gke-l7-"): true
    // Operators use service accounts of their own.
    case "ServiceAccount" where namespaces.contains(key.namespace): true
    default: names[key.kind]?.contains(key.name) ?? false
    }
  }
}
