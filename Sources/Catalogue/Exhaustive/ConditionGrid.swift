/// A set of combinations without what does not matter to it: arguments that make no difference are left out, and values
/// of an argument that make none are one.
struct ConditionGrid {
  struct Axis {
    /// Among the axes of the matrix.
    let index: Int
    /// Choices that are alike, by their first.
    let classes: [[Int]]
  }

  let axes: [Axis]
  /// Whether a cell, the last axis fastest, is in the set.
  let cells: [Bool]
  /// How many combinations a cell stands for.
  let weights: [Int]

  /// - Parameter sizes: how many choices each axis of the matrix has, the last one the fastest.
  init(_ set: CombinationSet, sizes: [Int]) {
    let strides = ConditionGrid.strides(sizes)
    let axes = ConditionGrid.classes(of: set, sizes, strides).enumerated().compactMap { index, classes in
      classes.count > 1 ? ConditionGrid.Axis(index: index, classes: classes) : nil
    }
    let rest = sizes.indices.filter { index in !axes.contains { $0.index == index } }.reduce(1) { $0 * sizes[$1] }
    let inner = ConditionGrid.strides(axes.map(\.classes.count))
    let count = axes.reduce(1) { $0 * $1.classes.count }
    var cells = [Bool](repeating: false, count: count)
    var weights = [Int](repeating: rest, count: count)
    for cell in 0..<count {
      var number = 0
      for (axis, stride) in zip(axes, inner) {
        let alike = axis.classes[cell / stride % axis.classes.count]
        number += alike[0] * strides[axis.index]
        weights[cell] *= alike.count
      }
      cells[cell] = set.contains(number)
    }
    self.axes = axes
    self.cells = cells
    self.weights = weights
  }

  static func strides(_ sizes: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: sizes.count)
    for index in sizes.indices.dropLast().reversed() { strides[index] = strides[index + 1] * sizes[index + 1] }
    return strides
  }

  /// For each axis its choices in classes: two are alike where the set has the same combinations with either. Each
  /// choice's combinations are summed up as one number, which does not depend on their order.
  private static func classes(of set: CombinationSet, _ sizes: [Int], _ strides: [Int]) -> [[[Int]]] {
    var sums = sizes.map { [UInt64](repeating: 0, count: $0) }
    set.forEach { number in
      for axis in sizes.indices {
        let choice = number / strides[axis] % sizes[axis]
        sums[axis][choice] &+= QuickHash.mix(UInt64(number - choice * strides[axis]) &+ 1)
      }
    }
    return sums.map { sums in
      var classes: [[Int]] = []
      var classOf: [UInt64: Int] = [:]
      for (choice, sum) in sums.enumerated() {
        if let known = classOf[sum] {
          classes[known].append(choice)
        } else {
          classOf[sum] = classes.count
          classes.append([choice])
        }
      }
      return classes
    }
  }
}
