/// What is wrong with the text of one document.
struct DocumentCheck {
  private let reading: ManifestReading
  private var findings: [Finding] = []

  /// In the order of their lines.
  static func findings(_ reading: ManifestReading) -> [Finding] {
    var check = DocumentCheck(reading: reading)
    check.run()
    for (index, finding) in check.findings.enumerated() where finding.line > reading.lastLine {
      check.findings[index] = finding.moved(by: reading.lastLine - finding.line)
    }
    guard check.findings.count > 1 else { return check.findings }
    // Those of one line stay in the order in which they were found.
    return check.findings.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element)
  }

  private init(reading: ManifestReading) { self.reading = reading }

  private mutating func run() {
    if let failure = reading.result.failure {
      findings.append(broken(failure))
    } else if reading.format == .yaml, let root = reading.result.tree.nodes.first, root.kind == .scalar,
      root.type == .null
    {
      findings.append(
        Finding(
          .emptyDocument, line: Int(root.line), subject: root.text, message: "a YAML document that holds nothing",
          hint: "remove it with its '---'"))
    }
    reportDuplicates()
    if reading.format == .yaml { reportAmbiguousScalars() }
    for object in reading.objects {
      if object.kind == "ConfigMap" { reportEmbedded(of: object) }
      findings += ObjectCheck.findings(object)
    }
  }

  private func broken(_ failure: ReadingFailure) -> Finding {
    switch reading.format {
    case .yaml:
      Finding(.brokenYAML, line: failure.line, subject: failure.text, message: "no YAML: \(failure.text)")
    case .json: Finding(.brokenJSON, line: failure.line, subject: failure.text, message: failure.text)
    }
  }

  // MARK: Keys that stand twice

  private mutating func reportDuplicates() {
    let duplicates = reading.result.duplicates
    guard !duplicates.isEmpty else { return }
    let isRoot = { (duplicate: DuplicateKey) in
      duplicate.isAtRoot && (duplicate.key == "apiVersion" || duplicate.key == "kind")
    }
    if reading.format == .yaml, let first = duplicates.first(where: isRoot) {
      findings.append(runTogether(first))
      // The other keys of the second object repeat those of the first.
      findings += duplicates.filter { !$0.isAtRoot }.prefix(DocumentBudget.findings).map(twice)
    } else {
      findings += duplicates.prefix(DocumentBudget.findings).map(twice)
    }
  }

  private func runTogether(_ duplicate: DuplicateKey) -> Finding {
    let tree = reading.result.tree
    var kinds: [String] = []
    // A shadowed entry counts for nothing but this.
    var child = 1
    while let root = tree.nodes.first, child < root.end {
      let node = tree.nodes[tree.meant(child)]
      if tree.nodes[child].key == "kind", node.kind == .scalar { kinds.append(node.text) }
      child = tree.next(child)
    }
    let names = kinds.joined(separator: ", ")
    return Finding(
      .runTogether, object: label(of: duplicate.node), path: duplicate.key, line: duplicate.line,
      subject: names.isEmpty ? duplicate.key : names,
      message: kinds.count > 1
        ? "objects that run together: \(names); only the last is read"
        : "a second '\(duplicate.key)', first in line \(duplicate.firstLine): two objects that run together",
      hint: "put '---' on a line between them")
  }

  private func twice(_ duplicate: DuplicateKey) -> Finding {
    Finding(
      .duplicateKey, object: label(of: duplicate.node), path: path(to: duplicate.node), line: duplicate.line,
      subject: duplicate.key,
      message: "the key '\(duplicate.key)' stands twice, first in line \(duplicate.firstLine)",
      hint: "remove one of them")
  }

  // MARK: Scalars

  private mutating func reportAmbiguousScalars() {
    let tree = reading.result.tree
    let limit = findings.count + DocumentBudget.findings
    for index in tree.nodes.indices where findings.count < limit {
      let node = tree.nodes[index]
      if node.isPlain, node.kind == .scalar, let difference = OldSchema.difference(of: node.text, node.type) {
        findings.append(ambiguous(node.text, difference, index, line: node.line))
      }
      guard node.isPlainKey, !node.isMerge else { continue }
      let type = node.key.utf8.withContiguousStorageIfAvailable(CoreSchema.type) ?? .string
      if let difference = OldSchema.difference(of: node.key, type) {
        findings.append(ambiguous(node.key, difference, index, line: node.keyLine))
      }
    }
  }

  private func ambiguous(_ text: String, _ difference: OldSchema.Difference, _ node: Int, line: Int32) -> Finding {
    Finding(
      .ambiguousScalar, object: label(of: node), path: path(to: node), line: Int(line), subject: text,
      message: "'\(text)' is \(difference.old) in YAML 1.1 and \(difference.new) in YAML 1.2",
      hint: "quote it, or write what is meant")
  }

  // MARK: Texts in ConfigMaps

  private mutating func reportEmbedded(of object: ObjectHead) {
    guard let data = object.tree.node(at: ["data"]) else { return }
    for (key, node) in object.tree.pairs(of: data) {
      guard let embedded = reading.embedded[node], embedded.mustParse else { continue }
      do {
        _ = try embedded.tree()
      } catch {
        let path = SettingPath([.key("data"), .key(key)]).text
        let place = embedded.lines.isExact ? "" : " in its line \(error.line)"
        findings.append(
          object.finding(
            .brokenEmbedded, path: path, line: embedded.lines.line(error.line), subject: error.text,
            message: "the text of '\(key)' does not parse\(place): \(error.text)"))
      }
    }
  }

  // MARK: Where

  private func object(with node: Int) -> ObjectHead? {
    guard reading.objects.count > 1 else { return reading.objects.first }
    let tree = reading.result.tree
    return reading.objects.first { $0.tree.root <= node && node < tree.next($0.tree.root) }
  }

  private func label(of node: Int) -> String { object(with: node)?.label ?? "" }

  private func path(to node: Int) -> String {
    reading.result.tree.path(to: node, from: object(with: node)?.tree.root ?? 0)
  }
}
