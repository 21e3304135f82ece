/// A block and its fences.
struct FencedText {
  /// What stands between the fences.
  let content: Range<Int>
  /// How many lines come before it.
  let offset: Int
  /// Whether a fence opens the block that none closes.
  let isUnclosed: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let firstEnd = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    guard let opening = Fence(bytes[0..<firstEnd]) else {
      content = 0..<bytes.count
      offset = 0
      isUnclosed = false
      return
    }
    let last = bytes.last == 0x0A ? bytes.count - 1 : bytes.count
    let lastStart = bytes[0..<max(0, last)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let isClosed = lastStart >= firstEnd && Fence(bytes[lastStart..<bytes.count])?.closes(opening) == true
    content = firstEnd..<(isClosed ? lastStart : bytes.count)
    offset = 1
    isUnclosed = !isClosed
  }
}
