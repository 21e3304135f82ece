extension SchemaWalk {
  /// Checks what a value is, its type aside.
  mutating func checkValue(_ node: Int, _ schema: Schema) {
    if let values = schema.values, !values.contains(tree.canonicalText(of: node)) { addOutside(node, schema) }
    guard tree.nodes[node].kind == .scalar else { return }
    let text = tree.nodes[node].text
    if tree.nodes[node].type == .string {
      if let length = schema.bounds?.length {
        checkCount(text.unicodeScalars.count, of: ("character", "characters"), length, at: node)
      }
      if let pattern = schema.pattern, !pattern.matches(text) {
        add(
          .schemaViolation, at: node, subject: "pattern \(tree.clipped(text))",
          "'\(tree.clipped(text))' does not match '\(tree.clipped(schema.patternText))'")
      }
    } else if let bounds = schema.bounds, let number = tree.number(node) {
      checkNumber(number, bounds, at: node)
    }
  }

  private mutating func addOutside(_ node: Int, _ schema: Schema) {
    let text = tree.nodes[node].text
    let shown = schema.shownValues.prefix(12).joined(separator: ", ") + (schema.shownValues.count > 12 ? ", …" : "")
    let expected = schema.shownValues.count == 1 ? shown : "one of \(shown)"
    let allowed = schema.shownValues.map { $0.hasPrefix("'") ? String($0.dropFirst().dropLast()) : $0 }
    let near = tree.nodes[node].kind == .scalar ? NearestName.likely(text, among: allowed) : nil
    add(
      .schemaViolation, at: node, subject: tree.clipped(text), "expected \(expected), found \(tree.shown(node))",
      hint: near.map { "did you mean '\($0)'?" })
  }

  private mutating func checkNumber(_ number: Double, _ bounds: SchemaBounds, at node: Int) {
    let text = tree.nodes[node].text
    func subject(_ limit: SchemaBounds.Limit) -> String { "limit \(limit.text) \(text)" }
    if let limit = bounds.minimum, number < limit.value || limit.isExclusive && number == limit.value {
      let expected = limit.isExclusive ? "more than \(limit.text)" : "at least \(limit.text)"
      add(.schemaViolation, at: node, subject: subject(limit), "expected \(expected), found \(text)")
    }
    if let limit = bounds.maximum, number > limit.value || limit.isExclusive && number == limit.value {
      let expected = limit.isExclusive ? "less than \(limit.text)" : "at most \(limit.text)"
      add(.schemaViolation, at: node, subject: subject(limit), "expected \(expected), found \(text)")
    }
    if let limit = bounds.multipleOf {
      let ratio = number / limit.value
      // Decimals such as 0.1 have no exact place among binary fractions.
      guard abs(ratio - ratio.rounded()) > 1e-9 * max(1, abs(ratio)) else { return }
      add(.schemaViolation, at: node, subject: subject(limit), "expected a multiple of \(limit.text), found \(text)")
    }
  }
}
