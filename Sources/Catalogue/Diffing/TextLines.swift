#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A text cut into lines, each with its end.
struct TextLines {
  let bytes: [UInt8]
  /// Where each line starts, and the end of the last.
  let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      starts.reserveCapacity(buffer.count / 24 + 2)
      var position = 0
      while let found = memchr(base + position, 0x0A, buffer.count - position) {
        position = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
        starts.append(position)
      }
    }
    if starts.last != bytes.count { starts.append(bytes.count) }
    self.starts = starts
  }

  var count: Int { starts.count - 1 }

  func range(_ line: Int) -> Range<Int> { starts[line]..<starts[line + 1] }

  func isEnded(_ line: Int) -> Bool { bytes[range(line).upperBound - 1] == UInt8(ascii: "\n") }

  func text(_ line: Int) -> String {
    String(decoding: bytes[range(line)].dropLast(isEnded(line) ? 1 : 0), as: UTF8.self)
  }

  /// Whether two lines are the same bytes.
  func line(_ line: Int, equals other: Int, of lines: TextLines) -> Bool {
    let (left, right) = (range(line), lines.range(other))
    guard left.count == right.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      lines.bytes.withUnsafeBufferPointer { others in
        guard let base = bytes.baseAddress, let other = others.baseAddress else { return true }
        return memcmp(base + left.lowerBound, other + right.lowerBound, left.count) == 0
      }
    }
  }
}
