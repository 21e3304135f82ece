import Manifests
package import Strategy

extension Catalogue {
  /// What is to be explained.
  package enum ExplainTarget: Sendable {
    /// A line of the output, from 1.
    case line(Int)
    /// A setting, or `@team` and the like, which a template sees besides them.
    case setting(String)
  }

  /// Where a line or value of a version comes from.
  package struct Explanation: Sendable {
    package struct Line: Sendable {
      package let number: Int
      package let text: String
      /// The Markdown heading above it; empty where there is none.
      package let heading: String
      /// `Kind/name` of the object that it is in; empty outside of these.
      package let manifest: String
      package let origin: LineOrigin
      /// The template's line that wrote it.
      package let templateText: String
    }

    package struct Input: Sendable {
      /// A parameter, `@variable` or `provider.KEY`.
      package let name: String
      /// The decision that holds first, then those that it overrides; empty where nobody said anything.
      package let decisions: [Decision]
    }

    package let version: Version
    /// The line asked for, or those at which the setting stands; none for a parameter or provider key.
    package let lines: [Line]
    /// How many more lines it stands at.
    package let moreLines: Int
    /// What decided it: what wrote the lines first, then their conditions from the innermost out.
    package let inputs: [Input]
    /// How many lines of the output an input decides; nil for lines.
    package let decidedLines: Int?
  }

  /// How many places of one setting are explained.
  private static let explainedPlaces = 3

  /// Walks back from a line or setting of a version to the template's line, the conditions, the inputs and the people.
  package func explain(_ address: VersionAddress, _ target: ExplainTarget) throws -> Explanation {
    try store.read { tx in
      let traced = try TracedVersion(Catalogue.version(address, tx), tx)
      switch target {
      case .line(let line):
        let count = traced.origins.trace.lineCount
        guard (1...max(1, count)).contains(line) else {
          throw CatalogueError.noLine(line, traced.version.address, count: count)
        }
        return try explanation([line], more: 0, traced, tx.manifestSettings(ofOutput: traced.version.output.digest))
      case .setting(let text): return try explanation(ofSetting: text, traced, tx)
      }
    }
  }

  private func explanation(
    ofSetting text: String, _ traced: TracedVersion, _ tx: any CatalogueReading
  ) throws -> Explanation {
    if text.hasPrefix("@") { return try explanation(of: text, text, traced) }
    switch try SettingAddress(parsing: text) {
    case .manifest(let object, let path):
      let documents = try tx.manifestSettings(ofOutput: traced.version.output.digest)
      let lines = Catalogue.lines(object, path, documents)
      guard !lines.isEmpty else { throw CatalogueError.noSetting(text, traced.version.address) }
      return try explanation(
        Array(lines.prefix(Catalogue.explainedPlaces)), more: max(0, lines.count - Catalogue.explainedPlaces), traced,
        documents)
    case .parameter(let key): return try explanation(of: key, text, traced)
    case .template: return try explanation(of: LayerParameters.templateKey, text, traced)
    case .provider(let key): return try explanation(of: LayerParameters.providerPrefix + key, text, traced)
    case .cluster(.kubernetes): return try explanation(of: "@cluster.kubernetes", text, traced)
    case .cluster(.region): return try explanation(of: "@cluster.region", text, traced)
    case .cluster(.selector), .anything: throw CatalogueError.noSetting(text, traced.version.address)
    }
  }

  private func explanation(
    _ lines: [Int], more: Int, _ traced: TracedVersion, _ documents: [ManifestSettings]
  ) throws -> Explanation {
    let text = TextLines(traced.origins.trace.output)
    let headings = Heading.all(in: text)
    let found = lines.compactMap { line -> Explanation.Line? in
      guard let origin = traced.origins.origin(ofLine: line) else { return nil }
      let document = documents.last { document in
        document.line <= line && (document.settings.last.map { document.line + $0.line - 1 } ?? 0) >= line
      }
      return Explanation.Line(
        number: line, text: traced.origins.trace.text(ofLine: line),
        heading: headings.last { $0.line < line }?.text ?? "", manifest: document?.manifest.qualifier ?? "",
        origin: origin, templateText: traced.origins.templateText(ofLine: origin.line))
    }
    let names = found.flatMap(\.origin.names).uniqued
    return Explanation(
      version: traced.version, lines: found, moreLines: more,
      inputs: try names.map { Explanation.Input(name: $0, decisions: try traced.decisions(about: $0)) },
      decidedLines: nil)
  }

  /// Where a setting of a manifest stands.
  private static func lines(
    _ object: ObjectPattern, _ path: PathPattern, _ documents: [ManifestSettings]
  ) -> [Int] {
    documents.filter { object.matches($0.manifest) }.flatMap { document in
      document.settings.filter { path.matches($0.path) }.map { document.line + $0.line - 1 }
    }.uniqued
  }

  /// - Parameters:
  ///   - name: as decisions are looked up by.
  ///   - text: as it was asked for.
  private func explanation(of name: String, _ text: String, _ traced: TracedVersion) throws -> Explanation {
    let decisions = try traced.decisions(about: name)
    guard !decisions.isEmpty else { throw CatalogueError.noSetting(text, traced.version.address) }
    let count = (1...max(1, traced.origins.trace.lineCount)).count { line in
      traced.origins.origin(ofLine: line)?.names.contains(name) ?? false
    }
    return Explanation(
      version: traced.version, lines: [], moreLines: 0, inputs: [.init(name: name, decisions: decisions)],
      decidedLines: name == LayerParameters.templateKey ? nil : count)
  }
}
