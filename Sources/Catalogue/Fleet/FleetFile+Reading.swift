import Handlebars
package import Strategy

extension FleetFile {
  /// Reads a whole fleet. What is wrong with its content is kept in ``issues``, to be told with what is found later.
  /// - Throws: where the text is no YAML.
  package static func read(_ text: String, name: String) throws(StrategyError) -> FleetFile {
    var reader = FleetReader()
    if let root = try SourceNode.read(text, name: name) {
      reader.readFleet(root)
    } else {
      reader.issues.add(
        "the file is empty: expected a map with \(FleetReader.list(FleetReader.rootKeys))",
        at: Place(line: 1, column: 1))
    }
    return reader.file(name)
  }

  /// Reads the parameters of one layer. That it is no YAML is one of the ``issues`` too.
  package static func readLayer(of scope: Scope, _ text: String, name: String) -> FleetFile {
    var reader = FleetReader()
    do {
      if let root = try SourceNode.read(text, name: name) {
        let layer = reader.layer(root, "the layer")
        reader.members = [Member(scope: scope, place: root.place, layer: layer, attributes: nil)]
      }
    } catch {
      if case .document(_, let place, let problem) = error {
        reader.issues.add(problem, at: place)
      } else {
        reader.issues.add(error.description, at: nil)
      }
    }
    return reader.file(name)
  }
}

/// Walks the tree of a fleet file and notes what is wrong on the way.
private struct FleetReader {
  var members: [FleetFile.Member] = []
  var providers: [FleetFile.Provider] = []
  var hasTeams = false
  var issues = FleetFile.Issues()

  static let rootKeys = ["everyone", "environments", "providers", "teams"]
  private static let formatKey = "format_version"

  func file(_ name: String) -> FleetFile {
    FleetFile(name: name, members: members, providers: providers, hasTeams: hasTeams, issues: issues)
  }

  // MARK: Sections

  mutating func readFleet(_ root: SourceNode) {
    for entry in map(root, "the file", keys: Self.rootKeys, others: [Self.formatKey]) {
      switch entry.name {
      case Self.formatKey: checkFormat(entry.value)
      case "everyone": add(.root, entry.key, layer: layer(entry.value, "everyone"))
      case "environments":
        for (name, key, value) in names(entry.value, "environments", of: "environment") {
          add(.everyTeam(environment: name), key, layer: layer(value, "environment '\(name)'"))
        }
      case "providers":
        for (name, key, value) in map(entry.value, "providers") { readProvider(name, key, value) }
      case "teams":
        hasTeams = entry.value.entries != nil
        for (name, key, value) in names(entry.value, "teams", of: "team") { readTeam(name, key, value) }
      default: continue
      }
    }
  }

  private mutating func checkFormat(_ node: SourceNode) {
    guard node.text != "1" else { return }
    issues.add("\(Self.formatKey) \(Self.shown(node)): expected 1", at: node.place)
  }

  private mutating func readTeam(_ team: String, _ key: SourceNode, _ node: SourceNode) {
    let scope = Scope.team(team)
    let entries = members(of: scope, node, keys: ["parameters", "environments"])
    add(scope, key, layer: layer(in: entries, of: scope))
    for entry in entries where entry.name == "environments" {
      for (name, key, value) in names(entry.value, "environments of '\(scope)'", of: "environment") {
        readEnvironment(team, name, key, value)
      }
    }
  }

  private mutating func readEnvironment(_ team: String, _ name: String, _ key: SourceNode, _ node: SourceNode) {
    let scope = Scope.environment(team: team, environment: name)
    let entries = members(of: scope, node, keys: ["parameters", "clusters"])
    add(scope, key, layer: layer(in: entries, of: scope))
    for entry in entries where entry.name == "clusters" {
      for (cluster, key, value) in names(entry.value, "clusters of '\(scope)'", of: "cluster") {
        readCluster(.cluster(team: team, environment: name, cluster: cluster), key, value)
      }
    }
  }

  private mutating func readCluster(_ scope: Scope, _ key: SourceNode, _ node: SourceNode) {
    let entries = members(of: scope, node, keys: ["kubernetes", "region", "selectors", "parameters"])
    var attributes = FleetFile.Attributes()
    for entry in entries {
      switch entry.name {
      case "kubernetes":
        attributes.kubernetes = text(entry.value, "kubernetes") { ClusterAttributes.problem(kubernetes: $0) }
      case "region": attributes.region = text(entry.value, "region") { ClusterAttributes.problem(region: $0) }
      case "selectors": attributes.selectors = selectors(entry.value)
      default: continue
      }
    }
    let isSilent = attributes.kubernetes == nil && attributes.region == nil && attributes.selectors == nil
    add(scope, key, layer: layer(in: entries, of: scope), isSilent ? nil : attributes)
  }

  private mutating func selectors(_ node: SourceNode) -> [ClusterAttributes.Selector] {
    if node.isNull { return [] }
    return map(node, "selectors").compactMap { name, key, value in
      guard let text = value.text else {
        issues.add("selector '\(name)': expected a text, found \(Self.shown(value))", at: value.place)
        return nil
      }
      if let problem = ClusterAttributes.problem(selector: name, value: text) {
        issues.add(problem, at: key.place)
        return nil
      }
      return ClusterAttributes.Selector(key: name, value: text)
    }
  }

  private mutating func readProvider(_ name: String, _ key: SourceNode, _ node: SourceNode) {
    guard TemplateReference.isName(name) else {
      return issues.add("provider \(quoted(name)) is no name: expected \(TemplateReference.nameRule)", at: key.place)
    }
    var title: String?
    var mapping: ProviderMapping?
    for entry in map(node, "provider '\(name)'", keys: ["title", "mapping"]) {
      if entry.name == "title" {
        title = text(entry.value, "title") { text in TextRule.problem(in: text).map { "title \(quoted(text)) \($0)" } }
      } else if entry.name == "mapping" {
        mapping = self.mapping(entry.value, of: name)
      }
    }
    providers.append(FleetFile.Provider(name: name, place: key.place, title: title, mapping: mapping))
  }

  private mutating func mapping(_ node: SourceNode, of provider: String) -> ProviderMapping {
    let entries = map(node, "mapping").compactMap { name, key, value -> ProviderMapping.Entry? in
      guard let text = value.text, !value.isNull else {
        issues.add("'\(name)': expected a text, found \(Self.shown(value))", at: value.place)
        return nil
      }
      if let problem = ProviderMapping.problem(key: name, value: text) {
        issues.add(problem, at: key.place)
        return nil
      }
      return ProviderMapping.Entry(key: name, value: text)
    }
    return ProviderMapping(provider: provider, entries: entries)
  }

  // MARK: Parts

  private mutating func add(
    _ scope: Scope, _ key: SourceNode, layer: FleetFile.Layer?, _ attributes: FleetFile.Attributes? = nil
  ) {
    members.append(FleetFile.Member(scope: scope, place: key.place, layer: layer, attributes: attributes))
  }

  private mutating func layer(in entries: [Named], of scope: Scope) -> FleetFile.Layer? {
    entries.first { $0.name == "parameters" }.map { layer($0.value, "parameters of '\(scope)'") }
  }

  mutating func layer(_ node: SourceNode, _ what: String) -> FleetFile.Layer {
    guard !node.isNull else {
      issues.add("\(what): expected a map of parameters, found nothing; {} empties the layer", at: node.place)
      return FleetFile.Layer(entries: [], place: node.place)
    }
    let entries = map(node, what).compactMap { name, key, value -> FleetFile.Layer.Entry? in
      guard let parameter = self.value(value, of: name) else { return nil }
      return FleetFile.Layer.Entry(
        key: name, value: parameter.value, isList: value.items != nil, place: key.place, valuePlace: value.place)
    }
    return FleetFile.Layer(entries: entries, place: node.place)
  }

  /// - Returns: nil where it is neither a text, nor a list of texts, nor null.
  private mutating func value(_ node: SourceNode, of key: String) -> (value: ParameterValue?, Void)? {
    if node.isNull { return (nil, ()) }
    if let text = node.text { return (.text(text), ()) }
    guard let items = node.items else {
      issues.add("'\(key)': expected a text, a list of texts, or null, found \(Self.shown(node))", at: node.place)
      return nil
    }
    var texts: [String] = []
    for item in items {
      guard let text = item.text, !item.isNull else {
        issues.add("'\(key)': expected a list of texts, found \(Self.shown(item)) in it", at: item.place)
        return nil
      }
      texts.append(text)
    }
    return (ParameterValue(texts), ())
  }

  /// A text, or nothing to clear what there is.
  private mutating func text(_ node: SourceNode, _ what: String, problem: (String) -> String?) -> String? {
    if node.isNull { return "" }
    guard let text = node.text else {
      issues.add("\(what): expected a text, found \(Self.shown(node))", at: node.place)
      return nil
    }
    guard let problem = problem(text) else { return text }
    issues.add(problem, at: node.place)
    return nil
  }

  // MARK: Maps

  typealias Named = (name: String, key: SourceNode, value: SourceNode)

  private mutating func map(_ node: SourceNode, _ what: String) -> [Named] {
    guard let entries = node.entries else {
      let found = Self.shown(node)
      issues.add("\(what): expected a map, found \(found)\(node.isNull ? "; {} is one of none" : "")", at: node.place)
      return []
    }
    return entries.compactMap { key, value in
      if let name = key.text { return (name, key, value) }
      issues.add("\(what): a key is \(Self.shown(key)): expected a text", at: key.place)
      return nil
    }
  }

  /// A map with some keys only.
  /// - Parameter others: keys that are allowed too, and not worth naming.
  private mutating func map(
    _ node: SourceNode, _ what: String, keys: [String], others: [String] = []
  ) -> [Named] {
    map(node, what).filter { name, key, _ in
      if keys.contains(name) || others.contains(name) { return true }
      let near = Nearest.likely(name, among: keys).map { "did you mean '\($0)'?" }
      issues.add("\(what): unknown key \(quoted(name)): expected \(Self.list(keys))", at: key.place, hint: near)
      return false
    }
  }

  /// What is said of a team, an environment or a cluster, which may be nothing.
  private mutating func members(of scope: Scope, _ node: SourceNode, keys: [String]) -> [Named] {
    node.isNull ? [] : map(node, "'\(scope)'", keys: keys)
  }

  /// A map whose keys are names of one kind.
  private mutating func names(_ node: SourceNode, _ what: String, of kind: String) -> [Named] {
    map(node, what).filter { name, key, _ in
      if Scope.isName(name) { return true }
      issues.add("\(kind) \(quoted(name)) is no name: expected \(Scope.nameRule)", at: key.place)
      return false
    }
  }

  // MARK: Words

  static func list(_ keys: [String]) -> String {
    keys.dropLast().joined(separator: ", ") + (keys.count > 1 ? " or " : "") + (keys.last ?? "")
  }

  private static func shown(_ node: SourceNode) -> String {
    if node.isNull { return "nothing" }
    if let text = node.text { return quoted(text) }
    return node.items == nil ? "a map" : "a list"
  }
}
