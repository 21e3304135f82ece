/// A document's tree, known to be a Kubernetes object, with what every check asks of it.
struct ObjectHead {
  let tree: DocumentTree
  let apiVersion: String
  let kind: String
  /// Empty where it names none.
  let namespace: String
  /// `metadata.name`, else `metadata.generateName`; empty where it has neither.
  let name: String

  /// nil where `tree` is no object.
  init?(_ tree: DocumentTree) {
    let identity = ObjectIdentity(tree)
    guard identity.isObject, let apiVersion = identity.apiVersion, let kind = identity.kind else { return nil }
    self.tree = tree
    self.apiVersion = apiVersion
    self.kind = kind
    namespace = identity.namespace ?? ""
    name = identity.name ?? tree.text(at: ["metadata", "generateName"]) ?? ""
  }

  /// The part of `apiVersion` before the slash; empty for the core group.
  var group: String { apiVersion.lastIndex(of: "/").map { String(apiVersion[..<$0]) } ?? "" }

  /// As findings call it.
  var label: String { namespace.isEmpty ? "\(kind) \(name)" : "\(kind) \(namespace)/\(name)" }

  /// The node of the pod template within it (of the object itself for a Pod), the one that has `metadata` and `spec`.
  var podTemplate: Int? { ObjectHead.podTemplatePaths[kind].flatMap { tree.node(at: $0) } }

  /// Where each kind keeps its pod template.
  static let podTemplatePaths: [String: [String]] = [
    "Pod": [], "Deployment": ["spec", "template"], "StatefulSet": ["spec", "template"],
    "DaemonSet": ["spec", "template"], "ReplicaSet": ["spec", "template"],
    "ReplicationController": ["spec", "template"], "Job": ["spec", "template"],
    "CronJob": ["spec", "jobTemplate", "spec", "template"], "ScaledJob": ["spec", "jobTargetRef", "template"],
    "Service": ["spec", "template"],
  ]

  func finding(
    _ rule: Rule, path: String, line: Int, subject: String, message: String, hint: String? = nil
  ) -> Finding {
    Finding(rule, object: label, path: path, line: line, subject: subject, message: message, hint: hint)
  }
}

extension DocumentTree {
  /// The node behind some keys, from the root on.
  func node(at keys: [String]) -> Int? {
    guard nodes.indices.contains(root) else { return nil }
    var node = meant(root)
    for key in keys {
      guard let next = entry(key, of: node) else { return nil }
      node = next
    }
    return node
  }

  /// The text of the scalar behind some keys; nil where there is none or it is null.
  func text(at keys: [String]) -> String? { node(at: keys).flatMap(text) }

  /// The text of a scalar; nil for anything else, and for null.
  func text(_ node: Int) -> String? {
    nodes[node].kind == .scalar && nodes[node].type != .null ? nodes[node].text : nil
  }

  /// The text of the scalar under `key` in the map at `node`.
  func text(_ key: String, of node: Int) -> String? { entry(key, of: node).flatMap(text) }

  /// The items of the list at `node`, resolved; none for what is no list.
  func items(of node: Int) -> [Int] {
    guard nodes[node].kind == .list else { return [] }
    var items: [Int] = []
    forEachChild(of: node) { items.append(meant($0)) }
    return items
  }

  /// The entries of the map at `node`, keys and what stands under them, merges included; none for what is no map.
  func pairs(of node: Int) -> [(key: String, node: Int)] {
    guard nodes[node].kind == .map else { return [] }
    return entries(of: node).map { (nodes[$0].key, meant($0)) }
  }
}
