import Manifests
import Strategy

/// A value that would make more of an output than text.
struct Misshape: Sendable, Equatable {
  /// What has the value: `parameter 'domain'`.
  let owner: String
  /// The key that it is set by in a layer; nil for a scope's name.
  let key: String?
  let text: String
  let hint: String

  private init(owner: String, key: String?, text: String, hint: String) {
    self.owner = owner
    self.key = key
    self.text = text
    self.hint = hint
  }

  init(_ suspect: Suspect, _ difference: ShapeDifference) {
    self.init(
      owner: suspect.owner, key: suspect.key,
      text: "\(suspect.described) \(difference.described(beside: suspect.neutral.name))",
      hint: suspect.key == nil
        ? "rename the scope, or have the template quote it"
        : "choose another value, or have the template quote it")
  }

  /// The template cannot be rendered with a neutral value, or goes another way with it.
  init(decidingBy suspect: Suspect) {
    self.init(
      owner: suspect.owner, key: suspect.key,
      text: "\(suspect.described) decides what is rendered, so it cannot be held to \(suspect.neutral.name):"
        + " expected a plain word or number",
      hint: "give the argument an example that the template treats alike, or allowed values")
  }
}

/// A value that is not the neutral one, and may be more than text to what it stands in.
struct Suspect {
  enum Source: Equatable {
    case argument(String)
    case providerKey(String)
    case team, environment, cluster, region
  }

  let source: Source
  let value: ParameterValue
  let neutral: NeutralValue

  var key: String? {
    switch source {
    case .argument(let name): name
    case .providerKey(let key): LayerParameters.providerPrefix + key
    case .team, .environment, .cluster, .region: nil
    }
  }

  var owner: String {
    switch source {
    case .argument(let name): "parameter '\(name)'"
    case .providerKey(let key): "provider key '\(key)'"
    case .team: "the team's name"
    case .environment: "the environment's name"
    case .cluster: "the cluster's name"
    case .region: "the cluster's region"
    }
  }

  var described: String { "\(owner): \(quoted(value.written))" }
}

extension RenderInput {
  /// The same with the neutral values of some suspects.
  func neutralising(_ suspects: [Suspect]) -> RenderInput {
    var input = self
    for suspect in suspects {
      switch suspect.source {
      case .argument(let name):
        for index in input.parameters.indices where input.parameters[index].name == name {
          input.parameters[index].value = suspect.neutral.value
        }
      case .providerKey(let key):
        input.mapping = input.mapping?.overriding([(key, suspect.neutral.value.rendered)])
      case .team: input.variables.team = suspect.neutral.value.rendered
      case .environment: input.variables.environment = suspect.neutral.value.rendered
      case .cluster: input.variables.cluster = suspect.neutral.value.rendered
      case .region: input.variables.region = suspect.neutral.value.rendered
      }
    }
    return input
  }

  /// The same with one name for all teams, environments, clusters and regions.
  var withoutNames: RenderInput {
    var input = self
    for name in [\ScopeVariables.team, \.environment, \.cluster, \.region] where !variables[keyPath: name].isEmpty {
      input.variables[keyPath: name] = "example"
    }
    return input
  }

  func isSame(as other: RenderInput) -> Bool {
    variables == other.variables && mapping == other.mapping
      && parameters.elementsEqual(other.parameters) { $0.name == $1.name && $0.value == $1.value }
  }
}
