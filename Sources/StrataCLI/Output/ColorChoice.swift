/// When output is coloured (`--color`).
package enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Whether to colour what goes to one destination. An explicit `always` or `never` wins over the environment;
  /// else colour is for terminals that can show it, unless `NO_COLOR` has any value (no-color.org).
  /// - Parameter environment: looks up an environment variable.
  package func usesColor(onTerminal: Bool, environment: (String) -> String?) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      onTerminal && (environment("NO_COLOR") ?? "").isEmpty && !Terminal.isDumb(environment)
    }
  }
}
