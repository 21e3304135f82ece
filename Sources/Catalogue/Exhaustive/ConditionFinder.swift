import Strategy

/// Finds the smallest condition for sets of combinations; asked again for the same set, it knows.
struct ConditionFinder {
  private let axes: [Matrix.Axis]
  private var known: [CombinationSet: Condition] = [:]

  init(_ axes: [Matrix.Axis]) {
    self.axes = axes
  }

  /// - Parameter set: not empty.
  mutating func condition(of set: CombinationSet) -> Condition {
    if let condition = known[set] { return condition }
    let grid = ConditionGrid(set, sizes: axes.map(\.choices.count))
    let cover = BoxCover(grid)
    let condition = Condition(
      boxes: cover.boxes.map { box in
        Condition.Box(
          terms: zip(grid.axes, box).compactMap { axis, classes in
            classes.count == axis.classes.count
              ? nil : ConditionFinder.term(axes[axis.index], classes.flatMap { axis.classes[$0] }.sorted())
          })
      }, otherCount: cover.otherCount)
    known[set] = condition
    return condition
  }

  private static func term(_ axis: Matrix.Axis, _ chosen: [Int]) -> Condition.Term {
    let values = chosen.map { axis.choices[$0].key }
    return Condition.Term(
      argument: axis.name, values: values,
      text: membership(axis, Set(chosen)) ?? "\(axis.name)=\(values.joined(separator: "|"))")
  }

  /// `NAME includes VALUE`, where the choices are just those sets, or all but those.
  private static func membership(_ axis: Matrix.Axis, _ chosen: Set<Int>) -> String? {
    guard axis.hasSets else { return nil }
    for choice in axis.choices where choice.value.values.count == 1 {
      let having = axis.choices.indices.filter { axis.choices[$0].value.values.contains(choice.key) }
      guard having.count > 1 else { continue }
      if chosen == Set(having) { return "\(axis.name) includes \(choice.key)" }
      if chosen == Set(axis.choices.indices).subtracting(having) {
        return "\(axis.name) does not include \(choice.key)"
      }
    }
    return nil
  }
}

extension Matrix.Axis {
  /// Whether some of its choices are of several values.
  var hasSets: Bool { choices.last.map { $0.value.values.count > 1 } ?? false }

  /// How many of its choices, the first ones, are of one value.
  var singleCount: Int { choices.prefix { $0.value.values.count == 1 }.count }
}
