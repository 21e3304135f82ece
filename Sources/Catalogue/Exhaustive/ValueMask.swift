/// Replaces the values of an argument in a text, so that texts which differ by them alone are equal.
///
/// A value counts however it is written: in any case, and with `-`, `_` or a blank between its words. It stands between
/// characters that are neither letters nor digits.
struct ValueMask {
  /// Folded, by their first byte; the longest first.
  private let words: [[[UInt8]]]
  private static let replacement = Array("…".utf8)

  init(_ values: some Sequence<String>) {
    let folded = Set(values.map { $0.utf8.map(ValueMask.folded) }).filter { !$0.isEmpty }
    var words = [[[UInt8]]](repeating: [], count: 256)
    for word in folded.sorted(by: { $0.count > $1.count }) { words[Int(word[0])].append(word) }
    self.words = words
  }

  func masked(_ text: some Collection<UInt8>) -> [UInt8] {
    let text = Array(text)
    var masked: [UInt8] = []
    masked.reserveCapacity(text.count)
    var position = 0
    while position < text.count {
      let isBound = position == 0 || !ValueMask.isWordByte(text[position - 1])
      if isBound, let length = match(text, at: position) {
        masked += ValueMask.replacement
        position += length
      } else {
        masked.append(text[position])
        position += 1
      }
    }
    return masked
  }

  private func match(_ text: [UInt8], at start: Int) -> Int? {
    words[Int(ValueMask.folded(text[start]))].first { word in
      let end = start + word.count
      guard end <= text.count, end == text.count || !ValueMask.isWordByte(text[end]) else { return false }
      return word.indices.allSatisfy { word[$0] == ValueMask.folded(text[start + $0]) }
    }?.count
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case UInt8(ascii: "_"), UInt8(ascii: " "): UInt8(ascii: "-")
    default: byte
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
