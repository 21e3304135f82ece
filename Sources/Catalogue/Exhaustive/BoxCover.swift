/// Covers the cells of a grid with few products of values, each as large as it can be.
///
/// Products are grown from single cells, one axis after the other. A cell that only one maximal product holds grows
/// into that, whatever the order; so where such products cover everything, which makes them the smallest cover, they
/// are found. Of what was grown, the one that covers most comes first.
struct BoxCover {
  /// For each axis of the grid the classes chosen.
  typealias Box = [[Int]]

  private(set) var boxes: [Box] = []
  /// How many combinations no box holds.
  private(set) var otherCount = 0

  private static let boxLimit = 4
  /// From how many cells a product is grown before the best is taken.
  private static let seedLimit = 64

  private let grid: ConditionGrid
  private let strides: [Int]

  init(_ grid: ConditionGrid) {
    self.grid = grid
    strides = ConditionGrid.strides(grid.axes.map(\.classes.count))
    var open = grid.cells
    while boxes.count < BoxCover.boxLimit, let box = best(open) {
      boxes.append(box)
      forEachCell(of: box) { open[$0] = false }
    }
    otherCount = zip(open, grid.weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
    dropNeedless()
    boxes = boxes.sorted { weight($0) > weight($1) }
  }

  /// The product that holds most of the open cells; nil where none is open.
  private func best(_ open: [Bool]) -> Box? {
    let seeds = open.indices.filter { open[$0] }
    var found: (box: Box, gain: Int)?
    for seed in stride(from: 0, to: seeds.count, by: max(1, seeds.count / BoxCover.seedLimit)) {
      for first in 0..<max(1, grid.axes.count) {
        let box = grown(from: seeds[seed], first)
        var gain = 0
        forEachCell(of: box) { if open[$0] { gain += grid.weights[$0] } }
        if gain > found?.gain ?? 0 { found = (box, gain) }
      }
    }
    return found?.box
  }

  /// - Parameter first: the axis to grow along first; the others follow in their order.
  private func grown(from cell: Int, _ first: Int) -> Box {
    var box = grid.axes.indices.map { [cell / strides[$0] % grid.axes[$0].classes.count] }
    for turn in box.indices {
      let axis = (first + turn) % box.count
      var wider = box
      wider[axis] = grid.axes[axis].classes.indices.filter { choice in
        var trial = box
        trial[axis] = [choice]
        return isInside(trial)
      }
      box = wider
    }
    return box
  }

  private func isInside(_ box: Box, axis: Int = 0, offset: Int = 0) -> Bool {
    guard axis < box.count else { return grid.cells[offset] }
    return box[axis].allSatisfy { isInside(box, axis: axis + 1, offset: offset + $0 * strides[axis]) }
  }

  private func forEachCell(of box: Box, axis: Int = 0, offset: Int = 0, _ body: (Int) -> Void) {
    guard axis < box.count else { return body(offset) }
    for choice in box[axis] { forEachCell(of: box, axis: axis + 1, offset: offset + choice * strides[axis], body) }
  }

  private func weight(_ box: Box) -> Int {
    var weight = 0
    forEachCell(of: box) { weight += grid.weights[$0] }
    return weight
  }

  /// Takes away boxes whose every cell another box has: what was largest may be made of those that came later.
  private mutating func dropNeedless() {
    var counts = [Int](repeating: 0, count: grid.cells.count)
    for box in boxes { forEachCell(of: box) { counts[$0] += 1 } }
    for index in boxes.indices.reversed() {
      var isNeeded = false
      forEachCell(of: boxes[index]) { if counts[$0] == 1 { isNeeded = true } }
      guard !isNeeded else { continue }
      forEachCell(of: boxes[index]) { counts[$0] -= 1 }
      boxes.remove(at: index)
    }
  }
}
