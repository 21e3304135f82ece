@testable import Manifests
import TestSupport

/// A document that tests take apart, change and write again.
indirect enum Document {
  /// What stands in the text, quotes and all.
  case scalar(String)
  case map([(key: String, value: Document)])
  case list([Document])

  init(_ text: String) throws {
    let tree = try Array(text.utf8).withUnsafeBufferPointer { try YAMLReader.read($0).strictTree }
    self = Document(tree, 0)
  }

  private init(_ tree: DocumentTree, _ node: Int) {
    let node = tree.meant(node)
    switch tree.nodes[node].kind {
    case .map: self = .map(tree.pairs(of: node).map { ($0.key, Document(tree, $0.node)) })
    case .list: self = .list(tree.items(of: node).map { Document(tree, $0) })
    case .scalar, .alias:
      let text = tree.nodes[node].text
      self = .scalar(tree.nodes[node].type == .string ? Document.quoted(text) : text.isEmpty ? "~" : text)
    }
  }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    QuotedText.write(text, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// In flow style, each entry and item on a line of its own.
  var text: String {
    switch self {
    case .scalar(let text): text
    case .map(let entries):
      "{" + entries.map { "\n\(Document.quoted($0.key)): \($0.value.text)" }.joined(separator: ",") + "}"
    case .list(let items): "[" + items.map { "\n\($0.text)" }.joined(separator: ",") + "]"
    }
  }

  /// The places of all leaves, as keys and indexes.
  var leaves: [[SettingPath.Step]] {
    switch self {
    case .map(let entries) where !entries.isEmpty:
      entries.flatMap { entry in entry.value.leaves.map { [.key(entry.key)] + $0 } }
    case .list(let items) where !items.isEmpty:
      items.enumerated().flatMap { place, item in
        item.leaves.map { [.item(index: place, name: item.name)] + $0 }
      }
    default: [[]]
    }
  }

  /// What an item is called.
  var name: String? {
    guard case .map(let entries) = self, case .scalar(let text)? = entries.first(where: { $0.key == "name" })?.value
    else {
      return nil
    }
    return text.hasPrefix("\"") ? String(text.dropFirst().dropLast()) : text
  }

  /// The document with what stands at a place made another; nil takes it out.
  func changing(_ place: ArraySlice<SettingPath.Step>, _ change: (Document) -> Document?) -> Document? {
    guard let step = place.first else { return change(self) }
    switch (self, step) {
    case (.map(let entries), .key(let key)):
      return .map(
        entries.compactMap { entry in
          guard entry.key == key else { return entry }
          return entry.value.changing(place.dropFirst(), change).map { (key, $0) }
        })
    case (.list(let items), .item(let index, _)):
      return .list(
        items.enumerated().compactMap { number, item in
          number == index ? item.changing(place.dropFirst(), change) : item
        })
    default: return self
    }
  }

  /// The same said otherwise: keys, named items and sets in another order, quantities and words spelt another way.
  func respelt(under key: String = "", in parent: String = "", _ random: inout SplitMix64) -> Document {
    switch self {
    case .scalar(let text):
      if parent == "limits" || parent == "requests", key == "cpu", let number = Int(text) {
        return .scalar("\"\(number * 1000)m\"")
      }
      if key == "memory" || key == "storage", text.hasSuffix("Gi\""), let number = Int(text.dropFirst().dropLast(3)) {
        return .scalar("\"\(number * 1024)Mi\"")
      }
      if text == "true" { return .scalar("TRUE") }
      return self
    case .map(let entries):
      var changed: [(key: String, value: Document)] = []
      for entry in entries {
        changed.append((entry.key, entry.value.respelt(under: entry.key, in: key, &random)))
      }
      return .map(changed.shuffled(using: &random))
    case .list(let items):
      var changed: [Document] = []
      for item in items { changed.append(item.respelt(under: "", in: key, &random)) }
      let isFree = Document.sets.contains(key) || (items.allSatisfy { $0.name != nil } && key != "initContainers")
      return .list(isFree ? changed.shuffled(using: &random) : changed)
    }
  }

  private static let sets: Set<String> = [
    "accessModes", "verbs", "apiGroups", "resources", "drop", "finalizers", "values", "ingress", "from", "rules",
    "tolerations", "policyTypes", "hosts", "volumeMounts", "topologySpreadConstraints", "metrics", "subjects",
  ]
}
