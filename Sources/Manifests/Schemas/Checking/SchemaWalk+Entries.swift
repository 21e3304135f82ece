extension SchemaWalk {
  private static let everyObject: Set<String> = ["apiVersion", "kind", "metadata"]

  mutating func visitEntries(of map: Int, _ schema: Schema, isStrict: Bool, isRoot: Bool) {
    let isObject = isRoot || schema.isEmbeddedResource
    let refusesOthers = schema.refusesOthers(isStrict: isStrict)
    var found: Set<String> = []
    for (key, value) in tree.pairs(of: map) {
      if !schema.required.isEmpty { found.insert(key) }
      let mark = path.push(key: key)
      defer { path.pop(to: mark) }
      var isKnown = false
      if let known = schema.properties[key] {
        isKnown = true
        // A structural schema may restrict names, and says no more of metadata.
        let isOpen = isObject && key == "metadata" && schema.source.dialect == .structural
        visit(value, schema.source.schema(at: known), isStrict: isStrict && !isOpen)
      }
      for (pattern, place) in schema.patternProperties where pattern?.matches(key) ?? true {
        isKnown = true
        visit(value, schema.source.schema(at: place), isStrict: isStrict)
      }
      if isKnown || isObject && SchemaWalk.everyObject.contains(key) { continue }
      if case .schema(let place) = schema.otherProperties {
        visit(value, schema.source.schema(at: place), isStrict: isStrict)
      } else if refusesOthers {
        addUnknown(key, value, among: schema, isObject: isObject)
      }
    }
    for name in schema.required where !found.contains(name) {
      add(.schemaViolation, at: map, subject: name, "missing '\(name)'")
    }
    if schema.isEmbeddedResource, !isTrial {
      for name in ["apiVersion", "kind"] where tree.entry(name, of: map) == nil && !schema.required.contains(name) {
        add(.schemaViolation, at: map, subject: name, "missing '\(name)'")
      }
    }
    checkCount(tree.pairs(of: map).count, of: ("entry", "entries"), schema.bounds?.properties, at: map)
  }

  private mutating func addUnknown(_ key: String, _ value: Int, among schema: Schema, isObject: Bool) {
    var known = Array(schema.properties.keys)
    if isObject { known += SchemaWalk.everyObject.filter { schema.properties[$0] == nil } }
    known.sort()
    let near = NearestName.likely(key, among: known)
    let hint =
      near != nil || known.isEmpty || known.count > 12
      ? nil : "known here: \(known.joined(separator: ", "))"
    // The key of an entry that is an alias stands before it, not before what it means.
    add(
      .schemaViolation, at: value, subject: key,
      "unknown field '\(tree.clipped(key))'" + (near.map { ": did you mean '\($0)'?" } ?? ""), hint: hint,
      line: Int(tree.nodes[value].keyLine))
  }

  mutating func visitItems(of list: Int, _ schema: Schema, isStrict: Bool) {
    let items = tree.items(of: list)
    checkCount(items.count, of: ("item", "items"), schema.bounds?.items, at: list)
    for (index, item) in items.enumerated() {
      let place = index < schema.firstItems.count ? schema.firstItems[index] : schema.items
      guard let place else { continue }
      let mark = path.push(item: index, name: tree.itemName(item))
      visit(item, schema.source.schema(at: place), isStrict: isStrict)
      path.pop(to: mark)
    }
    checkTwins(items, schema)
  }

  private mutating func checkTwins(_ items: [Int], _ schema: Schema) {
    guard items.count > 1, schema.hasUniqueItems || schema.listType != .atomic else { return }
    if schema.listType == .map, schema.listMapKeys.isEmpty { return }
    var seen: Set<String> = []
    for (index, item) in items.enumerated() {
      steps += 1
      var text: String?
      var shown = tree.shown(item)
      if schema.listType == .map {
        let keys = schema.listMapKeys.map { key in
          tree.entry(key, of: item) ?? nil
        }
        // A key may be left to its default.
        text = keys.contains { $0 != nil } ? keys.map { $0.map(tree.canonicalText) ?? "" }.joined(separator: "\n") : nil
        shown = zip(schema.listMapKeys, keys).compactMap { key, node in node.map { "\(key) \(tree.shown($0))" } }
          .joined(separator: ", ")
      } else {
        text = tree.canonicalText(of: item)
      }
      guard let text, !seen.insert(text).inserted else { continue }
      let mark = path.push(item: index, name: tree.itemName(item))
      add(.schemaViolation, at: item, subject: "twin \(index)", "a second item with \(shown): expected each once")
      path.pop(to: mark)
    }
  }

  /// - Parameter unit: what is counted, one and several of it.
  mutating func checkCount(
    _ count: Int, of unit: (one: String, more: String), _ limits: (least: Int?, most: Int?)?, at node: Int
  ) {
    func add(_ words: String, _ limit: Int) {
      self.add(
        .schemaViolation, at: node, subject: "\(count) \(unit.more)",
        "expected \(words) \(limit) \(limit == 1 ? unit.one : unit.more), found \(count)")
    }
    if let least = limits?.least, count < least { add("at least", least) }
    if let most = limits?.most, count > most { add("at most", most) }
  }
}
