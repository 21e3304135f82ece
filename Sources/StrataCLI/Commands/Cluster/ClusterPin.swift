import ArgumentParser
import Catalogue
import Strategy

struct ClusterPin: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "pin",
    abstract: "Hold a cluster at a version, whatever is newer.",
    discussion: """
      VERSION is a number, a label or a whole address; without one it is the version that the cluster runs now.
      Example: strata cluster pin payments/production/eu-1 3 -m 'until the migration is through'
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The cluster.", completion: .scopes)
  var scope: String

  @Argument(help: "A number, a label, or SCOPE@VERSION.")
  var version: String?

  func run(_ context: Context) throws {
    let (scope, target) = (try Scope(parsing: scope), try target())
    let change = try context.catalogue(recording: recording).pin(scope, to: target, message: recording.message)
    try context.console.write(change)
  }

  private func target() throws -> Catalogue.PinTarget {
    guard let version else { return .current }
    if version.contains("/") { return .address(try VersionAddress(parsing: version)) }
    let text = version.hasPrefix("@") ? String(version.dropFirst()) : version
    return .version(try VersionSelector(parsing: text, of: version))
  }
}

struct ClusterUnpin: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "unpin", abstract: "Let a cluster follow the newest version again.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The cluster.", completion: .scopes)
  var scope: String

  func run(_ context: Context) throws {
    let scope = try Scope(parsing: scope)
    let change = try context.catalogue(recording: recording).unpin(scope, message: recording.message)
    try context.console.write(change)
  }
}

extension Console {
  fileprivate func write(_ change: Catalogue.PinChange) throws {
    let new = ClusterText.version(change.new.strategy, change.new.running) ?? "nothing yet"
    guard change.isChange else {
      let state = change.new.reason == .pinned ? "pinned to \(new) already" : "not pinned"
      return try out("\(change.scope): \(state)")
    }
    let old = ClusterText.version(change.old.strategy, change.old.running) ?? "nothing yet"
    let state = change.new.reason == .pinned ? "pinned to" : "follows"
    try out("\(change.scope) \(state) \(new)\(old == new ? "" : " (ran \(old))")")
  }
}
