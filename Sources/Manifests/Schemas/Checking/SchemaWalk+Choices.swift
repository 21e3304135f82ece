extension SchemaWalk {
  /// Checks what several schemas ask together. Fields that these do not name are not refused: they only add to what
  /// stands beside them.
  mutating func visitChoices(of node: Int, _ schema: Schema, isStrict: Bool) {
    // A reference with a description beside it is often wrapped so.
    let isWrapped = schema.source.dialect == .plain && schema.allOf.count == 1 && schema.properties.isEmpty
    for place in schema.allOf { visit(node, schema.source.schema(at: place), isStrict: isStrict && isWrapped) }
    if !schema.anyOf.isEmpty { visitAlternatives(schema.anyOf, of: node, schema, once: false) }
    if !schema.oneOf.isEmpty {
      // Null may fit several types of which each allows it.
      let isNull = tree.nodes[node].kind == .scalar && tree.nodes[node].type == .null
      visitAlternatives(schema.oneOf, of: node, schema, once: !isNull)
    }
    if let place = schema.not, problems(of: node, schema.source.schema(at: place)).isEmpty {
      add(.schemaViolation, at: node, subject: "not", "has what its schema rules out", hint: ruledOut(place, schema))
    }
  }

  private mutating func visitAlternatives(_ places: [Int], of node: Int, _ schema: Schema, once: Bool) {
    var failed: [[Finding]] = []
    var fitting: [Int] = []
    for place in places {
      let found = problems(of: node, schema.source.schema(at: place))
      guard !isExhausted else { return }
      if found.isEmpty { fitting.append(place) } else { failed.append(found) }
      if !once, !fitting.isEmpty { return }
    }
    if fitting.count > 1 {
      let names = fitting.compactMap { alternativeName($0, schema) }
      return add(
        .schemaViolation, at: node, subject: "alternatives",
        names.count == fitting.count
          ? "expected only one of \(names.joined(separator: ", "))" : "fits \(fitting.count) alternatives: expected one"
      )
    }
    guard fitting.isEmpty else { return }
    addNone(failed, places, at: node, schema)
  }

  private mutating func addNone(_ failed: [[Finding]], _ places: [Int], at node: Int, _ schema: Schema) {
    let here = path.path.text
    let types = places.map { schema.source.schema(at: $0).types }
    let isTypeAlone = zip(failed, types).allSatisfy { found, types in
      !types.isEmpty && found.count == 1 && found[0].path == here
        && found[0].message.hasPrefix("expected \(types.text), found")
    }
    if isTypeAlone { return addWrongType(node, expected: types.reduce(into: Schema.Types()) { $0.formUnion($1) }.text) }
    // Where one alternative is right but for something within it, that is what is wrong.
    let near = failed.filter { found in !found.contains { $0.path == here } }
    if near.count == 1 || failed.count == 1 { return findings += near.first ?? failed[0] }
    var messages: [String] = []
    for found in failed {
      guard let message = found.first?.message, !messages.contains(message) else { continue }
      messages.append(message)
    }
    let missing = messages.filter { $0.hasPrefix("missing ") }.map { $0.dropFirst("missing ".count) }
    let text =
      missing.count == messages.count
      ? "missing one of \(missing.joined(separator: ", "))"
      : "fits none of \(failed.count) alternatives: \(messages.prefix(3).joined(separator: "; or "))"
    add(.schemaViolation, at: node, subject: "alternatives", text)
  }

  /// What a value has against a schema, as a trial.
  private mutating func problems(of node: Int, _ schema: Schema) -> [Finding] {
    let (before, wasTrial) = (findings, isTrial)
    findings = []
    isTrial = true
    visit(node, schema, isStrict: false)
    defer { (findings, isTrial) = (before, wasTrial) }
    return findings
  }

  /// What tells an alternative from the others: the fields that it requires.
  private func alternativeName(_ place: Int, _ schema: Schema) -> String? {
    let required = schema.source.schema(at: place).required
    return required.isEmpty ? nil : required.map { "'\($0)'" }.joined(separator: " with ")
  }

  private func ruledOut(_ place: Int, _ schema: Schema) -> String? {
    let not = schema.source.schema(at: place)
    let places = not.anyOf.isEmpty ? [place] : not.anyOf
    let names = places.compactMap { alternativeName($0, schema) }
    return names.isEmpty ? nil : "ruled out: \(names.joined(separator: ", "))"
  }
}
