import LibYAML

/// A text of bytes, looked through for words.
extension UnsafeBufferPointer<UInt8> {
  /// Calls `body` with the place of each `word` from the first on; it answers where to go on.
  ///
  /// - Parameter rare: which of the word's bytes is looked for first; the fewer there are of it, the faster.
  func forEachPlace(of word: StaticString, rare: Int = 0, _ body: (Int) -> Int) {
    guard let baseAddress, rare < word.utf8CodeUnitCount else { return }
    let length = word.utf8CodeUnitCount
    var position = 0
    while position + length <= count {
      let from = position + rare
      guard let found = memchr(baseAddress + from, CInt(word.utf8Start[rare]), count - from) else { return }
      let place = UnsafeRawPointer(found) - UnsafeRawPointer(baseAddress) - rare
      guard place + length <= count else { return }
      let isWord = memcmp(baseAddress + place, word.utf8Start, length) == 0
      position = isWord ? Swift.max(place + length, body(place)) : place + 1
    }
  }

  /// The place of the line feed that ends the line at `position`, or the end of the text.
  func lineEnd(from position: Int) -> Int {
    guard let baseAddress, position < count, let found = memchr(baseAddress + position, 0x0A, count - position) else {
      return count
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(baseAddress)
  }
}

/// Counts the lines of a text whose places are asked for from the first to the last.
struct LineCounter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var line = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The line that has `place`, from 1.
  mutating func line(at place: Int) -> Int {
    if place > position {
      line += bytes[position..<Swift.min(place, bytes.count)].count { $0 == 0x0A }
      position = place
    }
    return line
  }
}
