/// Finds the schemas in files.
struct SchemaReader {
  /// What a document of definitions may hold; with aliases CustomResourceDefinitions repeat a lot.
  private static let leafLimit = 10_000_000

  let known = SchemaLibrary()
  /// Files that have no schema.
  private(set) var ignored: [String] = []

  mutating func read(path: String, bytes: [UInt8]) throws(SchemaError) {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    switch path.split(separator: ".").last?.lowercased() {
    case "json": try readJSON(path, bytes)
    case "yaml", "yml": try readYAML(path, bytes)
    default: ignored.append(path)
    }
  }

  // MARK: JSON

  private mutating func readJSON(_ path: String, _ bytes: [UInt8]) throws(SchemaError) {
    let name = SchemaFileName(path)
    if name != nil, !isWhole(bytes) {
      throw SchemaError(path: path, problem: "no JSON schema: expected '{' at the beginning and '}' at the end")
    }
    let source = SchemaSource(path: path, json: bytes)
    let release = SchemaRelease(folderOf: path)
    switch name {
    case .kubernetes(let kind, let group, let version):
      known.add(
        SchemaEntry(
          source: source, release: release, claim: .named(kind: kind, group: group, version: version)))
    case .catalogue(let kind, let group, let version):
      known.add(
        SchemaEntry(source: source, release: nil, claim: .catalogue(kind: kind, group: group, version: version)))
    case .definitions: known.addDefinitions(source, release: release)
    case .list: ignored.append(path)
    case nil: try readOther(source, release)
    }
  }

  /// A file whose name says nothing: it must be read to be known.
  private mutating func readOther(_ source: SchemaSource, _ release: SchemaRelease?) throws(SchemaError) {
    let tree = source.tree
    if let failure = source.failure {
      throw SchemaError(path: source.path, problem: "line \(failure.line): \(failure.text)")
    }
    // A file beside the schemas may be referred to from them.
    known.hold(source)
    let identities = tree.identities(ofSchema: 0)
    if !identities.isEmpty {
      for identity in identities {
        known.add(SchemaEntry(source: source, release: release, claim: .exact(identity, node: 0)))
      }
    } else if [["definitions"], ["$defs"], ["components", "schemas"]].contains(where: { tree.node(at: $0) != nil }) {
      known.addDefinitions(source, release: release)
    } else if try !readDefinitions(in: tree, at: 0, source.path) {
      ignored.append(source.path)
    }
  }

  private func isWhole(_ bytes: [UInt8]) -> Bool {
    bytes.first { $0 > 0x20 } == UInt8(ascii: "{") && bytes.last { $0 > 0x20 } == UInt8(ascii: "}")
  }

  // MARK: CustomResourceDefinitions

  private mutating func readYAML(_ path: String, _ bytes: [UInt8]) throws(SchemaError) {
    // Other YAML is none of ours, and need not even parse.
    guard bytes.firstRange(of: Array("CustomResourceDefinition".utf8)) != nil else { return ignored.append(path) }
    var isFound = false
    for (number, document) in ManifestSplitter.split(bytes).enumerated() {
      let result = document.text.withUnsafeBufferPointer { YAMLReader.read($0, leafLimit: SchemaReader.leafLimit) }
      let tree: DocumentTree
      do {
        tree = try result.strictTree
      } catch {
        throw SchemaError(
          path: path, problem: "line \(document.lines.lowerBound + error.line - 1): \(error.text)",
          hint: "files that are no schemas, such as a chart's templates, belong elsewhere")
      }
      if !tree.nodes.isEmpty, try readDefinitions(in: tree, at: 0, "\(path)#\(number)") { isFound = true }
    }
    if !isFound { ignored.append(path) }
  }

  /// Enters the CustomResourceDefinition at a node, or those of a list. False where there is none.
  private func readDefinitions(in tree: DocumentTree, at node: Int, _ path: String) throws(SchemaError) -> Bool {
    guard let kind = tree.text("kind", of: node) else { return false }
    if kind.hasSuffix("List"), let items = tree.entry("items", of: node) {
      var isFound = false
      for item in tree.items(of: items) where try readDefinitions(in: tree, at: item, "\(path).\(item)") {
        isFound = true
      }
      return isFound
    }
    guard kind == "CustomResourceDefinition", tree.text("apiVersion", of: node) == "apiextensions.k8s.io/v1" else {
      return false
    }
    let file = path.prefix { $0 != "#" }
    func lacking(_ what: String) -> SchemaError {
      let name = tree.entry("metadata", of: node).flatMap { tree.text("name", of: $0) } ?? ""
      return SchemaError(path: String(file), problem: "CustomResourceDefinition '\(name)' has no \(what)")
    }
    guard let spec = tree.entry("spec", of: node), let group = tree.text("group", of: spec) else {
      throw lacking("'spec.group'")
    }
    guard let names = tree.entry("names", of: spec), let kind = tree.text("kind", of: names) else {
      throw lacking("'spec.names.kind'")
    }
    guard let versions = tree.entry("versions", of: spec).map(tree.items), !versions.isEmpty else {
      throw lacking("'spec.versions'")
    }
    let source = SchemaSource(path: path, tree: tree, dialect: .structural)
    for version in versions {
      guard let name = tree.text("name", of: version) else { throw lacking("'spec.versions[].name'") }
      let schema = tree.entry("schema", of: version).flatMap { tree.entry("openAPIV3Schema", of: $0) }
      guard let schema else { throw lacking("'openAPIV3Schema' for version '\(name)'") }
      let identity = SchemaIdentity(group: group, version: name, kind: kind)
      var entry = SchemaEntry(source: source, release: nil, claim: .exact(identity, node: schema))
      entry.isServed = tree.entry("served", of: version).map { tree.isTrue($0) } ?? true
      if tree.isTrue("deprecated", of: version) {
        entry.deprecation = tree.text("deprecationWarning", of: version) ?? ""
      }
      known.add(entry)
    }
    return true
  }
}
