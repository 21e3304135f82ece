package import Strategy

/// Work on template files, which needs no catalogue.
package enum TemplateFile {
  /// Renders a template file with its arguments checked as a profile's would be, and the bundled mappings.
  /// - Parameters:
  ///   - data: arguments in JSON or YAML, and the name of the file they are from.
  ///   - settings: arguments laid over the data, as written.
  package static func render(
    _ bytes: [UInt8], file: String, data: (text: String, name: String)?, settings: [(key: String, value: String)],
    options: RenderOptions, _ bundle: Bundled
  ) throws -> [UInt8] {
    let template = try Template.parse(bytes, file: file)
    var given: [String: ParameterValue] = [:]
    if let data {
      for entry in try ArgumentData.parse(data.text, name: data.name) { given[entry.key] = entry.value }
    }
    for setting in settings { given[setting.key] = .text(setting.value) }
    let values = try arguments(of: template, given, file: file)
    let renderer = try StrategyRenderer(template, options: options)
    let input = RenderInput(parameters: values, mapping: try mapping(template, values, bundle))
    try checkShape(of: input, template, file: file, options)
    return try renderer.renderPlain(input) { Array($0) }
  }

  private static func arguments(
    of template: Template, _ given: [String: ParameterValue], file: String
  ) throws -> [(name: String, value: ParameterValue)] {
    var problems: [Problem] = []
    let declared = template.frontMatter.arguments.map(\.name)
    for key in given.keys.sorted() where !declared.contains(key) {
      let near = Nearest.any(to: key, among: declared).map { ": the nearest is '\($0)'" } ?? ""
      problems.append(Problem(subject: file, text: "\(quoted(key)) is no argument of the template\(near)"))
    }
    var values: [(name: String, value: ParameterValue)] = []
    for argument in template.frontMatter.arguments {
      guard let value = given[argument.name] ?? argument.defaultValue else {
        if argument.isRequired { problems.append(missing(argument, file)) }
        continue
      }
      do {
        values.append((argument.name, try argument.check(argument.parse(value))))
      } catch {
        let hint = error.nearest.map { "did you mean '\($0)'? --set \(argument.name)=\($0)" }
        problems.append(Problem(subject: file, text: error.description, hint: hint))
      }
    }
    guard problems.isEmpty else { throw CatalogueError.invalid(problems) }
    return values
  }

  /// - Throws: ``CatalogueError/invalid(_:)`` where a value is more than text.
  private static func checkShape(
    of input: RenderInput, _ template: Template, file: String, _ options: RenderOptions
  ) throws {
    let suspects = template.suspects(in: input.parameters)
    guard !suspects.isEmpty else { return }
    var quiet = options
    quiet.log = { _, _ in }
    let check = ShapeCheck(try StrategyRenderer(template, options: quiet))
    let misshapes = check.misshapes(in: input, suspects)
    guard misshapes.isEmpty else { throw CatalogueError.invalid(misshapes.map { Problem($0, at: file) }) }
  }

  private static func missing(_ argument: TemplateArgument, _ file: String) -> Problem {
    Problem(
      subject: file, text: "required argument '\(argument.name)' has no value",
      hint: "--set \(argument.name)=\(argument.choices)")
  }

  private static func mapping(
    _ template: Template, _ values: [(name: String, value: ParameterValue)], _ bundle: Bundled
  ) throws -> ProviderMapping? {
    guard let argument = template.frontMatter.providerArgument,
      let provider = values.first(where: { $0.name == argument })?.value.rendered
    else { return nil }
    return try bundle.mapping(provider)
  }

  /// What looks wrong with a template file.
  package static func check(_ bytes: [UInt8], file: String, _ bundle: Bundled) throws -> [TemplateFinding] {
    let keys = Set(try bundle.providers.flatMap { try bundle.document($0).mapping.entries.map(\.key) })
    return try Template.parse(bytes, file: file).check(providerKeys: keys)
  }
}
