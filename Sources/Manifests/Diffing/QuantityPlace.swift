extension ComparedTree {
  /// Whether a leaf is where Kubernetes, or what extends it, takes a quantity.
  func isQuantity(_ node: Int) -> Bool {
    let key = nodes[node].key
    guard !key.isEmpty else { return false }
    if QuantityPlace.keys.contains(key) { return true }
    guard nodes[node].parent >= 0 else { return false }
    let parent = nodes[nodes[node].parent]
    if QuantityPlace.texts.contains(parent.key) || (parent.leaf >= 0 && !parent.isInner) { return false }
    if QuantityPlace.resources.contains(key) { return true }
    if QuantityPlace.maps.contains(parent.key) { return true }
    if QuantityPlace.vagueMaps.contains(parent.key), QuantityPlace.isResource(key) { return true }
    switch document.kind {
    case "HorizontalPodAutoscaler": return key == "value" && parent.key == "target"
    case "CSIStorageCapacity": return key == "capacity"
    default: return false
    }
  }
}

/// By which keys a quantity is known.
private enum QuantityPlace {
  /// What is one wherever it stands.
  static let keys: Set<String> = [
    "sizeLimit", "averageValue", "divisor", "targetAverageValue", "maximumVolumeSize", "containerLogMaxSize",
  ]

  /// What is one but in maps of texts.
  static let resources: Set<String> = ["cpu", "memory", "ephemeral-storage"]

  /// Maps of nothing else (`ResourceList` in `k8s.io/api/core/v1`, and those of autoscalers and node pools).
  static let maps: Set<String> = [
    "capacity", "allocatable", "hard", "podFixed", "defaultRequest", "minAllowed", "maxAllowed", "lowerBound",
    "upperBound", "uncappedTarget", "allocatedResources", "kubeReserved", "systemReserved",
  ]

  /// Maps that may hold other things: there the key must be that of a resource.
  static let vagueMaps: Set<String> = [
    "limits", "requests", "used", "min", "max", "default", "target", "resources", "maxLimitRequestRatio",
  ]

  /// Maps whose values are texts, whatever their keys are.
  static let texts: Set<String> = [
    "labels", "annotations", "matchLabels", "selector", "nodeSelector", "data", "stringData", "parameters", "env",
    "properties",
  ]

  /// `cpu`, `nvidia.com/gpu`, `hugepages-2Mi`, `requests.storage`, `count/pods`.
  static func isResource(_ key: String) -> Bool {
    resources.contains(key) || key == "storage" || key == "pods" || key == "nodes" || key.hasPrefix("hugepages-")
      || key.hasPrefix("requests.") || key.hasPrefix("limits.") || key.utf8.contains(UInt8(ascii: "/"))
  }
}
