extension ObjectCheck {
  /// Labels, annotations, and the labels that selectors want.
  mutating func checkLabels() {
    checkMetadata(root["metadata"])
    if let podTemplate, podTemplate.node != root.node { checkMetadata(podTemplate["metadata"]) }
    if head.kind == "CronJob" { checkMetadata(root["spec"]?["jobTemplate"]?["metadata"]) }
    if head.kind == "StatefulSet" {
      for claim in root["spec"]?["volumeClaimTemplates"]?.items ?? [] { checkMetadata(claim["metadata"]) }
    }
    if let selector = podTemplate?["spec"]?["nodeSelector"] { checkLabels(selector) }
    if head.apiVersion == "v1", head.kind == "Service" || head.kind == "ReplicationController",
      let selector = root["spec"]?["selector"]
    {
      checkLabels(selector)
    }
    checkMatchLabels()
  }

  private mutating func checkMetadata(_ metadata: Place?) {
    if let labels = metadata?["labels"] { checkLabels(labels) }
    for (key, value) in metadata?["annotations"]?.entries ?? [] {
      if !NameForm.annotationKey.accepts(key) {
        report(
          .invalidLabel, at: value, subject: key,
          "the key '\(key)' of an annotation is refused, expected \(NameForm.annotationKey.text)")
      }
      checkIsText(value, of: key, as: "annotation")
    }
  }

  /// Those wherever they stand: selectors of custom resources have them too.
  private mutating func checkMatchLabels() {
    let tree = head.tree
    let isOwn = APILifecycle.isBuiltIn(head.group)
    for node in root.node..<tree.next(root.node) where tree.nodes[node].key == "matchLabels" {
      // Others may take patterns and variables, and have schemas that describe the field.
      guard tree.nodes[tree.meant(node)].kind == .map, isOwn || head.kind != "CustomResourceDefinition" else {
        continue
      }
      checkLabels(Place(written: node, in: tree), allowsPatterns: !isOwn)
    }
  }

  private mutating func checkLabels(_ labels: Place, allowsPatterns: Bool = false) {
    for (key, value) in labels.entries {
      if allowsPatterns, (key + (value.text ?? "")).contains(where: { "*?${}".contains($0) }) { continue }
      if !NameForm.labelKey.accepts(key) {
        report(
          .invalidLabel, at: value, subject: key,
          "the key '\(key)' of a label is refused, expected \(NameForm.labelKey.text)")
      }
      guard checkIsText(value, of: key, as: "label"), let text = value.text, !NameForm.labelValue.accepts(text) else {
        continue
      }
      report(
        .invalidLabel, at: value, subject: "\(key)=\(text)",
        "the value '\(text)' of the label '\(key)' is refused, expected \(NameForm.labelValue.text)")
    }
  }

  /// Whether the value is text, or nothing, which Kubernetes takes for an empty text.
  @discardableResult
  private mutating func checkIsText(_ value: Place, of key: String, as what: String) -> Bool {
    guard value.kind == .scalar else {
      report(
        .invalidLabel, at: value, subject: key,
        "the \(what) '\(key)' is a \(value.kind == .map ? "map" : "list"), expected text")
      return false
    }
    guard let text = value.text, value.type != .string else { return true }
    report(
      .invalidLabel, at: value, subject: "\(key)=\(text)",
      "the value '\(text)' of the \(what) '\(key)' is \(value.type == .bool ? "true or false" : "a number"), expected text",
      hint: "write \"\(text)\"")
    return false
  }
}
