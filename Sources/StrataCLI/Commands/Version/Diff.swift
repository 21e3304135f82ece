import ArgumentParser
import Catalogue
import Strategy

struct Diff: Subcommand {
  // A command with a name above it is not searched for what only the root has, which takes half of the parsing.
  static let configuration = CommandConfiguration(
    commandName: "diff", _superCommandName: "strata",
    abstract: "Show how two versions differ: what made them, what came out, and with --why what made which change.",
    discussion: """
      A side is SCOPE, SCOPE@VERSION, SCOPE@LABEL, SCOPE@next for what would be generated now, or a file: a path with a
      dot in it or a '/' in front, or '-' for standard input. One side alone is compared with the version before it,
      SCOPE@next with the newest version, and with --as-of what SCOPE was then with what it is now.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var format: DiffFormatOptions
  @OptionGroup var view: DiffViewOptions

  @Argument(help: "An address or a file.", completion: .scopes)
  var old: String

  @Argument(help: "What to compare it with.", completion: .scopes)
  var new: String?

  @Option(name: .long, help: ArgumentHelp("Look for the first side as it was then.", valueName: "date"))
  var asOf: String?

  @Flag(name: .long, help: "Tell of each change what made it: template, parameter or provider key, who and when.")
  var why = false

  @Flag(name: .long, help: "Exit with 2 when they differ.")
  var exitCode = false

  func validate() throws {
    if view.sideBySide, why { throw ValidationError("--why goes with --text and --semantic, which have room for it") }
    if view.sideBySide, format.format != .table {
      throw ValidationError("--side-by-side: expected -o table, found \(format.format.rawValue)")
    }
  }

  func run(_ runContext: Context) throws {
    let console = runContext.console
    let request = Catalogue.DiffRequest(
      old: try side(old, runContext), new: try new.map { try side($0, runContext) },
      asOf: try asOf.map { try Timestamp(parsing: $0) }, context: view.context,
      ignored: try view.ignore.map { try IgnoredSettings(parsing: $0) },
      comparesSettings: format.format != .table || view.kind == .semantic || view.summary, findsCauses: why)
    let diff = try Catalogue.diffFiles(request) ?? runContext.catalogue().diff(request)
    let writer = VersionDiffWriter(diff: diff, view: view.kind, isSummary: view.summary, ignores: !view.ignore.isEmpty)
    switch format.format {
    case .table:
      let text = writer.text(on: console)
      try writer.isPatch ? console.page(patch: text) : console.page(text)
      if writer.isEmpty { console.note("no difference") }
    case .json: try console.write(writer.record, as: .json)
    case .yaml: try console.write(writer.record, as: .yaml)
    case .markdown: try console.out(MarkdownDiffWriter(writer: writer).text, terminator: "")
    }
    for problem in diff.problems { console.warning("\(problem.subject): \(problem.text)") }
    if exitCode, !writer.isEmpty { throw ExitCode(2) }
  }

  private func side(_ text: String, _ context: Context) throws -> Catalogue.DiffRequest.Side {
    guard let path = FilePath(text) else { return .version(try VersionAddress(parsing: text)) }
    return .file(name: path.name, bytes: try path.read(context))
  }
}

/// How differences are written.
enum DiffFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, yaml, markdown
}

struct DiffFormatOptions: ParsableArguments {
  @Option(name: [.customShort("o"), .customLong("output")], help: "The format: table, json, yaml or markdown.")
  var format = DiffFormat.table
}

/// What of a difference is shown.
struct DiffViewOptions: ParsableArguments {
  enum Kind { case text, semantic, sideBySide }

  @Flag(name: .long, help: "Unified text (the default).")
  var text = false

  @Flag(name: .long, help: "By objects and their settings: what was added, removed, renamed or set otherwise.")
  var semantic = false

  @Flag(name: .long, help: "Old and new in two columns, as wide as the terminal.")
  var sideBySide = false

  @Flag(name: .long, help: "How much changed and where, without the changes themselves.")
  var summary = false

  @Option(name: .long, help: "How many equal lines to show around changes.")
  var context = 3

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Leave out a setting and what lies beneath it; implies --semantic; may be repeated.", valueName: "path"))
  var ignore: [String] = []

  var kind: Kind { sideBySide ? .sideBySide : semantic || !ignore.isEmpty ? .semantic : .text }

  func validate() throws {
    if !(0...1000).contains(context) { throw ValidationError("--context: expected 0 to 1000, found \(context)") }
    if [text, semantic, sideBySide].filter(\.self).count > 1 {
      throw ValidationError("expected one of --text, --semantic and --side-by-side")
    }
    if !ignore.isEmpty, text || sideBySide { throw ValidationError("--ignore goes with --semantic") }
  }
}
