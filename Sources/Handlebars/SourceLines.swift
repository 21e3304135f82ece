/// The lines of a source, for asking for many places.
package struct SourceLines: Sendable {
  private let source: Source
  private let starts: [Int]

  package init(_ source: Source) {
    self.source = source
    var starts = [0]
    for position in source.bytes.indices where source.bytes[position] == UInt8(ascii: "\n") {
      starts.append(position + 1)
    }
    self.starts = starts
  }

  /// As ``Source/place(at:)``.
  package func place(at offset: Int) -> Place {
    let offset = min(max(offset, 0), source.bytes.count)
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return Place(line: source.firstLine + low, column: source.column(of: offset, from: starts[low]))
  }
}
