import ArgumentParser
import Catalogue

struct SQL: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Run one SELECT over the catalogue's views.",
    discussion: """
      docs/schema.md describes the views. Only reading is allowed: whatever writes, opens another file or changes a
      setting is refused. Other programs that write wait while a statement runs.
      Examples:
        strata sql "SELECT cluster, value FROM cluster_setting WHERE path = 'cloud_provider'"
        strata sql "SELECT name FROM sqlite_schema WHERE type = 'view'"
        strata sql - -o csv < question.sql
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The statement; - reads it from standard input.")
  var statement: String

  @Option(name: .long, help: ArgumentHelp("How long it may take; 0 for any time.", valueName: "seconds"))
  var timeout = 60

  func validate() throws {
    if !(0...86_400).contains(timeout) { throw ValidationError("--timeout: expected 0 to 86400 seconds") }
  }

  func run(_ context: Context) throws {
    let text = statement == "-" ? try context.readText("-") : statement
    let answer = try context.composition.ask(context.storePath(), text, timeout)
    let names = SQL.distinct(answer.columns)
    let rows = answer.rows.map { row in Record(Array(zip(names, row))) }
    try context.console.page(
      Rows(zip(names, answer.columns).map { .named($0, title: $1) }, rows), as: output.format, under: "rows")
    if output.format == .table { context.console.note(rows.count == 1 ? "1 row" : "\(rows.count) rows") }
  }

  /// Names for columns that are called alike: `name`, `name_2`.
  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.map { name in
      var (candidate, number) = (name, 2)
      while !seen.insert(candidate).inserted {
        candidate = "\(name)_\(number)"
        number += 1
      }
      return candidate
    }
  }
}
