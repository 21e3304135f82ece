import ArgumentParser
import Catalogue
import Strategy

struct ProfileSet: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Set parameters at a scope; a new team, environment or cluster is registered.",
    discussion: """
      Several values are written a,b. 'null' unsets what is inherited. Besides the template's arguments, a layer may
      set template=NAME@VERSION and single provider keys, as in provider.instance.worker=m6i.large.
      Example: strata profile set payments/production cluster_size=large cloud_provider=aws
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The scope.", completion: .scopes)
  var scope: String

  @Argument(help: ArgumentHelp("Parameters and their values.", valueName: "key=value"))
  var pairs: [String]

  func run(_ context: Context) throws {
    let (scope, pairs) = (try Scope(parsing: scope), try settings(pairs))
    let change = try context.catalogue(recording: recording).setProfile(scope, pairs, message: recording.message)
    try context.console.write(change)
  }
}

struct ProfileUnset: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Take parameters away from a layer, so that what is inherited shows again.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The scope.", completion: .scopes)
  var scope: String

  @Argument(help: "The parameters.")
  var keys: [String]

  func run(_ context: Context) throws {
    let scope = try Scope(parsing: scope)
    let change = try context.catalogue(recording: recording).unsetProfile(scope, keys, message: recording.message)
    try context.console.write(change)
  }
}

extension Console {
  /// What a change of a layer did, and what comes next.
  func write(_ change: Catalogue.ProfileChange) throws {
    for created in change.created {
      try out(created.text)
      if let nearest = created.nearest { warning("\(created.scope) is new", hints: ["did you mean '\(nearest)'?"]) }
    }
    guard let revision = change.revision else { return try out("\(change.scope): nothing changed") }
    try out("\(change.scope) revision \(revision.number)")
    for key in change.changes {
      try out("  \(key.key): \(ProfileText.entry(key.old)) → \(ProfileText.entry(key.new))")
    }
    guard change.hasStrategies else {
      return note("next: strata profile set TEAM/ENVIRONMENT KEY=VALUE … registers a strategy beneath it")
    }
    note("next: strata generate \(change.scope.typed)")
  }
}

/// Parameters in words.
enum ProfileText {
  static func entry(_ entry: LayerParameters.Entry?) -> String {
    guard let entry else { return "(not set here)" }
    return entry.value?.written ?? "null"
  }
}

extension Catalogue.Registered {
  /// `registered team payments`
  var text: String { "registered \(scope.kindName) \(scope)\(isReturning ? " again" : "")" }
}

extension Scope {
  /// What a scope of this kind is called.
  var kindName: String {
    switch self {
    case .root, .everyTeam: "scope"
    case .team: "team"
    case .environment: "environment"
    case .cluster: "cluster"
    }
  }
}
