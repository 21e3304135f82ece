/// The product of a template's allowed values, one value each, the rightmost argument fastest.
package struct Matrix: Sendable {
  /// The arguments that vary, in declared order.
  package let axes: [Axis]
  /// All parameters in declared order, those that vary with their first value.
  private let parameters: [(name: String, value: ParameterValue)]

  /// One argument and what it takes: single values in declared order, then sets.
  package struct Axis: Sendable {
    package let name: String
    /// Where its argument stands among the parameters.
    let position: Int
    package let choices: [(key: String, value: ParameterValue)]
  }

  /// - Parameter takesSets: whether arguments of several values also take every allowed set of them.
  package init(_ template: Template, takesSets: Bool = false) throws(ValueProblem) {
    var axes: [Axis] = []
    var parameters: [(name: String, value: ParameterValue)] = []
    for argument in template.frontMatter.arguments {
      if !argument.isFreeText {
        let choices = Matrix.choices(argument, takesSets)
        axes.append(Axis(name: argument.name, position: parameters.count, choices: choices))
        parameters.append((argument.name, choices[0].value))
      } else if let value = argument.defaultValue ?? argument.example.map(ParameterValue.text) {
        parameters.append((argument.name, value))
      } else if argument.isRequired {
        throw ValueProblem("argument '\(argument.name)' is free text with neither a default nor an example")
      }
    }
    self.axes = axes
    self.parameters = parameters
  }

  /// As many as an `Int` holds, where there are more.
  package var count: Int {
    axes.reduce(1) { count, axis in
      let (product, isTooMany) = count.multipliedReportingOverflow(by: axis.choices.count)
      return isTooMany ? .max : product
    }
  }

  /// Calls `body` for each combination with its key, `v1|v2|…`, and its parameters in declared order.
  package func forEach(_ body: (String, [(name: String, value: ParameterValue)]) throws -> Void) rethrows {
    try forEach(in: 0..<count, body)
  }

  /// As ``forEach(_:)``, for some of the combinations by their numbers.
  package func forEach(
    in range: Range<Int>, _ body: (String, [(name: String, value: ParameterValue)]) throws -> Void
  ) rethrows {
    var wheel = turned(to: range.lowerBound)
    var parameters = parameters
    for (axis, position) in zip(axes, wheel) { parameters[axis.position].value = axis.choices[position].value }
    for _ in range {
      try body(zip(axes, wheel).map { $0.choices[$1].key }.joined(separator: "|"), parameters)
      for (turning, axis) in axes.enumerated().reversed() {
        wheel[turning] = (wheel[turning] + 1) % axis.choices.count
        parameters[axis.position].value = axis.choices[wheel[turning]].value
        if wheel[turning] != 0 { break }
      }
    }
  }

  /// Which choice of each axis a combination takes.
  private func turned(to number: Int) -> [Int] {
    var rest = number
    return axes.reversed().map { axis in
      defer { rest /= axis.choices.count }
      return rest % axis.choices.count
    }.reversed()
  }

  /// The values that one argument takes in the product, without sets.
  package func values(of name: String) -> [ParameterValue] {
    guard let position = parameters.firstIndex(where: { $0.name == name }) else { return [] }
    return axes.first { $0.position == position }?.choices.map(\.value) ?? [parameters[position].value]
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
