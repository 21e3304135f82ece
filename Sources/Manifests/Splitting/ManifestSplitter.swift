import LibYAML

/// Splits a YAML block into the texts of its documents. No YAML is parsed: a separator is known by its line.
package enum ManifestSplitter {
  /// The documents of `block`, which stands with or without its fences. What holds nothing but blanks, comments and
  /// directives is no document.
  package static func split(_ block: [UInt8]) -> [ManifestText] {
    block.withUnsafeBufferPointer { bytes in
      var split = Split(bytes: bytes)
      split.run()
      return split.found.map { ManifestText(text: Array(bytes[$0.range]), lines: $0.lines) }
    }
  }

  /// The lines of the documents that hold nothing but blanks, comments and directives: those of the `---` that begin
  /// them, and the first behind the fence where a block holds nothing else. What stands before a first `---` or behind
  /// a `...` begins no document.
  static func emptyDocuments(in block: [UInt8]) -> [Int] {
    block.withUnsafeBufferPointer { bytes in
      var split = Split(bytes: bytes)
      split.run()
      return split.found.isEmpty && split.empty.isEmpty ? [split.firstLine] : split.empty
    }
  }

  private struct Split {
    let bytes: UnsafeBufferPointer<UInt8>
    var found: [(range: Range<Int>, lines: ClosedRange<Int>)] = []
    /// The lines of the `---` that no content follows.
    var empty: [Int] = []
    /// The first line that is no fence.
    var firstLine = 1
    /// The line of the `---` that begins the document at hand.
    private var separator: Int?
    /// Where the document at hand begins.
    private var start = 0
    private var startLine = 1

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func run() {
      var position = 0
      var line = 1
      var fence: Fence?
      while position < bytes.count {
        let end = bytes.endOfLine(from: position)
        let content = bytes[position..<end]
        let opening = position == 0 ? Fence(content) : nil
        if opening != nil { fence = opening }
        let isClosing = opening == nil && fence.map { Fence(content)?.closes($0) ?? false } ?? false
        let isSeparator = isSeparator(content)
        if opening != nil || isClosing || isSeparator {
          close(at: position, lastLine: line - 1)
          if opening != nil { firstLine = 2 }
          separator = isSeparator && content.first == UInt8(ascii: "-") ? line : nil
          // What follows `---` on its line belongs to the document that it begins.
          let begins = isSeparator && hasContent(position + 3..<end)
          start = begins ? position : end
          startLine = begins ? line : line + 1
        }
        if isClosing { return }
        position = end
        line += 1
      }
      close(at: bytes.count, lastLine: line - 1)
    }

    private mutating func close(at end: Int, lastLine: Int) {
      guard start < end, hasContent(start..<end) else {
        if let separator { empty.append(separator) }
        return
      }
      found.append((start..<end, startLine...max(startLine, lastLine)))
    }

    /// `---` or `...` at the start of a line, with nothing or a blank behind it (YAML 1.2.2, 9.1.2).
    private func isSeparator(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
      guard let first = line.first, first == UInt8(ascii: "-") || first == UInt8(ascii: ".") else { return false }
      return (line.starts(with: "---".utf8) || line.starts(with: "...".utf8)) && (line.dropFirst(3).first ?? 0) <= 0x20
    }

    /// Whether a line there has anything but white space, a comment or a directive.
    private func hasContent(_ range: Range<Int>) -> Bool {
      var position = range.lowerBound
      while position < range.upperBound {
        let end = min(bytes.endOfLine(from: position), range.upperBound)
        let line = bytes[position..<end]
        if let first = line.first(where: { $0 > 0x20 }), first != UInt8(ascii: "#"), line.first != UInt8(ascii: "%") {
          return true
        }
        position = end
      }
      return false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The place behind the line feed that ends the line at `start`, or the end of the text.
  fileprivate func endOfLine(from start: Int) -> Int {
    guard let baseAddress, let found = memchr(baseAddress + start, 0x0A, count - start) else { return count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(baseAddress) + 1
  }
}
