import Handlebars

/// How a template file is rendered by hand.
package struct RenderOptions: Sendable {
  package enum Escape: String, Sendable, CaseIterable { case none, html }

  package var escape: Escape
  /// Whether a value that is not there is an error.
  package var isStrict: Bool
  package var partials: [(name: String, bytes: [UInt8])]
  /// Told what `{{log}}` says: a level and a message.
  package var log: @Sendable (String, String) -> Void

  package init(
    escape: Escape = .none, isStrict: Bool = false, partials: [(name: String, bytes: [UInt8])] = [],
    log: @escaping @Sendable (String, String) -> Void = { _, _ in }
  ) {
    self.escape = escape
    self.isStrict = isStrict
    self.partials = partials
    self.log = log
  }

  var compileOptions: CompileOptions {
    CompileOptions(escape: escape == .html ? .html : .none, isStrict: isStrict)
  }

  var sources: [Source] { partials.map { Source(name: $0.name, bytes: $0.bytes) } }
}

/// A whole file as plain Handlebars: no front matter, no arguments, any data.
package enum PlainTemplate {
  /// - Parameters:
  ///   - data: JSON or YAML, and the name of the file it is from.
  ///   - settings: entries laid over the data.
  ///   - hasHelpers: whether it has Strata's helpers besides Handlebars' own.
  package static func render(
    _ bytes: [UInt8], file: String, data: (text: String, name: String)?, settings: [(key: String, value: String)],
    hasHelpers: Bool, options: RenderOptions
  ) throws(StrategyError) -> [UInt8] {
    var root = Value.map(Map([]))
    if let data { root = try DataDocument.parse(data.text, name: data.name) }
    if !settings.isEmpty {
      var entries: [(key: String, value: Value)] = []
      if case .map(let map) = root { entries = map.entries }
      root = .map(Map(entries + settings.map { ($0.key, .string($0.value)) }))
    }
    let helpers = hasHelpers ? HelperTable.standard : HelperTable()
    do {
      let source = Source(name: file, bytes: bytes)
      let program = try Compiler.compile(source, helpers: helpers, options: options.compileOptions)
      let renderer = Renderer(program, helpers: helpers, partials: options.sources)
      renderer.onLog = options.log
      var sink = ByteSink()
      try renderer.render(renderer.bind(root), into: &sink)
      return Array(sink.bytes)
    } catch {
      throw .template(error)
    }
  }
}

/// Arguments written in a file.
package enum ArgumentData {
  /// The value of each key of a JSON or YAML map; nil where it is null.
  package static func parse(_ text: String, name: String) throws(StrategyError) -> [(
    key: String, value: ParameterValue?
  )] {
    guard case .map(let map) = try DataDocument.parse(text, name: name) else {
      throw .document(name: name, place: Place(line: 1, column: 1), problem: "expected a map of arguments")
    }
    return map.entries.map { entry in
      switch entry.value {
      case .undefined, .null: (entry.key, nil)
      case .list(let list): (entry.key, ParameterValue(list.items.map(\.printed)))
      default: (entry.key, .text(entry.value.printed))
      }
    }
  }
}
