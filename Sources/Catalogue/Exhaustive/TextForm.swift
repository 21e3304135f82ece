/// What a text says, as a number that texts one behind the other can be put together from: the same for texts that have
/// the same lines, blank ones and blanks at their ends left out.
struct TextForm {
  private var value: UInt64 = 0
  private var power: UInt64 = 1

  /// Of no lines.
  static let empty = TextForm()

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func append(line: [UInt8]) {
    let hash = line.withUnsafeBufferPointer { QuickHash.of($0) }
    append(TextForm(value: QuickHash.mix(hash), power: TextForm.base))
  }

  mutating func append(_ other: TextForm) {
    value = value &* other.power &+ other.value
    power = power &* other.power
  }

  /// Never 0, but for no lines.
  var digest: UInt64 { power == 1 ? 0 : QuickHash.mix(value) | 1 }
}
