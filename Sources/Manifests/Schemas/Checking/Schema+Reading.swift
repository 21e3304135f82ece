extension Schema {
  /// Reads the keywords at a node. What is no keyword, or has not the type of one, asks nothing.
  convenience init(reading node: Int, of tree: DocumentTree, in source: SchemaSource) {
    self.init(source: source)
    guard tree.nodes[node].kind == .map else {
      refusesAll = tree.nodes[node].type == .bool && !tree.isTrue(node)
      return
    }
    var bounds = SchemaBounds()
    for (key, value) in tree.pairs(of: node) {
      if !readShape(key, value, tree), !readChoice(key, value, tree), readBound(key, value, tree, &bounds) {
        self.bounds = bounds
      }
    }
    // The API server fills in defaults before it validates.
    required.removeAll { name in
      properties[name].map { tree.entry("default", of: tree.meant($0)) != nil } ?? false
    }
    if tree.text("format", of: node) == "int-or-string" || tree.isTrue("x-kubernetes-int-or-string", of: node) {
      if types.isEmpty || types.contains(.string) { types.formUnion([.string, .integer]) }
    }
    if let limit = tree.entry("exclusiveMinimum", of: node), tree.isTrue(limit) {
      self.bounds?.minimum?.isExclusive = true
    }
    if let limit = tree.entry("exclusiveMaximum", of: node), tree.isTrue(limit) {
      self.bounds?.maximum?.isExclusive = true
    }
  }

  private func readShape(_ key: String, _ value: Int, _ tree: DocumentTree) -> Bool {
    switch key {
    case "type":
      for name in tree.nodes[value].kind == .list ? tree.items(of: value) : [value] {
        types.formUnion(Types(named: tree.nodes[name].text))
      }
    case "properties":
      properties.reserveCapacity(tree.nodes[value].end - value > 64 ? 32 : 4)
      for (name, schema) in tree.pairs(of: value) { properties[name] = schema }
    case "patternProperties":
      for (name, schema) in tree.pairs(of: value) { patternProperties.append((TextPattern(name), schema)) }
    case "additionalProperties", "unevaluatedProperties":
      if tree.nodes[value].kind == .map {
        otherProperties = .schema(value)
      } else if tree.nodes[value].type == .bool {
        otherProperties = tree.isTrue(value) ? .taken : .refused
      }
    case "required": required = tree.items(of: value).compactMap(tree.text)
    case "items":
      if tree.nodes[value].kind == .list { firstItems = tree.items(of: value) } else { items = value }
    case "prefixItems": firstItems = tree.items(of: value)
    case "nullable": isNullable = tree.isTrue(value)
    case "default": hasDefault = true
    case "description": deprecation = Deprecation.sentence(in: tree.nodes[value].text)
    case "uniqueItems": hasUniqueItems = tree.isTrue(value)
    case "x-kubernetes-list-type":
      listType = tree.nodes[value].text == "set" ? .set : tree.nodes[value].text == "map" ? .map : .atomic
    case "x-kubernetes-list-map-keys": listMapKeys = tree.items(of: value).compactMap(tree.text)
    case "x-kubernetes-preserve-unknown-fields": preservesUnknown = tree.isTrue(value)
    case "x-kubernetes-embedded-resource": isEmbeddedResource = tree.isTrue(value)
    default: return false
    }
    return true
  }

  private func readChoice(_ key: String, _ value: Int, _ tree: DocumentTree) -> Bool {
    switch key {
    case "$ref": readReference(tree.nodes[value].text)
    case "allOf": allOf = tree.items(of: value)
    case "anyOf": anyOf = tree.items(of: value)
    case "oneOf": oneOf = tree.items(of: value)
    case "not": not = value
    case "enum", "const":
      let allowed = key == "const" ? [value] : tree.items(of: value)
      let texts = Set(allowed.map(tree.canonicalText))
      values = values.map(texts.intersection) ?? texts
      shownValues = allowed.map { tree.shown($0) }
    case "pattern":
      patternText = tree.nodes[value].text
      pattern = TextPattern(patternText)
    default: return false
    }
    return true
  }

  private func readReference(_ text: String) {
    // Kubernetes' own description calls both strings, and takes more.
    if text.hasSuffix(".api.resource.Quantity") {
      types = [.string, .number, .null]
    } else if text.hasSuffix(".meta.v1.Time") {
      types = [.string, .null]
    } else {
      reference = text
    }
  }

  private func readBound(_ key: String, _ value: Int, _ tree: DocumentTree, _ bounds: inout SchemaBounds) -> Bool {
    guard let number = tree.number(value) else { return false }
    let limit = SchemaBounds.Limit(value: number, text: tree.nodes[value].text)
    let count = Int(exactly: number)
    switch key {
    case "minimum": bounds.minimum = limit
    case "maximum": bounds.maximum = limit
    case "exclusiveMinimum": bounds.minimum = SchemaBounds.Limit(value: number, text: limit.text, isExclusive: true)
    case "exclusiveMaximum": bounds.maximum = SchemaBounds.Limit(value: number, text: limit.text, isExclusive: true)
    case "multipleOf": bounds.multipleOf = number > 0 ? limit : nil
    case "minLength": bounds.length.least = count
    case "maxLength": bounds.length.most = count
    case "minItems": bounds.items.least = count
    case "maxItems": bounds.items.most = count
    case "minProperties": bounds.properties.least = count
    case "maxProperties": bounds.properties.most = count
    default: return false
    }
    return true
  }
}

extension Schema.Types {
  init(named name: String) {
    switch name {
    case "object": self = .map
    case "array": self = .list
    case "string": self = .string
    case "integer": self = .integer
    case "number": self = .number
    case "boolean": self = .boolean
    case "null": self = .null
    default: self = []
    }
  }

  /// `string or integer`, null aside.
  var text: String {
    let names: [(Schema.Types, String)] = [
      (.map, "map"), (.list, "list"), (.string, "string"), (.integer, "integer"), (.number, "number"),
      (.boolean, "boolean"),
    ]
    let words = names.filter { contains($0.0) }.map(\.1)
    return words.isEmpty ? "null" : words.joined(separator: " or ")
  }
}
