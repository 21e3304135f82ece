/// The product of a template's allowed values, one value each, the rightmost argument fastest.
package struct Matrix: Sendable {
  private let axes: [Axis]
  private let fixed: [(name: String, value: ParameterValue)]
  private let order: [String]

  private struct Axis: Sendable {
    let name: String
    let choices: [(key: String, value: ParameterValue)]
  }

  /// - Parameter takesSets: whether arguments of several values also take every allowed set of them.
  package init(_ template: Template, takesSets: Bool = false) throws(ValueProblem) {
    var axes: [Axis] = []
    var fixed: [(name: String, value: ParameterValue)] = []
    for argument in template.frontMatter.arguments {
      if !argument.isFreeText {
        axes.append(Axis(name: argument.name, choices: Matrix.choices(argument, takesSets)))
      } else if let value = argument.defaultValue ?? argument.example.map(ParameterValue.text) {
        fixed.append((argument.name, value))
      } else if argument.isRequired {
        throw ValueProblem("argument '\(argument.name)' is free text with neither a default nor an example")
      }
    }
    self.axes = axes
    self.fixed = fixed
    order = template.frontMatter.arguments.map(\.name)
  }

  package var count: Int { axes.reduce(1) { $0 * $1.choices.count } }

  /// Calls `body` for each combination with its key, `v1|v2|…`, and its parameters in declared order.
  package func forEach(_ body: (String, [(name: String, value: ParameterValue)]) throws -> Void) rethrows {
    guard axes.allSatisfy({ !$0.choices.isEmpty }) else { return }
    var wheel = [Int](repeating: 0, count: axes.count)
    while true {
      let chosen = axes.indices.map { axes[$0].choices[wheel[$0]] }
      var values = fixed
      for (axis, choice) in zip(axes, chosen) { values.append((axis.name, choice.value)) }
      values.sort { (order.firstIndex(of: $0.name) ?? 0) < (order.firstIndex(of: $1.name) ?? 0) }
      try body(chosen.map(\.key).joined(separator: "|"), values)
      var turning = axes.count - 1
      while turning >= 0, wheel[turning] == axes[turning].choices.count - 1 {
        wheel[turning] = 0
        turning -= 1
      }
      guard turning >= 0 else { return }
      wheel[turning] += 1
    }
  }

  /// Single values in declared order, then the sets of two, three and more in the order of their members.
  private static func choices(_ argument: TemplateArgument, _ takesSets: Bool) -> [(key: String, value: ParameterValue)]
  {
    let values = argument.allowedValues
    var choices = values.map { (key: $0, value: ParameterValue.text($0)) }
    guard takesSets, argument.isMultiple else { return choices }
    let joinable = values.filter { !argument.exclusive.contains($0) }
    guard joinable.count > 1, joinable.count <= 12 else { return choices }
    let sets = (1..<(1 << joinable.count)).map { bits in joinable.indices.filter { bits >> $0 & 1 == 1 } }
      .filter { $0.count > 1 }
      .sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count }
    for set in sets {
      let members = set.map { joinable[$0] }
      choices.append((members.joined(separator: "+"), .list(members)))
    }
    return choices
  }
}
