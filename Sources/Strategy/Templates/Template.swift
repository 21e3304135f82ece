package import Handlebars

/// A template document: front matter and a Handlebars body.
package struct Template: Sendable {
  package let frontMatter: FrontMatter
  /// The whole file, which is what a revision keeps.
  package let bytes: [UInt8]
  /// The compiled body.
  package let program: Program
  /// What the body refers to, as far as that can be told without rendering it.
  package let references: References

  package var digest: Digest { Digest(of: bytes) }

  /// Reads a whole file: `---`, front matter in YAML, `---`, and a body that is every byte after that.
  /// - Parameters:
  ///   - file: its name, for messages.
  ///   - isTrusted: whether the same bytes were parsed before, when they were imported.
  package static func parse(
    _ bytes: [UInt8], file: String, isTrusted: Bool = false
  ) throws(StrategyError) -> Template {
    let parts = try Parts(bytes, file: file)
    var frontMatter = try FrontMatter.parse(parts.header, file: file, isTrusted: isTrusted)
    let source = Source(name: file, bytes: Array(bytes[parts.bodyStart...]), firstLine: parts.bodyLine)
    let body: Body
    do { body = try Parser.parse(source) } catch { throw .template(error) }
    let references = References(of: body)
    frontMatter.inferSeveralValues(from: references)
    let program = Compiler.compile(body, of: source, helpers: .standard)
    return Template(frontMatter: frontMatter, bytes: bytes, program: program, references: references)
  }

  /// The two parts of a template file.
  fileprivate struct Parts {
    let header: String
    let bodyStart: Int
    /// The line of the file at which the body begins, from 1.
    let bodyLine: Int

    init(_ bytes: [UInt8], file: String) throws(StrategyError) {
      let opening = Array("---\n".utf8)
      let closing = Array("\n---\n".utf8)
      guard bytes.count <= Budget.templateBytes else {
        let place = Place(of: Budget.templateBytes, in: String(decoding: bytes, as: UTF8.self))
        throw .document(name: file, place: place, problem: "larger than \(Budget.templateBytes) bytes")
      }
      if bytes.starts(with: "---\r\n".utf8) {
        throw .document(name: file, place: Place(line: 1, column: 1), problem: "lines end in CR LF: expected LF alone")
      }
      guard bytes.starts(with: opening) else {
        throw .document(name: file, place: Place(line: 1, column: 1), problem: Parts.missingFrontMatter(bytes))
      }
      guard let end = Parts.index(of: closing, in: bytes, from: opening.count - 1) else {
        throw .document(
          name: file, place: Place(line: 1, column: 1), problem: "front matter is never closed: expected a line '---'")
      }
      guard let header = String(validating: bytes[opening.count..<max(opening.count, end + 1)], as: UTF8.self) else {
        throw .document(name: file, place: Place(line: 1, column: 1), problem: "front matter is not UTF-8")
      }
      self.header = header
      bodyStart = end + closing.count
      bodyLine = bytes[..<bodyStart].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    }

    private static func missingFrontMatter(_ bytes: [UInt8]) -> String {
      if bytes.isEmpty { return "the file is empty: expected front matter between lines '---'" }
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return "the file begins with a byte order mark: expected '---'" }
      return "no front matter: expected '---' as the first line"
    }

    private static func index(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
      guard bytes.count >= mark.count else { return nil }
      return (start...max(start, bytes.count - mark.count)).first { index in
        index + mark.count <= bytes.count && bytes[index..<index + mark.count].elementsEqual(mark)
      }
    }
  }
}

/// What a template says of itself.
package struct FrontMatter: Sendable {
  package let name: String
  package let version: String
  package let title: String
  package let description: String
  package let category: String
  package let tags: [String]
  package let difficulty: String
  package let author: String
  package var arguments: [TemplateArgument]
  /// The argument whose value names the provider mapping.
  package let providerArgument: String?
  /// Keys that mean nothing to Strata, kept as they were.
  package let extra: [(key: String, value: Value)]
  /// The arguments whose front matter says itself whether they take several values.
  let statesMultiple: Set<String>

  package func argument(_ name: String) -> TemplateArgument? {
    arguments.first { $0.name == name }
  }

  /// An argument whose front matter does not say whether it takes several values does so when the body
  /// tests it for membership.
  mutating func inferSeveralValues(from references: References) {
    for index in arguments.indices where !statesMultiple.contains(arguments[index].name) {
      arguments[index].isMultiple = references.membershipTests.contains(arguments[index].name)
    }
  }
}

extension FrontMatter {
  /// Reads it without a look at the body; nil where a file is no template.
  package init?(ofTemplate bytes: [UInt8]) {
    let file = "template"
    guard let parts = try? Template.Parts(bytes, file: file),
      let read = try? FrontMatter.parse(parts.header, file: file, isTrusted: true)
    else { return nil }
    self = read
  }
}
