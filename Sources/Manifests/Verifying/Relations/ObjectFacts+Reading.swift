extension ObjectFacts {
  init(_ head: ObjectHead) {
    let reader = RelationReader(head)
    key = reader.key
    label = head.label
    apiVersion = head.apiVersion
    kind = head.kind
    line = head.tree.node(at: ["apiVersion"]).map { Int(head.tree.nodes[$0].keyLine) } ?? 1
    labels = reader.labels(at: ["metadata", "labels"])
    pods = reader.pods
    provides = reader.provisions()
    needs = reader.needs()
    selections = reader.selections()
    scaling = reader.scaling()
    security = PodSecurity.isWaived(head) ? nil : PodSecurity(head).flatMap(Security.init)
    replicasLine = head.tree.node(at: ["spec", "replicas"]).map { Int(head.tree.nodes[$0].keyLine) }
  }
}

/// Reads from one object how it is tied to others.
struct RelationReader {
  let tree: DocumentTree
  let key: ObjectKey
  let pods: ObjectFacts.Pods?
  /// The spec of its pods, and the path of that.
  let pod: (node: Int, path: String)?
  /// The containers of its pods, or the steps of a Tekton task.
  let containers: [(node: Int, path: String)]

  init(_ head: ObjectHead) {
    let tree = head.tree
    self.tree = tree
    let kind = ObjectKey.kind(head.kind, group: head.group)
    key = ObjectKey(kind, head.namespace, head.name)
    let prefix = (ObjectHead.podTemplatePaths[head.kind] ?? []).reduce("") { $0.appending(key: $1) }
    let template = kind == "Service" ? nil : head.podTemplate
    pod = template.flatMap { tree.entry("spec", of: $0) }.map { ($0, prefix.appending(key: "spec")) }
    containers = RelationReader.containers(tree, pod, isTask: kind == "Task")
    pods =
      if let template, pod != nil {
        RelationReader.pods(tree, template, containers.map(\.node), key)
      } else { nil }
  }

  func labels(at keys: [String]) -> [String: String] {
    tree.node(at: keys).map { RelationReader.labels(tree, $0) } ?? [:]
  }

  private static func labels(_ tree: DocumentTree, _ node: Int) -> [String: String] {
    Dictionary(
      tree.pairs(of: node).compactMap { pair in tree.text(pair.node).map { (pair.key, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func containers(
    _ tree: DocumentTree, _ pod: (node: Int, path: String)?, isTask: Bool
  ) -> [(node: Int, path: String)] {
    let places: [PlacePath] = isTask ? ["spec.steps[]", "spec.sidecars[]"] : ["initContainers[]", "containers[]"]
    guard let start = isTask ? (node: tree.root, path: "") : pod else { return [] }
    return places.flatMap { $0.all(in: tree, from: start.node, prefix: start.path) }.map { ($0.node, $0.path) }
  }

  private static func pods(
    _ tree: DocumentTree, _ template: Int, _ containers: [Int], _ key: ObjectKey
  ) -> ObjectFacts.Pods {
    var labels =
      ("metadata.labels" as PlacePath).nodes(in: tree, from: template).first
      .map { RelationReader.labels(tree, $0) } ?? [:]
    // These controllers add a label of their own.
    switch key.kind {
    case "Job": labels["batch.kubernetes.io/job-name"] = key.name
    case "Service.serving.knative.dev": labels["serving.knative.dev/service"] = key.name
    default: break
    }
    let numbers: PlacePath = "ports[].containerPort"
    let names: PlacePath = "ports[].name"
    let ports = containers.flatMap { numbers.texts(in: tree, from: $0) + names.texts(in: tree, from: $0) }
    return ObjectFacts.Pods(labels: labels, ports: Set(ports))
  }
}
