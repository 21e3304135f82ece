import Handlebars
import Yams

extension FrontMatter {
  /// Reads front matter and reports everything that is wrong with it at once.
  /// - Parameter isTrusted: whether the text was checked before, so that patterns need not be tried.
  static func parse(_ text: String, file: String, isTrusted: Bool) throws(StrategyError) -> FrontMatter {
    let root: Node?
    do { root = try YAMLNode.read(text, name: file) } catch { throw error.movedDown(lines: 1) }
    guard let mapping = root?.mapping else {
      throw .document(
        name: file, place: Place(line: 2, column: 1), problem: "front matter is not a map: expected 'name: …'")
    }
    var reader = FrontMatterReader(file: file, isTrusted: isTrusted)
    let frontMatter = reader.frontMatter(mapping)
    guard reader.problems.isEmpty else {
      let inOrder = reader.problems.sorted { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) }
      throw .problems(name: file, inOrder)
    }
    return frontMatter
  }
}

/// Walks the nodes of front matter and gathers problems on the way.
private struct FrontMatterReader {
  let file: String
  let isTrusted: Bool
  var problems: [StrategyError.Problem] = []
  private let patterns = PatternCache()

  init(file: String, isTrusted: Bool) {
    self.file = file
    self.isTrusted = isTrusted
  }

  private static let ownKeys: Set<String> = [
    "name", "version", "title", "description", "category", "tags", "difficulty", "author", "arguments",
    "provider_argument",
  ]
  /// Arguments, and values of each.
  private static let limit = 1000
  private static let nameRule = NameRule(.any, firstMayBeDigit: false, others: "_-", byteLimit: 64)
  private static let argumentKeys: Set<String> = [
    "name", "description", "required", "default", "enum", "multiple", "exclusive", "pattern", "example",
  ]

  mutating func frontMatter(_ mapping: Node.Mapping) -> FrontMatter {
    let name = text(mapping, "name", required: true)
    if !name.isEmpty, !TemplateReference.isName(name) {
      report(mapping["name"], "name \(quoted(name)) is not a template name: expected \(TemplateReference.nameRule)")
    }
    let version = text(mapping, "version", required: true)
    if !version.isEmpty, !TemplateReference.isVersion(version) {
      let rule = TemplateReference.versionRule
      report(mapping["version"], "version \(quoted(version)) is not a version: expected \(rule)")
    }
    var statesMultiple: Set<String> = []
    let arguments = self.arguments(mapping["arguments"], &statesMultiple)
    let providerArgument = optionalText(mapping, "provider_argument")
    if let providerArgument, !arguments.contains(where: { $0.name == providerArgument }) {
      report(mapping["provider_argument"], "provider_argument \(quoted(providerArgument)) names no argument")
    }
    let fallback = arguments.contains { $0.name == "cloud_provider" } ? "cloud_provider" : nil
    return FrontMatter(
      name: name, version: version, title: text(mapping, "title"), description: text(mapping, "description"),
      category: text(mapping, "category"), tags: texts(mapping, "tags"), difficulty: text(mapping, "difficulty"),
      author: text(mapping, "author"), arguments: arguments, providerArgument: providerArgument ?? fallback,
      extra: extra(mapping, except: FrontMatterReader.ownKeys), statesMultiple: statesMultiple)
  }

  private mutating func arguments(_ node: Node?, _ statesMultiple: inout Set<String>) -> [TemplateArgument] {
    guard let node, node.scalar?.string != "" else { return [] }
    guard let sequence = node.sequence else {
      report(node, "arguments: expected a list of maps")
      return []
    }
    guard sequence.count <= FrontMatterReader.limit else {
      report(node, "arguments: more than \(FrontMatterReader.limit)")
      return []
    }
    var arguments: [TemplateArgument] = []
    for item in sequence {
      guard let mapping = item.mapping else {
        report(item, "arguments: expected a map with 'name' and 'description'")
        continue
      }
      let argument = self.argument(mapping, item)
      if mapping["multiple"] != nil { statesMultiple.insert(argument.name) }
      if !argument.name.isEmpty, arguments.contains(where: { $0.name == argument.name }) {
        report(item, "argument '\(argument.name)' is declared twice")
      }
      arguments.append(argument)
    }
    return arguments
  }

  private mutating func argument(_ mapping: Node.Mapping, _ node: Node) -> TemplateArgument {
    let name = text(mapping, "name", required: true, of: node)
    checkName(name, mapping["name"] ?? node)
    let description = text(mapping, "description")
    let pattern = optionalText(mapping, "pattern")
    if !isTrusted, let pattern, let problem = FrontMatterReader.problem(pattern: pattern) {
      report(mapping["pattern"], "pattern \(quoted(pattern)) of '\(name)' \(problem)")
    }
    var allowed = texts(mapping, "enum").map { TemplateArgument.AllowedValue(value: $0, note: "") }
    if allowed.isEmpty, pattern == nil { allowed = TemplateArgument.inferredValues(from: description) }
    let argument = TemplateArgument(
      name: name, description: description, isRequired: flag(mapping, "required"),
      defaultValue: value(mapping, "default"), allowed: allowed, isMultiple: flag(mapping, "multiple"),
      exclusive: texts(mapping, "exclusive"), pattern: pattern, example: optionalText(mapping, "example"),
      extra: extra(mapping, except: FrontMatterReader.argumentKeys), place: shifted(node.place))
    if !isTrusted { check(argument, mapping) }
    return argument
  }

  private static func problem(pattern: String) -> String? {
    guard pattern.utf8.count <= PatternCache.patternBytes else {
      return "is longer than \(PatternCache.patternBytes) bytes"
    }
    return (try? Regex(pattern)) == nil ? "is not a regular expression" : nil
  }

  private mutating func checkName(_ name: String, _ node: Node) {
    guard !name.isEmpty else { return }
    if HelperTable.standard.names.contains(name) || name == "else" || name == "this" {
      report(node, "argument '\(name)' is named like a helper: choose another name")
    } else if name == "template" || name.hasPrefix("provider.") {
      report(node, "argument '\(name)' is a reserved name: choose another")
    } else if !FrontMatterReader.nameRule.allows(name.hasPrefix("_") ? "x\(name.dropFirst())" : name) {
      report(node, "argument name \(quoted(name)): expected letters, digits, '_' and '-', a letter or '_' first")
    }
  }

  private mutating func check(_ argument: TemplateArgument, _ mapping: Node.Mapping) {
    if mapping["enum"] != nil, argument.pattern != nil {
      report(mapping["pattern"], "argument '\(argument.name)' has both 'enum' and 'pattern': expected one of them")
    }
    if Set(argument.allowedValues).count != argument.allowed.count {
      report(mapping["enum"] ?? mapping["description"], "argument '\(argument.name)' lists the same value twice")
    }
    for value in argument.allowedValues {
      if let problem = TextRule.problem(in: value) {
        report(mapping["enum"], "value \(quoted(value)) of '\(argument.name)' \(problem)")
      }
    }
    if argument.allowed.count > FrontMatterReader.limit {
      report(mapping["description"], "argument '\(argument.name)' lists more than \(FrontMatterReader.limit) values")
    }
    let allowed = Set(argument.allowedValues)
    for value in argument.exclusive where !allowed.contains(value) {
      report(mapping["exclusive"], "exclusive value \(quoted(value)) of '\(argument.name)' is not one of its values")
    }
    for (key, value) in [("default", argument.defaultValue), ("example", argument.example.map(ParameterValue.text))] {
      guard let value else { continue }
      var judge = argument
      // Where the front matter does not say, the body does, which is read later.
      if mapping["multiple"] == nil { judge.isMultiple = true }
      do { _ = try judge.check(value, patterns: patterns) } catch { report(mapping[key], "\(key): \(error)") }
    }
  }

  // MARK: Nodes

  private mutating func text(
    _ mapping: Node.Mapping, _ key: String, required: Bool = false, of owner: Node? = nil
  ) -> String {
    guard let node = mapping[key] else {
      if required { report(owner, "'\(key)' is missing") }
      return ""
    }
    guard let scalar = node.scalar else {
      report(node, "'\(key)': expected text")
      return ""
    }
    if required, scalar.string.isEmpty { report(node, "'\(key)' is empty") }
    return scalar.string
  }

  private mutating func optionalText(_ mapping: Node.Mapping, _ key: String) -> String? {
    mapping[key] == nil ? nil : text(mapping, key)
  }

  private mutating func texts(_ mapping: Node.Mapping, _ key: String) -> [String] {
    guard let node = mapping[key] else { return [] }
    if let scalar = node.scalar { return scalar.string.isEmpty ? [] : [scalar.string] }
    guard let sequence = node.sequence else {
      report(node, "'\(key)': expected a list")
      return []
    }
    guard sequence.count <= FrontMatterReader.limit else {
      report(node, "'\(key)': more than \(FrontMatterReader.limit) entries")
      return []
    }
    var texts: [String] = []
    for item in sequence {
      guard let scalar = item.scalar else {
        report(item, "'\(key)': expected text in the list")
        continue
      }
      texts.append(scalar.string)
    }
    return texts
  }

  private mutating func flag(_ mapping: Node.Mapping, _ key: String) -> Bool {
    guard let node = mapping[key] else { return false }
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default:
      report(node, "'\(key)': expected true or false, found \(quoted(node.scalar?.string ?? "a list or map"))")
      return false
    }
  }

  private mutating func value(_ mapping: Node.Mapping, _ key: String) -> ParameterValue? {
    guard let node = mapping[key] else { return nil }
    if let scalar = node.scalar, scalar.style == .plain, ["", "null", "~"].contains(scalar.string) { return nil }
    if let scalar = node.scalar { return .text(scalar.string) }
    return ParameterValue(texts(mapping, key))
  }

  private func extra(_ mapping: Node.Mapping, except known: Set<String>) -> [(key: String, value: Value)] {
    mapping.compactMap { key, node in
      guard let name = key.scalar?.string, !known.contains(name) else { return nil }
      return (name, DataDocument.value(of: node))
    }
  }

  /// Front matter starts at line 2 of its file.
  private func shifted(_ place: Place?) -> Place? {
    place.map { Place(line: $0.line + 1, column: $0.column) }
  }

  private mutating func report(_ node: Node?, _ text: String) {
    problems.append(StrategyError.Problem(place: shifted(node?.place) ?? Place(line: 2, column: 1), text: text))
  }
}
