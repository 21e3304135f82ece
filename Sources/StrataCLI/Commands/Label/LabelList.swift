import ArgumentParser
import Catalogue

struct LabelList: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List labels: where each points now, and who put it there.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "Only at and beneath these scopes, as in 'payments' or '*/production'.", completion: .scopes)
  var scopes: [String] = []

  func run(_ context: Context) throws {
    let patterns = try scopes.map { try ScopePattern(parsing: $0) }
    let moves = try context.catalogue().labels(patterns)
    let columns: [Column] = [
      .text("label"), .text("address", title: "version"), .text("time"), .text("author"),
      .text("message", isOptional: true),
    ]
    try context.console.page(Rows(columns, moves.map(\.fields)), as: output.format, under: "labels")
    guard moves.isEmpty else { return }
    context.console.note(
      patterns.isEmpty ? "there is no label: strata label set SCOPE@VERSION LABEL" : "no label matches")
  }
}

struct LabelHistory: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show every move of a strategy's labels, or of one of them, newest first.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "TEAM/ENVIRONMENT or TEAM/ENVIRONMENT/CLUSTER.", completion: .scopes)
  var scope: String

  @Argument(help: "Only this label.")
  var label: String?

  func run(_ context: Context) throws {
    let (scope, label) = (try Scope(parsing: scope), try label.map { try Label(parsing: $0) })
    let moves = try context.catalogue().labelHistory(scope, label)
    let columns: [Column] = [
      .text("label"), .text("change"), .text("address", title: "version"), .text("time"), .text("author"),
      .text("message", isOptional: true),
    ]
    let rows = moves.map { move in
      Record([("label", .text(move.label)), ("change", .text(move.version == nil ? "removed" : "set"))])
        .merging(move.fields)
    }
    try context.console.page(
      Rows(columns, rows), as: output.format, under: "moves", with: ["scope": .text(scope.description)])
    if moves.isEmpty { context.console.note("'\(scope)' never had a label") }
  }
}

extension LabelMove {
  fileprivate var fields: Record {
    Record(
      [
        ("label", .text(label)), ("address", Field(version.map { "\(scope.scope)@\($0)" })),
        ("scope", .text(scope.scope.description)), ("version", Field(version)),
      ] + audit.fields)
  }
}
