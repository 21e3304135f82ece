import Strategy

/// Which values of which arguments have text of their own.
///
/// Outputs that differ in one argument alone are compared, heading by heading, with that argument's values masked. A
/// value has text of its own where, in one such comparison, what stands under some heading is not empty and unlike what
/// stands there with every other value. Sets of values are not compared: they mostly say what their members say.
struct Coverage {
  /// For each axis and each of its single values, whether it has text of its own.
  let hasOwn: [[Bool]]

  /// - Parameter tables: those of all combinations, in their order.
  init(_ axes: [Matrix.Axis], _ tables: [SectionTable]) {
    let rows = HeadingRows(tables)
    let strides = ConditionGrid.strides(axes.map(\.choices.count))
    hasOwn = axes.indices.map { axis in
      var comparison = Comparison(
        axis: axis, size: axes[axis].singleCount, stride: strides[axis], headingCount: rows.headingCount)
      Coverage.forEachSingle(axes, strides, except: axis) { comparison.compare(rows, at: $0) }
      return comparison.hasOwn
    }
  }

  /// Calls `body` with each combination of single values that has the first one of an axis.
  private static func forEachSingle(
    _ axes: [Matrix.Axis], _ strides: [Int], except axis: Int, _ body: (Int) -> Void
  ) {
    func walk(_ index: Int, _ number: Int) {
      guard index < axes.count else { return body(number) }
      for choice in 0..<(index == axis ? 1 : axes[index].singleCount) {
        walk(index + 1, number + choice * strides[index])
      }
    }
    walk(0, 0)
  }

  /// The sections of all tables, with one number for each heading.
  private struct HeadingRows {
    private var numbers: [String: Int] = [:]
    private var tables: [(firstRow: Int, table: SectionTable, headings: [Int])] = []

    init(_ tables: [SectionTable]) {
      var firstRow = 0
      for table in tables {
        var headings: [Int] = []
        for section in table.sections {
          let number = numbers[section.heading] ?? numbers.count
          numbers[section.heading] = number
          headings.append(number)
        }
        self.tables.append((firstRow, table, headings))
        firstRow += table.rows.count
      }
    }

    var headingCount: Int { numbers.count }

    /// Whether there is such an output; its texts go to `body`, with the number of their heading.
    func forEach(in row: Int, mask: Int, _ body: (_ heading: Int, _ form: UInt64) -> Void) -> Bool {
      guard let part = tables.last(where: { $0.firstRow <= row }), row - part.firstRow < part.table.rows.count,
        let sections = part.table.rows[row - part.firstRow]
      else { return false }
      for section in sections {
        let form = part.table.sections[Int(section)].forms[mask]
        if form != 0 { body(part.headings[Int(section)], form) }
      }
      return true
    }
  }

  /// Comparisons along one axis.
  private struct Comparison {
    let axis: Int
    let size: Int
    let stride: Int
    private(set) var hasOwn: [Bool]
    /// For each heading and each value, what stands there; 0 for nothing.
    private var texts: [UInt64]

    init(axis: Int, size: Int, stride: Int, headingCount: Int) {
      (self.axis, self.size, self.stride) = (axis, size, stride)
      hasOwn = [Bool](repeating: false, count: size)
      texts = [UInt64](repeating: 0, count: size * headingCount)
    }

    /// - Parameter first: the combination with the axis's first value.
    mutating func compare(_ rows: HeadingRows, at first: Int) {
      guard hasOwn.contains(false) else { return }
      for index in texts.indices { texts[index] = 0 }
      var outputs = 0
      for value in 0..<size {
        let isThere = rows.forEach(in: first + value * stride, mask: axis) { heading, form in
          let index = heading * size + value
          texts[index] = texts[index] == 0 ? form : QuickHash.mix(texts[index] &+ form) | 1
        }
        if isThere { outputs += 1 }
      }
      guard outputs > 1 else { return }
      for start in Swift.stride(from: 0, to: texts.count, by: size) {
        for value in 0..<size where !hasOwn[value] && texts[start + value] != 0 {
          hasOwn[value] = (0..<size).allSatisfy { $0 == value || texts[start + $0] != texts[start + value] }
        }
      }
    }
  }
}
