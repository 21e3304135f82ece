import Handlebars

/// Everything a rendering depends on, and nothing else.
package struct RenderInput: Sendable {
  /// A value for every argument that has one, in the template's order.
  package var parameters: [(name: String, value: ParameterValue)]
  package var mapping: ProviderMapping?
  package var variables: ScopeVariables

  package init(
    parameters: [(name: String, value: ParameterValue)], mapping: ProviderMapping?,
    variables: ScopeVariables = ScopeVariables()
  ) {
    self.parameters = parameters
    self.mapping = mapping
    self.variables = variables
  }
}

/// What a template sees as `@team`, `@environment` and `@cluster.name`, `.region`, `.kubernetes`.
package struct ScopeVariables: Sendable, Hashable {
  package var team: String
  package var environment: String
  package var cluster: String
  package var region: String
  package var kubernetes: String

  package init(
    team: String = "", environment: String = "", cluster: String = "", region: String = "", kubernetes: String = ""
  ) {
    self.team = team
    self.environment = environment
    self.cluster = cluster
    self.region = region
    self.kubernetes = kubernetes
  }

  /// By bytes, as they render.
  package static func == (left: ScopeVariables, right: ScopeVariables) -> Bool {
    Bytes(left.team) == Bytes(right.team) && Bytes(left.environment) == Bytes(right.environment)
      && Bytes(left.cluster) == Bytes(right.cluster) && Bytes(left.region) == Bytes(right.region)
      && Bytes(left.kubernetes) == Bytes(right.kubernetes)
  }

  package func hash(into hasher: inout Hasher) {
    for text in [team, environment, cluster, region, kubernetes] { hasher.combine(Bytes(text)) }
  }
}

extension ScopeVariables {
  /// Only what a template refers to: the rest cannot change its output.
  package func limited(to references: References) -> ScopeVariables {
    let paths = references.dataPaths
    if paths.contains("root") { return self }
    func part(_ value: String, _ path: String) -> String {
      paths.contains(path) || (path.hasPrefix("cluster.") && paths.contains("cluster")) ? value : ""
    }
    return ScopeVariables(
      team: part(team, "team"), environment: part(environment, "environment"), cluster: part(cluster, "cluster.name"),
      region: part(region, "cluster.region"), kubernetes: part(kubernetes, "cluster.kubernetes"))
  }
}

/// The names of what renderings looked at: one object for the same names, as long as its renderer lives.
package final class ReadNames: Sendable {
  package let all: Set<String>
  /// Kept alive, so that its identity stays one value's.
  private let reads: Reads

  init(_ names: [String], of reads: Reads) {
    all = Set(names)
    self.reads = reads
  }
}

/// Renders one template for many inputs. Belongs to one thread.
package final class StrategyRenderer {
  package let template: Template
  private let renderer: Renderer
  private var names: [ObjectIdentifier: ReadNames] = [:]
  private var mappings: [ProviderMapping: Value] = [:]
  private var clusters: [ScopeVariables: Value] = [:]
  /// What came last mostly comes again, and to compare is quicker than to look up.
  private var lastMapping: (mapping: ProviderMapping, value: Value)?
  private var lastVariables: (variables: ScopeVariables, cluster: Value)?
  private lazy var sourceLines = SourceLines(renderer.program.source)
  private var sink = ReadingSink()
  private var plainSink = ByteSink()

  package init(_ template: Template) {
    self.template = template
    renderer = Renderer(template.program, helpers: .standard)
  }

  /// As ``init(_:)``, with other options than a strategy's.
  package init(_ template: Template, options: RenderOptions) throws(StrategyError) {
    self.template = template
    do {
      let program = try Compiler.compile(
        template.program.source, helpers: .standard, options: options.compileOptions)
      renderer = Renderer(program, helpers: .standard, partials: options.sources)
    } catch {
      throw .template(error)
    }
    renderer.onLog = options.log
  }

  /// Renders, and hands the bytes to `body` while they stay where they are, with the names of what they rest on:
  /// parameters, `@variables` and `provider.KEY`; `*` where that may be any parameter.
  package func render<Result>(
    _ input: RenderInput, _ body: (UnsafeBufferPointer<UInt8>, ReadNames) -> Result
  ) throws(StrategyError) -> Result {
    sink.removeAll()
    let reads: Reads
    do { reads = try renderer.render(binding(input), into: &sink) } catch { throw .template(error) }
    return body(sink.bytes, names(of: reads))
  }

  private func names(of reads: Reads) -> ReadNames {
    if let known = names[ObjectIdentifier(reads)] { return known }
    let found = ReadNames(reads.all.map(\.name), of: reads)
    names[ObjectIdentifier(reads)] = found
    return found
  }

  /// As ``render(_:_:)``, without asking what the bytes rest on.
  package func renderPlain<Result>(
    _ input: RenderInput, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    plainSink.removeAll()
    do { try renderer.render(binding(input), into: &plainSink) } catch { throw StrategyError.template(error) }
    return try body(plainSink.bytes)
  }

  /// Renders, and learns what made every stretch of the output.
  package func trace(_ input: RenderInput) throws(StrategyError) -> RenderTrace {
    var sink = TracingSink()
    let reads: Reads
    do { reads = try renderer.render(binding(input), into: &sink) } catch { throw .template(error) }
    return RenderTrace(
      output: Array(sink.bytes), segments: sink.segments, decisions: sink.decisions, reads: names(of: reads),
      program: renderer.program, sourceLines: sourceLines)
  }

  private func binding(_ input: RenderInput) -> Renderer.Binding {
    let variables = input.variables
    let data: [(name: String, value: Value)] = [
      (HelperTable.mappingVariable, mapping(input.mapping)), ("team", text(variables.team)),
      ("environment", text(variables.environment)), ("cluster", cluster(variables)),
    ]
    return renderer.bind(entries: input.parameters.map { ($0.name, .string($0.value.rendered)) }, data: data)
  }

  private func text(_ text: String) -> Value { text.isEmpty ? .undefined : .string(text) }

  private func mapping(_ mapping: ProviderMapping?) -> Value {
    guard let mapping else { return .undefined }
    if let lastMapping, lastMapping.mapping == mapping { return lastMapping.value }
    let value = mappings[mapping] ?? mapping.value
    mappings[mapping] = value
    lastMapping = (mapping, value)
    return value
  }

  private func cluster(_ variables: ScopeVariables) -> Value {
    var key = variables
    (key.team, key.environment) = ("", "")
    if let lastVariables, lastVariables.variables == key { return lastVariables.cluster }
    let value =
      clusters[key]
      ?? .map(
        Map([("name", text(key.cluster)), ("region", text(key.region)), ("kubernetes", text(key.kubernetes))]))
    clusters[key] = value
    lastVariables = (key, value)
    return value
  }
}
