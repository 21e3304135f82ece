/// How wide the columns of a table become on a terminal of limited width.
enum ColumnWidths {
  /// No text column is folded to less than this: shorter pieces cannot be read.
  static let narrowest = 8

  /// Shares out the width: numbers keep theirs, short text columns too, and the widest shrink to an equal share.
  /// - Parameters:
  ///   - natural: the width that each column would like.
  ///   - canFold: whether each column may shrink.
  ///   - available: the columns of the terminal without the gaps between the table's columns; nil is unlimited.
  static func fit(_ natural: [Int], canFold: [Bool], available: Int?) -> [Int] {
    guard let available, natural.reduce(0, +) > available else { return natural }
    var widths = natural
    let folding = natural.indices.filter { canFold[$0] }.sorted { natural[$0] < natural[$1] }
    var rest = available - natural.indices.filter { !canFold[$0] }.reduce(0) { $0 + natural[$1] }
    for (position, column) in folding.enumerated() {
      let share = rest / (folding.count - position)
      widths[column] = min(natural[column], max(share, narrowest))
      rest -= widths[column]
    }
    return widths
  }
}
