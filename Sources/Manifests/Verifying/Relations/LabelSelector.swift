/// What labels a selector wants (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/).
struct LabelSelector: Sendable, Hashable {
  struct Expression: Sendable, Hashable {
    let key: String
    let condition: String
    let values: Set<String>
  }

  let labels: [String: String]
  let expressions: [Expression]

  var isEmpty: Bool { labels.isEmpty && expressions.isEmpty }

  /// Reads either form: a map of labels, or one with `matchLabels` and `matchExpressions` (Istio: `labels`).
  init(_ tree: DocumentTree, _ node: Int) {
    var labels: [String: String] = [:]
    let structured = ["matchLabels", "matchExpressions", "labels"].compactMap { tree.entry($0, of: node) }
    let source =
      structured.isEmpty ? node : tree.entry("matchLabels", of: node) ?? tree.entry("labels", of: node)
    if let source { for pair in tree.pairs(of: source) { labels[pair.key] = tree.text(pair.node) } }
    self.labels = labels
    expressions =
      tree.entry("matchExpressions", of: node).map(tree.items)?.map { item in
        Expression(
          key: tree.text("key", of: item) ?? "", condition: tree.text("operator", of: item) ?? "",
          values: Set(tree.entry("values", of: item).map(tree.items)?.compactMap(tree.text) ?? []))
      } ?? []
  }

  init(labels: [String: String], expressions: [Expression] = []) {
    self.labels = labels
    self.expressions = expressions
  }

  func selects(_ other: [String: String]) -> Bool {
    labels.allSatisfy { other[$0.key] == $0.value } && expressions.allSatisfy { $0.holds(other[$0.key]) }
  }

  /// `app=web, tier in (a, b)`
  var text: String {
    let wanted = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return (wanted + expressions.map(\.text)).joined(separator: ", ")
  }
}

extension LabelSelector.Expression {
  fileprivate func holds(_ value: String?) -> Bool {
    switch condition {
    case "In": value.map(values.contains) ?? false
    case "NotIn": value.map { !values.contains($0) } ?? true
    case "Exists": value != nil
    case "DoesNotExist": value == nil
    default: false
    }
  }

  fileprivate var text: String {
    switch condition {
    case "In", "NotIn": "\(key) \(condition == "In" ? "in" : "not in") (\(values.sorted().joined(separator: ", ")))"
    case "Exists": key
    default: "!\(key)"
    }
  }
}
