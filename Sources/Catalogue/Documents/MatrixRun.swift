package import Strategy

/// The whole product of a template's allowed values, rendered.
package struct MatrixRun: Sendable {
  /// One combination: its key, `v1|v2|…`, and its output, which stays valid during the call only.
  package typealias Body = (_ key: String, _ output: UnsafeBufferPointer<UInt8>) throws -> Void

  private let template: Template
  private let matrix: Matrix
  private let mappings: [String: ProviderMapping]

  /// - Parameter mapping: finds the mapping of a provider.
  init(_ template: Template, takesSets: Bool, mapping: (String) throws -> ProviderMapping?) throws {
    self.template = template
    do {
      matrix = try Matrix(template, takesSets: takesSets)
    } catch {
      throw CatalogueError.invalid([Problem(subject: template.frontMatter.name, text: error.description)])
    }
    var mappings: [String: ProviderMapping] = [:]
    for value in template.frontMatter.providerArgument.map(matrix.values(of:)) ?? [] {
      mappings[value.rendered] = try mapping(value.rendered)
    }
    self.mappings = mappings
  }

  package var count: Int { matrix.count }

  /// The template's.
  var name: String { template.frontMatter.name }

  var axes: [Matrix.Axis] { matrix.axes }

  /// Renders one combination after the other, in order.
  package func forEach(_ body: Body) throws {
    try forEach(in: 0..<count, body)
  }

  private func forEach(in range: Range<Int>, _ body: Body) throws {
    let renderer = StrategyRenderer(template)
    try matrix.forEach(in: range) { key, parameters in
      try renderer.renderPlain(input(parameters)) { try body(key, $0) }
    }
  }

  /// Renders some combinations by their numbers, and goes on behind one that cannot be rendered. An output stays valid
  /// during the call only.
  func forEachOutcome(
    in range: Range<Int>, _ body: (Int, Result<UnsafeBufferPointer<UInt8>, StrategyError>) -> Void
  ) throws {
    let renderer = StrategyRenderer(template)
    var number = range.lowerBound
    try matrix.forEach(in: range) { _, parameters in
      do {
        try renderer.renderPlain(input(parameters)) { body(number, .success($0)) }
      } catch let error as StrategyError {
        body(number, .failure(error))
      }
      number += 1
    }
  }

  /// What made every stretch of one combination's output.
  func trace(_ number: Int) throws -> RenderTrace? {
    let renderer = StrategyRenderer(template)
    var trace: RenderTrace?
    try matrix.forEach(in: number..<number + 1) { _, parameters in trace = try renderer.trace(input(parameters)) }
    return trace
  }

  func key(of number: Int) -> String {
    var found = ""
    matrix.forEach(in: number..<number + 1) { key, _ in found = key }
    return found
  }

  private func input(_ parameters: [(name: String, value: ParameterValue)]) -> RenderInput {
    let argument = template.frontMatter.providerArgument
    let provider = parameters.first { $0.name == argument }?.value.rendered
    return RenderInput(parameters: parameters, mapping: provider.flatMap { mappings[$0] })
  }

  /// A line per combination: key, SHA-256 and byte count, with tabs between. Made on all processors.
  package func digestLines() throws -> [UInt8] {
    let shares = Processors.map(count, smallest: 256) { range in [Result { try digestLines(in: range) }] }
    return try shares.flatMap { try $0.get() }
  }

  private func digestLines(in range: Range<Int>) throws -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(range.count * 160)
    try forEach(in: range) { key, output in
      var hash = Digest.Hasher()
      hash.update(output)
      lines += "\(key)\t\(hash.finish().hex)\t\(output.count)\n".utf8
    }
    return lines
  }
}

extension TemplateFile {
  /// The product of a template file, with the bundled mappings.
  package static func matrix(
    _ bytes: [UInt8], file: String, takesSets: Bool, _ bundle: Bundled
  ) throws -> MatrixRun {
    let template = try Template.parse(bytes, file: file)
    return try MatrixRun(template, takesSets: takesSets, mapping: { try bundle.mapping($0) })
  }
}

extension Catalogue {
  /// The product of a revision, with the catalogue's own mappings.
  package func matrix(_ reference: TemplateReference, takesSets: Bool) throws -> MatrixRun {
    try store.read { tx in
      let library = TemplateLibrary(tx)
      let template = try library.template(library.revision(reference))
      return try MatrixRun(template, takesSets: takesSets, mapping: { try tx.provider($0)?.mapping })
    }
  }
}
