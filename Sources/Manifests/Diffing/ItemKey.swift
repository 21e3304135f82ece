/// One or several scalars of an item that together say which one it is.
struct ItemKey {
  private let fields: [[String]]
  private let needsAll: Bool

  /// - Parameters:
  ///   - fields: keys, or two with a point between them: `metadata.name`.
  ///   - needsAll: whether an item must have each, `protocol` aside; else one will do.
  init(_ fields: String..., needsAll: Bool = true) {
    self.fields = fields.map { $0.split(separator: ".").map(String.init) }
    self.needsAll = needsAll
  }

  /// Whether it is or holds a name that people gave; who changes that wants another item.
  var isName: Bool { fields.contains { $0.last == "name" } }

  /// What names items in lists of which nothing is known; the first that all items have, each another, is taken.
  static let usual: [ItemKey] = [
    ItemKey("name"), ItemKey("id"), ItemKey("key"), ItemKey("uid"), ItemKey("containerPort", "protocol"),
    ItemKey("port", "protocol"), ItemKey("mountPath"), ItemKey("devicePath"),
    ItemKey("topologyKey", "whenUnsatisfiable"), ItemKey("ip"), ItemKey("host"), ItemKey("path"),
    ItemKey("alert", "record", needsAll: false), ItemKey("job_name"), ItemKey("refId"), ItemKey("title"),
    ItemKey("type"), ItemKey("secretName"), ItemKey("url"),
    ItemKey("kind", "metadata.namespace", "metadata.name", needsAll: false),
  ]

  /// What the item is called by this key; nil where it lacks it.
  func text(of item: Int, in tree: ComparedTree) -> String? {
    guard tree.isMap(item) else { return nil }
    var texts: [String] = []
    var found = 0
    for field in fields {
      if let text = tree.scalar(field, of: item) {
        texts.append(text)
        found += 1
      } else if field == ["protocol"] {
        texts.append("TCP")
        if needsAll { found += 1 }
      } else {
        texts.append("")
      }
    }
    guard needsAll ? found == fields.count : found > 0 else { return nil }
    return texts.count == 1 ? texts[0] : texts.joined(separator: "\u{0}")
  }

  /// What each item is called; nil where one lacks the key, or two are called the same.
  func names(of items: [Int], in tree: ComparedTree) -> [String: Int]? {
    var names: [String: Int] = [:]
    names.reserveCapacity(items.count)
    for (place, item) in items.enumerated() {
      guard let text = text(of: item, in: tree), names.updateValue(place, forKey: text) == nil else { return nil }
    }
    return names
  }
}

extension ComparedTree {
  /// The scalar behind some keys; nil where there is none or it is null.
  func scalar(_ keys: [String], of node: Int) -> String? {
    var node = node
    for key in keys {
      guard let next = entry(key, of: node) else { return nil }
      node = next
    }
    guard case .leaf(let setting) = content(of: node), setting >= 0 else { return nil }
    let value = settings[setting].value
    return value.type == .map || value.type == .list || value.type == .null ? nil : value.text
  }
}
