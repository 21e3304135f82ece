import ArgumentParser
import Catalogue
import Foundation
import Strategy

struct Export: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a version's manifests and document as files, for GitOps; or the fleet as one file.",
    usage: "strata export SCOPE[@VERSION] DIR\nstrata export --all DIR\nstrata export --fleet [FILE]",
    discussion: """
      One file per object, named kind-name.yaml and holding the very bytes of the version; strategy.md, the whole
      document; other/, YAML that is no Kubernetes object; and strata.lock, which says what was exported, with the
      SHA-256 of every file. --all writes the latest version of every strategy to teams/TEAM/ENVIRONMENT/, and of
      clusters that have their own to clusters/CLUSTER/ in it.

      Exporting again changes what differs and removes what is no longer there. Files that no export wrote are never
      touched, and files changed by hand since are an error unless --force.

      strata export payments/production@4 deploy --layout kustomize

      --fleet writes the fleet instead, as the YAML file that 'strata apply' reads; applying it changes nothing.
      docs/fleet.md describes its keys.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: ArgumentHelp("SCOPE or SCOPE@VERSION.", valueName: "scope"), completion: .addresses)
  var address: String?

  @Argument(
    help: ArgumentHelp("The folder to fill; made where it is missing.", valueName: "dir"),
    completion: .directory)
  var folder: String?

  @Flag(name: .long, help: "The latest version of every strategy.")
  var all = false

  @Flag(name: .long, help: "The fleet (teams, environments, clusters, layers, providers), to FILE or standard output.")
  var fleet = false

  @Option(name: .long, help: "flat (the default), or kustomize: with a kustomization.yaml.")
  var layout: Layout?

  @Flag(name: .long, help: "Write the document alone, without its manifests.")
  var document = false

  @Flag(name: .long, help: "List what would be written and removed, and write nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Say whether the folder is up to date, and write nothing.")
  var check = false

  @Flag(name: .long, help: "With --check: exit with 2 when it is not.")
  var exitCode = false

  @Flag(name: .long, help: "Replace exported files that were changed by hand, or the export of another scope.")
  var force = false

  enum Layout: String, ExpressibleByArgument, CaseIterable {
    case flat, kustomize
  }

  func validate() throws {
    let places = [address, folder].compactMap { $0 }
    if fleet { return try validateFleet(places) }
    guard places.count == (all ? 1 : 2) else {
      throw ValidationError("expected SCOPE and DIR, --all and DIR, or --fleet")
    }
    if places.last?.isEmpty == true { throw ValidationError("DIR is empty: expected a folder") }
    if document, layout != nil { throw ValidationError("expected one of --document and --layout") }
    if check, dryRun || force { throw ValidationError("--check goes without --dry-run and --force") }
    if exitCode, !check { throw ValidationError("--exit-code goes with --check") }
  }

  private func validateFleet(_ places: [String]) throws {
    if places.count > 1 { throw ValidationError("--fleet takes one FILE") }
    if all || layout != nil || document || dryRun || check || exitCode || force || output.format != .table {
      throw ValidationError("--fleet goes with no other option of an export")
    }
  }

  func run(_ context: Context) throws {
    if fleet { return try writeFleet(context) }
    let run = ExportRun(
      try selection(), of: try context.catalogue(),
      layout: document ? .document : layout == .kustomize ? .kustomize : .flat, into: folder ?? address ?? "",
      isForced: force)
    let outcome = check ? try run.compare() : dryRun ? try run.rehearse() : try run.write()
    for remark in outcome.remarks { context.console.warning("\(remark.subject): \(remark.text)") }
    try write(outcome, context.console, run.path)
    if exitCode, !outcome.isCurrent { throw ExitCode(2) }
  }

  private func selection() throws -> Catalogue.ExportSelection {
    guard !all, let address else { return .everything }
    let version = try VersionAddress(parsing: address)
    guard version.scope.isStrategy else { throw NoStrategyError(scope: version.scope) }
    return .version(version)
  }

  private func writeFleet(_ context: Context) throws {
    let bytes = FleetWriter.document(try context.catalogue().fleetOutline())
    guard let file = address, file != "-" else { return try context.console.page(bytes: bytes) }
    let url = URL(fileURLWithPath: file)
    guard FileManager.default.fileExists(atPath: url.deletingLastPathComponent().path) else {
      throw FileError(path: file, problem: "its folder does not exist")
    }
    do {
      try Data(bytes).write(to: url, options: .atomic)
    } catch {
      throw FileError(path: file, problem: "cannot be written: \(error.localizedDescription)")
    }
    context.console.note("wrote \(file)")
  }

  // MARK: Output

  private func write(_ outcome: ExportRun.Outcome, _ console: Console, _ path: String) throws {
    var rows = outcome.changes.map { change in
      Record([
        ("action", .text(change.action.rawValue)), ("path", .text(change.path.text)), ("bytes", Field(change.size)),
        ("problem", Field(change.obstacle)),
      ])
    }
    if outcome.lock.before != outcome.lock.after {
      rows.append(
        Record([
          ("action", .text(outcome.lock.before == nil ? "add" : "change")), ("path", .text(ExportLock.name)),
          ("bytes", .int(outcome.lock.after.utf8.count)), ("problem", .null),
        ]))
    }
    let summary = Record([
      ("up_to_date", .bool(outcome.isCurrent)), ("unchanged", .int(outcome.unchangedCount)),
      ("versions", Field(outcome.versions.map(\.address.description))),
    ])
    let columns: [Column] = [.text("action"), .text("path"), .number("bytes"), .text("problem", isOptional: true)]
    let isTable = output.format == .table
    try console.page(
      Rows(columns, isTable && outcome.isCurrent ? [] : rows), as: output.format, under: "changes",
      with: isTable ? [:] : summary)
    if isTable { console.note("\(path): \(sentence(outcome))") }
  }

  private func sentence(_ outcome: ExportRun.Outcome) -> String {
    if outcome.isCurrent { return "up to date, \(outcome.unchangedCount) files" }
    let counts = Dictionary(grouping: outcome.changes, by: \.action).mapValues(\.count)
    let words: [(ExportComparison.Action, String, String)] = [
      (.add, "added", "to add"), (.change, "changed", "to change"), (.remove, "removed", "to remove"),
      (.edited, "edited", "edited"), (.blocked, "blocked", "in the way"),
    ]
    let parts = words.compactMap { action, done, toDo in counts[action].map { "\($0) \(dryRun || check ? toDo : done)" }
    }
    return (parts + ["\(outcome.unchangedCount) unchanged"]).joined(separator: ", ")
  }
}

/// A scope with many strategies, or none.
private struct NoStrategyError: Explained {
  let scope: Scope

  var message: String { CatalogueError.notAStrategy(scope).message }
  var hint: String? { "strata export --all DIR writes every strategy" }
}
