/// A fence of CommonMark (0.31, 4.5).
struct Fence {
  private let mark: UInt8
  private let length: Int
  private let isBare: Bool

  /// Reads `line`; nil where it is no fence.
  init?(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
    let content = line.drop { $0 == UInt8(ascii: " ") }
    guard content.startIndex - line.startIndex <= 3, let first = content.first,
      first == UInt8(ascii: "`") || first == UInt8(ascii: "~")
    else { return nil }
    mark = first
    length = content.prefix { $0 == first }.count
    isBare = content.dropFirst(length).allSatisfy { $0 <= 0x20 }
    guard length >= 3 else { return nil }
  }

  func closes(_ opening: Fence) -> Bool { mark == opening.mark && length >= opening.length && isBare }
}
