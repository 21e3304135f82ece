/// White space as JavaScript's `\s` counts it (ECMA-262, WhiteSpace and LineTerminator), in UTF-8.
enum Whitespace {
  /// The length in bytes of the white space that begins at `index`, or nil where there is none.
  static func length(in bytes: [UInt8], at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case 0x09...0x0D, 0x20: return 1
    case 0xC2: return follows(bytes, index, [0xA0]) ? 2 : nil
    case 0xE1: return follows(bytes, index, [0x9A, 0x80]) ? 3 : nil
    case 0xE2: return isGeneralPunctuation(bytes, index) ? 3 : nil
    case 0xE3: return follows(bytes, index, [0x80, 0x80]) ? 3 : nil
    case 0xEF: return follows(bytes, index, [0xBB, 0xBF]) ? 3 : nil
    default: return nil
    }
  }

  /// The length in bytes of the white space that ends just before `end`.
  static func length(in bytes: [UInt8], before end: Int, downTo start: Int) -> Int? {
    for length in 1...3 where end - length >= start {
      if self.length(in: bytes, at: end - length) == length { return length }
    }
    return nil
  }

  private static func follows(_ bytes: [UInt8], _ index: Int, _ rest: [UInt8]) -> Bool {
    index + rest.count < bytes.count && bytes[index + 1...index + rest.count].elementsEqual(rest)
  }

  /// U+2000–U+200A, U+2028, U+2029, U+202F and U+205F.
  private static func isGeneralPunctuation(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index + 2 < bytes.count else { return false }
    switch (bytes[index + 1], bytes[index + 2]) {
    case (0x80, 0x80...0x8A), (0x80, 0xA8), (0x80, 0xA9), (0x80, 0xAF), (0x81, 0x9F): return true
    default: return false
    }
  }
}
