/// Finds bytes in others in time that grows with both, however often a beginning of them recurs
/// (D. Knuth, J. Morris, V. Pratt, "Fast Pattern Matching in Strings", 1977).
package struct TextSearch {
  package let mark: [UInt8]
  /// For each length of a beginning of `mark`, the longest shorter one that it ends with.
  private let shorter: [Int]

  package init(for mark: [UInt8]) {
    self.mark = mark
    var shorter = [Int](repeating: 0, count: mark.count + 1)
    var length = 0
    for index in mark.indices.dropFirst() {
      while length > 0, mark[index] != mark[length] { length = shorter[length] }
      if mark[index] == mark[length] { length += 1 }
      shorter[index + 1] = length
    }
    self.shorter = shorter
  }

  package func first(in text: [UInt8], from start: Int) -> Int? {
    guard !mark.isEmpty else { return start <= text.count ? start : nil }
    var length = 0
    for index in start..<max(start, text.count) {
      while length > 0, text[index] != mark[length] { length = shorter[length] }
      if text[index] == mark[length] { length += 1 }
      if length == mark.count { return index + 1 - length }
    }
    return nil
  }

  init(for mark: String) { self.init(for: Array(mark.utf8)) }

  /// How often it is in a text, one behind the other.
  func count(in text: [UInt8]) -> Int {
    var (count, start) = (0, 0)
    while let found = first(in: text, from: start) {
      count += 1
      start = found + mark.count
    }
    return count
  }

  /// A text with each replaced.
  /// - Parameter size: how many bytes come out.
  func replaced(in text: [UInt8], by replacement: [UInt8], size: Int) -> String {
    var (replaced, start): ([UInt8], Int) = ([], 0)
    replaced.reserveCapacity(size)
    while let found = first(in: text, from: start) {
      replaced += text[start..<found]
      replaced += replacement
      start = found + mark.count
    }
    replaced += text[start...]
    return String(decoding: replaced, as: UTF8.self)
  }
}
