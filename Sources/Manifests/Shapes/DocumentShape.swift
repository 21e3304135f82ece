/// Compares the documents of two texts by what they are made of: how many, of which kinds, with which keys and which
/// types of scalars; and asks that every scalar holds what was written into it, whole and unchanged.
package struct DocumentShape {
  package enum Format: Sendable { case yaml, json }

  private let marks: ShapeMarks
  /// The place of a document that another one holds.
  private var outer = ""
  private var depth = 0

  private static let depthLimit = 4

  package init(_ marks: ShapeMarks) { self.marks = marks }

  /// - Parameters:
  ///   - text: a block with its fences, or without.
  ///   - name: what messages call it.
  /// - Returns: the first difference; nil where there is none.
  package func difference(in text: ShapeText, as format: Format, name: String) -> ShapeDifference? {
    guard format == .yaml else {
      return document(
        DocumentShape.inside(text.made), DocumentShape.inside(text.neutral), text.marked.map(DocumentShape.inside),
        as: .json, name: name)
    }
    let made = ManifestSplitter.split(text.made)
    let neutral = ManifestSplitter.split(text.neutral)
    guard made.count == neutral.count else {
      return .other(
        place: name, found: DocumentShape.counted(made.count), expected: DocumentShape.counted(neutral.count))
    }
    let marked = text.marked.map(ManifestSplitter.split)
    for index in made.indices where made[index].text != neutral[index].text {
      let marked = marked?.count == neutral.count ? marked?[index].text : nil
      if let found = document(made[index].text, neutral[index].text, marked, as: .yaml, name: name) { return found }
    }
    return nil
  }

  private static func inside(_ block: [UInt8]) -> [UInt8] {
    block.withUnsafeBufferPointer { Array($0[FencedText($0).content]) }
  }

  private static func counted(_ documents: Int) -> String { documents == 1 ? "1 document" : "\(documents) documents" }

  // MARK: One document

  private func document(
    _ made: [UInt8], _ neutral: [UInt8], _ marked: [UInt8]?, as format: Format, name: String
  ) -> ShapeDifference? {
    let new = DocumentShape.read(made, format)
    let old = DocumentShape.read(neutral, format)
    // What does not parse with the neutral value either has no shape but its signs.
    if old.failure != nil {
      return CodeShape.allSigns(of: made) == CodeShape.allSigns(of: neutral) ? nil : .signs(place: name)
    }
    if let failure = new.failure {
      return .other(place: name, found: "unreadable (\(failure.text))", expected: "a document")
    }
    if new.duplicates.count != old.duplicates.count {
      let key = new.duplicates.first?.key ?? old.duplicates.first?.key ?? ""
      return .other(place: name, found: "a map with the key '\(key)' twice", expected: "other keys")
    }
    // JSON is YAML to a mark that stands without quotes.
    let third = marked.map { DocumentShape.read($0, .yaml) }.flatMap { $0.failure == nil ? $0.tree : nil }
    let isMarked = third.map { DocumentShape.isAlike($0, old.tree) } ?? false
    return difference(new.tree, old.tree, isMarked ? third : nil)
      ?? DocumentShape.otherObject(ObjectIdentity(new.tree), ObjectIdentity(old.tree), name)
  }

  /// What an object is, a value may not decide.
  private static func otherObject(_ new: ObjectIdentity, _ old: ObjectIdentity, _ name: String) -> ShapeDifference? {
    let (found, expected) = ([new.apiVersion, new.kind], [old.apiVersion, old.kind])
    guard found != expected else { return nil }
    return .other(
      place: name, found: "another object, \(quoted(found.compactMap(\.self).joined(separator: " ")))",
      expected: quoted(expected.compactMap(\.self).joined(separator: " ")))
  }

  private static func read(_ text: [UInt8], _ format: Format) -> ReadingResult {
    text.withUnsafeBufferPointer { format == .yaml ? YAMLReader.read($0) : JSONReader.read($0) }
  }

  /// Whether both have the same nodes, whatever they hold.
  private static func isAlike(_ left: DocumentTree, _ right: DocumentTree) -> Bool {
    left.nodes.count == right.nodes.count
      && zip(left.nodes, right.nodes).allSatisfy { $0.kind == $1.kind && $0.end == $1.end }
  }

  // MARK: Nodes

  private func difference(_ made: DocumentTree, _ neutral: DocumentTree, _ marked: DocumentTree?) -> ShapeDifference? {
    for index in 0..<min(made.nodes.count, neutral.nodes.count) {
      let found = difference(made.nodes[index], neutral.nodes[index], marked?.nodes[index])
      if let found { return found.at(place(index, in: neutral)) }
      if let found = embedded(index, made, neutral, marked) { return found }
    }
    let count = (made.nodes.count, neutral.nodes.count)
    let ends = zip(made.nodes, neutral.nodes).contains { $0.end != $1.end }
    guard count.0 != count.1 || ends else { return nil }
    let last = max(0, min(count.0, count.1) - 1)
    let more = count.0 > count.1 ? "more" : count.0 < count.1 ? "less" : "other things"
    return .other(
      place: count.1 == 0 ? "a document" : place(last, in: neutral), found: "\(more) beside or beneath it",
      expected: "what the template writes")
  }

  /// What differs, without its place.
  private func difference(
    _ made: DocumentTree.Node, _ neutral: DocumentTree.Node, _ marked: DocumentTree.Node?
  ) -> ShapeDifference? {
    if made.kind != neutral.kind || made.type != neutral.type || made.isMerge != neutral.isMerge {
      return .other(place: "", found: made.described, expected: neutral.described)
    }
    if made.isPlainKey != neutral.isPlainKey || !holdsKey(made.key, marked?.key, neutral.key) {
      return .other(
        place: "", found: "the key \(DocumentShape.quoted(made.key))",
        expected: "the key \(DocumentShape.quoted(neutral.key))")
    }
    if made.isPlainKey {
      let (found, expected) = (ScalarMeaning(of: made.key), ScalarMeaning(of: neutral.key))
      if found != expected {
        return .other(place: "", found: "\(found) as its key", expected: expected.description)
      }
    }
    guard made.kind == .scalar else { return nil }
    if made.isPlain || neutral.isPlain {
      let (found, expected) = (ScalarMeaning(of: made.text, made.type), ScalarMeaning(of: neutral.text, neutral.type))
      if found != expected {
        return .other(place: "", found: found.description, expected: expected.description)
      }
    }
    // Other parsers may see a list or map of another style in it.
    guard made.isPlain == neutral.isPlain, made.isLiteral == neutral.isLiteral else {
      return .other(place: "", found: "a text written otherwise", expected: "one as the template writes it")
    }
    guard holds(made.text, marked?.text, neutral.text) else {
      return .other(
        place: "", found: "the text \(DocumentShape.quoted(made.text))", expected: "one that holds all of it")
    }
    return nil
  }

  /// Whether a text is what the template writes around a value, and all of the value.
  private func holds(_ made: String, _ marked: String?, _ neutral: String) -> Bool {
    let bytes = made.utf8
    guard let marked else {
      return bytes.elementsEqual(neutral.utf8) || CodeShape.marks(of: made) == CodeShape.marks(of: neutral)
    }
    guard let filled = marks.filled(marked) else { return bytes.elementsEqual(marked.utf8) }
    return bytes.elementsEqual(filled) || marks.unescaped(marked).contains { bytes.elementsEqual($0) }
  }

  /// As ``holds(_:_:_:)``; a value that is more than text may not change a key.
  private func holdsKey(_ made: String, _ marked: String?, _ neutral: String) -> Bool {
    marked == nil ? made.utf8.elementsEqual(neutral.utf8) : holds(made, marked, neutral)
  }

  private func place(_ index: Int, in tree: DocumentTree) -> String {
    let path = tree.path(to: index)
    guard outer.isEmpty else { return "\(outer), in the document there: \(path)" }
    let identity = ObjectIdentity(tree)
    guard let kind = identity.kind else { return path.isEmpty ? "a document" : ":\(path)" }
    return "\(kind)\(identity.name.map { "/\($0)" } ?? "")\(path.isEmpty ? "" : ":\(path)")"
  }

  private static func quoted(_ text: String) -> String {
    "'\(text.unicodeScalars.prefix(60).map { $0.value < 0x20 ? " " : String($0) }.joined())'"
  }

  // MARK: Documents in texts

  /// What differs in a document that a text holds: a dashboard, a file of a ConfigMap.
  private func embedded(
    _ index: Int, _ made: DocumentTree, _ neutral: DocumentTree, _ marked: DocumentTree?
  ) -> ShapeDifference? {
    let (new, old) = (made.nodes[index], neutral.nodes[index])
    guard old.kind == .scalar, old.type == .string, depth < DocumentShape.depthLimit,
      !new.text.utf8.elementsEqual(old.text.utf8)
    else { return nil }
    if old.key.hasSuffix(".sh") || old.text.hasPrefix("#!") {
      let line = CodeShape.differingLine(shell: Array(new.text.utf8), Array(old.text.utf8))
      return line.map { .signs(place: "line \($0) of \(place(index, in: neutral))") }
    }
    guard let text = EmbeddedText(key: old.key, text: old.text), text.holdsDocument else { return nil }
    var inner = self
    inner.outer = place(index, in: neutral)
    inner.depth += 1
    let texts = ShapeText(
      made: Array(new.text.utf8), neutral: Array(old.text.utf8), marked: marked.map { Array($0.nodes[index].text.utf8) }
    )
    return inner.difference(in: texts, as: text.format, name: "the document in \(inner.outer)")
  }
}

extension DocumentTree.Node {
  fileprivate var described: String {
    if isMerge { return "what is merged" }
    return switch kind {
    case .scalar: ScalarMeaning(of: isPlain ? text : "", type).description
    case .map: "a map"
    case .list: "a list"
    case .alias: "an alias"
    }
  }
}

extension ShapeDifference {
  fileprivate func at(_ place: String) -> ShapeDifference {
    guard case .other(_, let found, let expected) = self else { return self }
    return .other(place: place, found: found, expected: expected)
  }
}
