#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers for the lines of two stretches of text, equal for equal lines: what is compared many times is compared by
/// number.
struct LineNumbers {
  let old: [Int32]
  let new: [Int32]
  /// How many different lines there are.
  private let count: Int
  /// How often each number is there on either side.
  let oldCounts: [Int32]
  let newCounts: [Int32]

  init(_ old: TextLines, _ oldRange: Range<Int>, _ new: TextLines, _ newRange: Range<Int>) {
    (self.old, self.new, count) = old.bytes.withUnsafeBufferPointer { oldBytes in
      new.bytes.withUnsafeBufferPointer { newBytes in
        var table = LineTable(capacity: oldRange.count + newRange.count)
        let left = oldRange.map { table.number(of: UnsafeBufferPointer(rebasing: oldBytes[old.range($0)])) }
        let right = newRange.map { table.number(of: UnsafeBufferPointer(rebasing: newBytes[new.range($0)])) }
        return (left, right, table.count)
      }
    }
    oldCounts = LineNumbers.counts(self.old, upTo: count)
    newCounts = LineNumbers.counts(self.new, upTo: count)
  }

  private static func counts(_ numbers: [Int32], upTo count: Int) -> [Int32] {
    var counts = [Int32](repeating: 0, count: count)
    for number in numbers { counts[Int(number)] += 1 }
    return counts
  }
}

/// A hash table with open addressing: bytes are compared only where the whole hash is the same. It holds lines where
/// they are, and must not outlive them.
private struct LineTable {
  private var entries: [(hash: UInt64, line: UnsafeBufferPointer<UInt8>)] = []
  /// The number of the entry in each slot, or -1.
  private var slots: [Int32]
  private let mask: UInt64

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = UInt64(size - 1)
  }

  var count: Int { entries.count }

  mutating func number(of line: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = QuickHash.of(line)
    var slot = QuickHash.mix(hash) & mask
    while slots[Int(slot)] >= 0 {
      let number = slots[Int(slot)]
      let entry = entries[Int(number)]
      if entry.hash == hash, entry.line.isEqual(to: line) { return number }
      slot = (slot + 1) & mask
    }
    let number = Int32(entries.count)
    slots[Int(slot)] = number
    entries.append((hash, line))
    return number
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func isEqual(to other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count, let left = baseAddress, let right = other.baseAddress else {
      return count == other.count
    }
    return memcmp(left, right, count) == 0
  }
}
