import Strategy

/// The templates of a catalogue during one transaction, each parsed at most once.
final class TemplateLibrary {
  private let reader: any CatalogueReading
  private let parsed: ParsedTemplates
  private var listed: [TemplateRevision]?

  init(_ reader: any CatalogueReading, parsed: ParsedTemplates = ParsedTemplates()) {
    self.reader = reader
    self.parsed = parsed
  }

  func revisions() throws -> [TemplateRevision] {
    if let listed { return listed }
    let revisions = try reader.templateRevisions()
    listed = revisions
    return revisions
  }

  /// The revision that a reference means; without a version, the one with the highest version number.
  func revision(_ reference: TemplateReference) throws -> TemplateRevision {
    let named = try revisions().filter { $0.reference.name == reference.name }
    let found =
      reference.version.map { version in named.first { $0.reference.version == version } }
      ?? named.max { TemplateLibrary.precedes($0.reference.version ?? "", $1.reference.version ?? "") }
    guard let found else {
      let known = try revisions().map { named.isEmpty ? $0.reference.name : $0.reference.description }
      throw CatalogueError.unknownTemplate(
        reference, nearest: Nearest.likely(reference.description, among: Array(Set(known)).sorted()))
    }
    return found
  }

  func template(_ revision: TemplateRevision) throws -> Template {
    if let template = parsed.byID[revision.id] { return template }
    let template = try Template.parse(
      reader.templateContent(revision.id), file: revision.reference.description, isTrusted: true)
    parsed.byID[revision.id] = template
    return template
  }

  /// Whether one version comes before another: numbers by value, a pre-release before its release.
  static func precedes(_ left: String, _ right: String) -> Bool {
    func parts(_ text: String) -> (numbers: [Int], suffix: String) {
      let cut = text.firstIndex { $0 == "-" || $0 == "+" } ?? text.endIndex
      return (text[..<cut].split(separator: ".").map { Int($0) ?? 0 }, String(text[cut...]))
    }
    let (left, right) = (parts(left), parts(right))
    for index in 0..<max(left.numbers.count, right.numbers.count) {
      let a = index < left.numbers.count ? left.numbers[index] : 0
      let b = index < right.numbers.count ? right.numbers[index] : 0
      if a != b { return a < b }
    }
    if left.suffix.hasPrefix("-") != right.suffix.hasPrefix("-") { return left.suffix.hasPrefix("-") }
    return left.suffix < right.suffix
  }
}

/// Templates by their revisions, which never change: they may be kept from one transaction to the next.
final class ParsedTemplates {
  var byID: [ID<TemplateRevision>: Template] = [:]
}
