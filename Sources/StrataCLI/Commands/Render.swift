import ArgumentParser
import Catalogue
import Strategy

extension RenderOptions.Escape: ExpressibleByArgument {}

struct Render: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Render a template file to standard output; needs no catalogue.",
    discussion: """
      The arguments are checked as a profile's are, and provider keys come from the bundled mappings. With --raw the
      whole file is plain Handlebars, with any JSON or YAML as data and only Handlebars' own helpers.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var secrets: SecretOptions

  @Argument(help: "The template file; - reads standard input.")
  var file: String

  @Option(name: .long, help: ArgumentHelp("An argument; may be repeated.", valueName: "key=value"))
  var set: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Arguments, or with --raw any data, in JSON or YAML; - reads standard input.", valueName: "file")
  )
  var data: String?

  @Option(name: .long, help: ArgumentHelp("A partial; may be repeated.", valueName: "name=file"))
  var partial: [String] = []

  @Option(name: .long, help: "How values are escaped: none or html.")
  var escape = RenderOptions.Escape.none

  @Flag(name: .long, help: "A value that is not there is an error.")
  var strict = false

  @Flag(name: .long, help: "Plain Handlebars: no front matter, no checks.")
  var raw = false

  @Flag(name: .long, help: "With --raw: Strata's helpers too.")
  var helpers = false

  func validate() throws {
    if helpers, !raw { throw ValidationError("--helpers goes with --raw: without it the helpers are always there") }
    if file == "-", data == "-" { throw ValidationError("only one of the template and --data can be standard input") }
  }

  func run(_ context: Context) throws {
    let console = context.console
    let options = RenderOptions(
      escape: escape, isStrict: strict,
      partials: try settings(partial).map { ($0.key, try context.read($0.value)) },
      log: { level, message in console.err("\(level): \(message)") })
    let data = try data.map { path in
      (
        text: raw ? try context.readText(path) : try context.readInputText(path, secrets),
        name: context.name(of: path)
      )
    }
    let (bytes, name, pairs) = (try context.read(file), context.name(of: file), try settings(set))
    let output =
      raw
      ? try PlainTemplate.render(
        bytes, file: name, data: data, settings: pairs, hasHelpers: helpers, options: options)
      : try TemplateFile.render(bytes, file: name, data: data, settings: pairs, options: options, context.bundle)
    try console.page(bytes: output)
  }
}
