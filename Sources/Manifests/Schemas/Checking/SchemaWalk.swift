/// Goes over an object with its schema and takes down where it does not follow.
struct SchemaWalk {
  /// Schemas asked of one object. Choices within choices could ask without end.
  static let stepLimit = 200_000
  /// Values within values, and schemas of one value that lead to each other.
  static let depthLimit = 300
  static let findingLimit = 100

  let object: ObjectHead
  let known: SchemaLibrary
  let metadata: SchemaSource
  var path = PathWriter()
  var findings: [Finding] = []
  /// Whether this is a trial: what is deprecated does not count, and one finding is enough to know.
  var isTrial = false
  var steps = 0
  var depth = 0

  var tree: DocumentTree { object.tree }
  var isExhausted: Bool { steps > SchemaWalk.stepLimit }

  mutating func run(_ schema: Schema) {
    guard let root = tree.node(at: []) else { return }
    visit(root, schema, isStrict: true, isRoot: true)
    if schema.source.dialect == .structural { visitMetadata(of: root) }
    if isExhausted {
      add(
        .unknownKind, at: root, subject: "steps",
        "its schema has too many alternatives to follow: it is verified in part")
    }
    // Several schemas of one value may ask the same.
    var seen: Set<Finding> = []
    findings.removeAll { !seen.insert($0).inserted }
  }

  /// Structural schemas need not say what every object has.
  private mutating func visitMetadata(of root: Int) {
    guard let node = tree.entry("metadata", of: root) else { return }
    let mark = path.push(key: "metadata")
    visit(node, metadata.schema(at: 0), isStrict: true)
    path.pop(to: mark)
  }

  /// - Parameters:
  ///   - isStrict: whether fields that the schema does not name are refused; not so in a choice.
  ///   - isRoot: whether this is a whole object, which has a kind and metadata.
  mutating func visit(_ node: Int, _ schema: Schema, isStrict: Bool, isRoot: Bool = false) {
    steps += 1
    depth += 1
    defer { depth -= 1 }
    guard !isExhausted, depth <= SchemaWalk.depthLimit, findings.count < SchemaWalk.findingLimit else { return }
    let node = tree.meant(node)
    if schema.refusesAll { return add(.schemaViolation, at: node, subject: "refused", "expected nothing here") }
    if let text = schema.deprecation, !isTrial, path.count > 0 {
      add(.deprecatedField, at: node, subject: "", text, line: Int(tree.nodes[node].keyLine))
    }
    if tree.nodes[node].kind == .scalar, tree.nodes[node].type == .null {
      guard !schema.isNullable, !schema.hasDefault, !schema.types.contains(.null) else { return }
    }
    if let reference = schema.reference, let target = known.schema(for: reference, in: schema.source) {
      visit(node, target, isStrict: isStrict, isRoot: isRoot)
    }
    guard hasType(node, schema) else { return }
    checkValue(node, schema)
    switch tree.nodes[node].kind {
    case .map: visitEntries(of: node, schema, isStrict: isStrict, isRoot: isRoot)
    case .list: visitItems(of: node, schema, isStrict: isStrict)
    default: break
    }
    if !schema.allOf.isEmpty || !schema.anyOf.isEmpty || !schema.oneOf.isEmpty || schema.not != nil {
      visitChoices(of: node, schema, isStrict: isStrict)
    }
  }

  private mutating func hasType(_ node: Int, _ schema: Schema) -> Bool {
    guard !schema.types.isEmpty else { return true }
    let found = tree.nodes[node]
    let fits: Bool
    switch found.kind {
    case .map: fits = schema.types.contains(.map)
    case .list: fits = schema.types.contains(.list)
    default:
      switch found.type {
      case .string: fits = schema.types.contains(.string)
      case .bool: fits = schema.types.contains(.boolean)
      case .null: fits = schema.types.contains(.null)
      case .int: fits = !schema.types.isDisjoint(with: [.integer, .number])
      case .float:
        fits =
          schema.types.contains(.number)
          || schema.types.contains(.integer) && tree.number(node).map { $0 == $0.rounded() } ?? false
      default: fits = false
      }
    }
    if !fits { addWrongType(node, expected: schema.types.text) }
    return fits
  }

  mutating func addWrongType(_ node: Int, expected: String) {
    let found = tree.nodes[node]
    let type =
      switch found.type {
      case .string: "string "
      case .bool: "boolean "
      case .int, .float: "number "
      default: ""
      }
    add(
      .schemaViolation, at: node, subject: found.kind == .scalar ? tree.clipped(found.text) : "\(found.type)",
      "expected \(expected), found \(found.kind == .scalar ? type : "")\(tree.shown(node))")
  }

  // MARK: Findings

  mutating func add(
    _ rule: Rule, at node: Int, subject: String, _ message: String, hint: String? = nil, line: Int? = nil
  ) {
    let place = path.path.text
    let finding = object.finding(
      rule, path: place, line: line ?? Int(tree.nodes[node].line), subject: subject, message: message, hint: hint)
    // A field's schema and the one that it refers to may say the same.
    if findings.last?.rule == rule, findings.last?.path == place, rule == .deprecatedField { return }
    findings.append(finding)
  }
}
