/// How the items of a list find each other, and whether their order counts.
///
/// What Kubernetes and its common extensions do with a list is known by its key, sometimes also by the key above or the
/// kind of object. In documents that are no Kubernetes objects, or stand in a text, only the order of lists that are
/// sequences everywhere is known.
struct ListRule {
  enum Order {
    case matters, ignored
    /// Only where a text refers to what comes before it: `$(NAME)` in `env`.
    case matchesReferences
    /// Only where a rule records what a later one may read, in a group of Prometheus.
    case matchesRecords
  }

  /// nil where it is not known: then the order of items with a key is ignored, and that of others counts.
  private(set) var order: Order?
  /// By which items are paired one after the other, in the stead of ``ItemKey/usual``.
  private(set) var keys: [ItemKey] = []

  init(_ tree: ComparedTree, _ node: Int) {
    let key = tree.nodes[node].key
    guard !key.isEmpty else { return }
    keys = ListRule.keys[key] ?? []
    let kind = tree.nodes[node].isInner ? nil : tree.document.kind
    order = ListRule.order(of: key, under: tree.key(around: node), in: kind)
  }

  private static func order(of key: String, under parent: String?, in kind: String?) -> Order? {
    if sequences.contains(key) { return .matters }
    if key == "env" { return .matchesReferences }
    guard let kind else { return nil }
    if let kinds = sequencesOfKinds[key], kinds.contains(kind) { return .matters }
    if key == "rules", kind == "PrometheusRule" { return .matchesRecords }
    if sets.contains(key) || setsOfKinds[key]?.contains(kind) == true { return .ignored }
    if let parent, setsUnder[key]?.contains(parent) == true { return .ignored }
    return nil
  }

  // MARK: What is known

  /// What is gone through in order whatever document it is in.
  private static let sequences: Set<String> = [
    "initContainers", "steps", "envFrom", "relabelings", "metricRelabelings", "relabelConfigs", "metricRelabelConfigs",
    "relabel_configs", "metric_relabel_configs", "alert_relabel_configs", "write_relabel_configs",
    "writeRelabelConfigs", "filters", "http_filters", "httpFilters", "filter_chains", "configPatches", "middlewares",
    "patches",
    "patchesJson6902", "transformations", "processors", "pipeline_stages", "pipelineStages",
  ]

  /// What is gone through in order in objects of some kinds.
  private static let sequencesOfKinds: [String: Set<String>] = [
    "http": ["VirtualService"], "tcp": ["VirtualService"], "tls": ["VirtualService"],
    "rules": ["HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute", "ClusterPolicy", "Policy"],
    "routes": ["AlertmanagerConfig", "Alertmanager"],
    "providers": ["EncryptionConfiguration"],
  ]

  /// What is a set for Kubernetes, or where the order of items decides nothing.
  private static let sets: Set<String> = [
    // Texts
    "accessModes", "finalizers", "verbs", "apiGroups", "apiVersions", "operations", "resourceNames", "nonResourceURLs",
    "policyTypes", "add", "drop", "namespaces", "hosts", "hostnames", "loadBalancerSourceRanges", "externalIPs",
    "except", "supplementalGroups", "allowedCapabilities", "requiredDropCapabilities", "defaultAddCapabilities",
    "allowedUnsafeSysctls", "shortNames", "categories", "dnsNames", "ipAddresses", "usages", "exportTo", "principals",
    "notPrincipals", "methods", "notMethods", "paths", "notPaths", "ipBlocks", "remoteIpBlocks", "audiences",
    "matchLabelKeys", "mismatchLabelKeys", "notNamespaces", "serviceAccounts",
    // Objects
    "tolerations", "subjects", "ingress", "egress", "from", "to", "ports", "nodeSelectorTerms", "matchExpressions",
    "matchFields", "matchLabelExpressions", "requiredDuringSchedulingIgnoredDuringExecution",
    "preferredDuringSchedulingIgnoredDuringExecution", "topologySpreadConstraints", "metrics", "policies",
    "clusterRoleSelectors", "imagePullSecrets", "secrets", "conditions", "webhooks", "volumes", "volumeMounts",
    "volumeDevices", "volumeClaimTemplates", "sources", "hostAliases", "sysctls", "ownerReferences", "readinessGates",
    "schedulingGates", "taints", "startupTaints", "requirements", "endpoints", "podMetricsEndpoints", "backendRefs",
    "parentRefs", "subsets", "servers", "triggers", "containerPolicies", "allowedTopologies",
  ]

  private static let setsOfKinds: [String: Set<String>] = [
    "rules": [
      "Role", "ClusterRole", "Ingress", "AuthorizationPolicy", "MutatingWebhookConfiguration",
      "ValidatingWebhookConfiguration", "FlowSchema",
    ],
    "tls": ["Ingress", "Gateway", "IngressRoute"], "gateways": ["VirtualService"], "scopes": ["ResourceQuota"],
    "when": ["AuthorizationPolicy"], "limits": ["LimitRange"], "items": ["List"],
    "groups": ["PrometheusRule"],
  ]

  /// What is a set beneath some keys.
  private static let setsUnder: [String: Set<String>] = [
    "values": [
      "matchExpressions", "matchFields", "matchLabelExpressions", "requirements", "when", "nodeSelectorTerms",
      "allowedTopologies", "scopeSelector",
    ],
    "notValues": ["when"], "resources": ["rules", "resourceRules", "resourcePolicies"],
    "items": ["configMap", "secret", "downwardAPI"],
  ]

  /// The keys by which Kubernetes itself merges these lists (`+listMapKey` and `patchMergeKey` in `k8s.io/api`), a name
  /// before them where items have one, and those of extensions.
  private static let keys: [String: [ItemKey]] = [
    "ports": [
      ItemKey("name"), ItemKey("containerPort", "protocol"), ItemKey("port", "protocol"), ItemKey("number", "protocol"),
      ItemKey("port.number"),
    ],
    "volumeMounts": [ItemKey("mountPath"), ItemKey("name")], "volumeDevices": [ItemKey("devicePath"), ItemKey("name")],
    "subjects": [ItemKey("kind", "namespace", "name", needsAll: false)],
    "parentRefs": [ItemKey("kind", "namespace", "name", "sectionName", "port", needsAll: false)],
    "backendRefs": [ItemKey("kind", "namespace", "name", "port", needsAll: false)],
    "rules": [ItemKey("name"), ItemKey("alert", "record", needsAll: false), ItemKey("host")],
    "topologySpreadConstraints": [ItemKey("topologyKey", "whenUnsatisfiable")],
    "paths": [ItemKey("path", "pathType")], "ownerReferences": [ItemKey("uid")], "hostAliases": [ItemKey("ip")],
    "matchExpressions": [ItemKey("key", "operator")], "panels": [ItemKey("id"), ItemKey("title")],
    "items": [ItemKey("key"), ItemKey("kind", "metadata.namespace", "metadata.name", needsAll: false)],
    "envFrom": [ItemKey("configMapRef.name", "secretRef.name", "prefix", needsAll: false)],
    "containerPolicies": [ItemKey("containerName")],
  ]
}
