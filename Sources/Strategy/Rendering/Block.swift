#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A contiguous piece of an output: a stretch of prose, or one fenced code block with its fences.
/// The blocks of an output, one after the other, are exactly its bytes.
package struct Block: Sendable, Equatable {
  package enum Kind: Sendable, Hashable {
    case prose
    /// The first word behind the opening fence, in lower case; empty where there is none.
    case code(language: String)
  }

  package let kind: Kind
  package let range: Range<Int>
}

/// Cuts an output into blocks by the fences of CommonMark (0.31, 4.5): three or more back-ticks or tildes, indented
/// by at most three blanks; a fence that is never closed runs to the end.
package enum BlockSplitter {
  package static func blocks(of bytes: UnsafeBufferPointer<UInt8>) -> [Block] {
    var blocks: [Block] = []
    var start = 0
    var open: Fence?
    var line = 0
    while line < bytes.count {
      let end = lineEnd(bytes, from: line)
      if let fence = Fence(bytes, line, end) {
        if let opening = open {
          if fence.closes(opening) {
            blocks.append(Block(kind: .code(language: opening.language), range: start..<end))
            (start, open) = (end, nil)
          }
        } else {
          if start < line { blocks.append(Block(kind: .prose, range: start..<line)) }
          (start, open) = (line, fence)
        }
      }
      line = end
    }
    if start < bytes.count {
      blocks.append(Block(kind: open.map { .code(language: $0.language) } ?? .prose, range: start..<bytes.count))
    }
    return blocks
  }

  package static func blocks(of bytes: [UInt8]) -> [Block] {
    bytes.withUnsafeBufferPointer { blocks(of: $0) }
  }

  /// The offset behind the line end.
  private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, bytes.count - start) else {
      return bytes.count
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
  }

  private struct Fence {
    let mark: UInt8
    let length: Int
    let info: Range<Int>
    let language: String

    init?(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
      var index = start
      while index < end, index < start + 3, bytes[index] == UInt8(ascii: " ") { index += 1 }
      guard index < end, bytes[index] == UInt8(ascii: "`") || bytes[index] == UInt8(ascii: "~") else { return nil }
      mark = bytes[index]
      let first = index
      while index < end, bytes[index] == mark { index += 1 }
      length = index - first
      guard length >= 3 else { return nil }
      var last = end
      while last > index, bytes[last - 1] <= 0x20 { last -= 1 }
      while index < last, bytes[index] <= 0x20 { index += 1 }
      info = index..<last
      var word = index
      while word < last, bytes[word] > 0x20 { word += 1 }
      language = String(decoding: bytes[index..<word], as: UTF8.self).lowercased()
      if mark == UInt8(ascii: "`"), bytes[info].contains(mark) { return nil }
    }

    func closes(_ opening: Fence) -> Bool {
      mark == opening.mark && length >= opening.length && info.isEmpty
    }
  }
}
