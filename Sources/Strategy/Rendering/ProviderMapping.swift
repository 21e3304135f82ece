import Handlebars
import Yams

/// What a provider calls things: `key = value` pairs with dotted keys, in the order of the keys.
package struct ProviderMapping: Sendable, Hashable {
  package let provider: String
  /// Sorted by key.
  package let entries: [Entry]

  package struct Entry: Sendable, Hashable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }

    /// By bytes, as it renders.
    package static func == (left: Entry, right: Entry) -> Bool {
      Bytes(left.key) == Bytes(right.key) && Bytes(left.value) == Bytes(right.value)
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(Bytes(key))
      hasher.combine(Bytes(value))
    }
  }

  package init(provider: String, entries: [Entry]) {
    self.provider = provider
    self.entries = entries.sorted { $0.key < $1.key }
  }

  /// Two mappings are mostly told apart by their provider.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(provider)
    hasher.combine(entries.count)
  }

  package subscript(key: String) -> String? {
    entries.first { $0.key == key }?.value
  }

  /// The mapping with some keys set otherwise, as layers do with `provider.KEY`.
  package func overriding(_ overrides: [(key: String, value: String)]) -> ProviderMapping {
    guard !overrides.isEmpty else { return self }
    var values = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
    for override in overrides { values[override.key] = override.value }
    return ProviderMapping(provider: provider, entries: values.map { Entry(key: $0.key, value: $0.value) })
  }

  /// The map that the `provider` helper looks in; under the empty key it says whose mapping it is.
  var value: Value {
    .map(Map([("", .string(provider))] + entries.map { ($0.key, .string($0.value)) }))
  }

  package static func isKey(_ text: String) -> Bool {
    text.utf8.count <= 128
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { wordRule.allows($0) }
  }

  private static let wordRule = NameRule(.lower, firstMayBeDigit: true, others: "_-", byteLimit: 128)

  /// Reads `name`, `title` and `mapping` from YAML.
  package static func parse(_ text: String, file: String) throws(StrategyError) -> ProviderDocument {
    let root = try YAMLNode.read(text, name: file)
    let start = root?.place ?? Place(line: 1, column: 1)
    guard let mapping = root?.mapping else {
      throw .document(name: file, place: start, problem: "expected a map with 'name', 'title' and 'mapping'")
    }
    var problems: [StrategyError.Problem] = []
    func report(_ node: Node?, _ text: String) {
      problems.append(StrategyError.Problem(place: node?.place ?? start, text: text))
    }
    let name = mapping["name"]?.scalar?.string ?? ""
    if !TemplateReference.isName(name) { report(mapping["name"], "'name': expected \(TemplateReference.nameRule)") }
    for (key, node) in mapping where !["name", "title", "mapping"].contains(key.scalar?.string) {
      report(node, "unknown key \(quoted(key.scalar?.string ?? "")): expected name, title or mapping")
    }
    var entries: [Entry] = []
    for (key, node) in mapping["mapping"]?.mapping ?? [:] {
      let key = key.scalar?.string ?? ""
      guard let value = node.scalar?.string else {
        report(node, "'\(key)': expected text")
        continue
      }
      if let problem = problem(key: key, value: value) { report(node, problem) }
      entries.append(Entry(key: key, value: value))
    }
    if mapping["mapping"]?.mapping == nil { report(mapping["mapping"], "'mapping': expected a map of keys and texts") }
    guard problems.isEmpty else { throw .problems(name: file, problems) }
    return ProviderDocument(
      title: mapping["title"]?.scalar?.string ?? "", mapping: ProviderMapping(provider: name, entries: entries))
  }

  /// Why a key or its value cannot be part of a mapping.
  package static func problem(key: String, value: String) -> String? {
    guard isKey(key) else {
      return "provider key \(quoted(key)): expected lower-case words with dots between them, as in storage.default"
    }
    if value.isEmpty { return "provider key '\(key)' has an empty value" }
    return TextRule.problem(in: value).map { "value \(quoted(value)) of provider key '\(key)' \($0)" }
  }
}

/// A provider as a file describes it.
package struct ProviderDocument: Sendable {
  package let title: String
  package let mapping: ProviderMapping
}
