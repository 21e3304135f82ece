package import Handlebars

/// A rendering, and what of its template made every stretch of it.
package struct RenderTrace: Sendable {
  package let output: [UInt8]
  /// Stretches of output and what made them. In their order they are the whole output; none is empty.
  package let segments: [(output: Range<Int>, origin: Origin)]
  /// How each condition came out, in the order in which they were asked.
  package let decisions: [(origin: Origin, holds: Bool)]
  package let reads: ReadNames
  let program: Program
  let sourceLines: SourceLines
  /// Where each line of the output begins, and the end of the last.
  private let lineStarts: [Int]

  init(
    output: [UInt8], segments: [(output: Range<Int>, origin: Origin)], decisions: [(origin: Origin, holds: Bool)],
    reads: ReadNames, program: Program, sourceLines: SourceLines
  ) {
    self.output = output
    self.segments = segments
    self.decisions = decisions
    self.reads = reads
    self.program = program
    self.sourceLines = sourceLines
    var starts = [0]
    output.withUnsafeBufferPointer { bytes in
      for index in bytes.indices where bytes[index] == lineFeed { starts.append(index + 1) }
    }
    if starts.last != output.count { starts.append(output.count) }
    lineStarts = starts
  }

  package var lineCount: Int { lineStarts.count - 1 }

  /// Where in the template file a line of the output, from 1, was written: its first character that stands in the
  /// template as it is; for a line made by tags alone, the first tag that wrote any of it; for a blank line, what ended
  /// it. nil where there is no such line, or where all of it came from another file's partial.
  package func templatePlace(ofLine line: Int) -> Place? {
    guard lineStarts.indices.contains(line), line > 0 else { return nil }
    let range = lineStarts[line - 1]..<lineStarts[line]
    var fromTag: Place?
    var fromBlank: Place?
    var index = segment(at: range.lowerBound)
    while index < segments.count, segments[index].output.lowerBound < range.upperBound {
      defer { index += 1 }
      let segment = segments[index]
      guard segment.origin.unit == 0 else { continue }
      let part = segment.output.clamped(to: range)
      if let byte = part.first(where: { output[$0] > blank }) {
        let place = place(of: byte, in: segment)
        if program.isLiteral(segment.origin.instruction) { return place }
        fromTag = fromTag ?? place
      } else if let last = part.last {
        fromBlank = place(of: last, in: segment)
      }
    }
    return fromTag ?? fromBlank
  }

  /// The line of ``templatePlace(ofLine:)``.
  package func templateLine(ofLine line: Int) -> Int? { templatePlace(ofLine: line)?.line }

  /// The instructions of the template that wrote any of a line, from 1; those that wrote its blanks alone only where
  /// there is nothing else.
  func instructions(ofLine line: Int) -> [Int] {
    guard lineStarts.indices.contains(line), line > 0 else { return [] }
    let range = lineStarts[line - 1]..<lineStarts[line]
    var (found, blanks): ([Int], [Int]) = ([], [])
    var index = segment(at: range.lowerBound)
    while index < segments.count, segments[index].output.lowerBound < range.upperBound {
      defer { index += 1 }
      let segment = segments[index]
      guard segment.origin.unit == 0 else { continue }
      let isBlank = segment.output.clamped(to: range).allSatisfy { output[$0] <= blank }
      if isBlank { blanks.append(segment.origin.instruction) } else { found.append(segment.origin.instruction) }
    }
    return found.isEmpty ? blanks : found
  }

  /// A line of the output, from 1, without its end.
  package func text(ofLine line: Int) -> String {
    guard lineStarts.indices.contains(line), line > 0 else { return "" }
    let bytes = output[lineStarts[line - 1]..<lineStarts[line]]
    return String(decoding: bytes.last == lineFeed ? bytes.dropLast() : bytes, as: UTF8.self)
  }

  /// A line of the template file, without its end; empty for what stands above the body.
  func templateText(ofLine line: Int) -> String {
    let lines = program.source.bytes.split(separator: lineFeed, omittingEmptySubsequences: false)
    let index = line - program.source.firstLine
    return lines.indices.contains(index) ? String(decoding: lines[index], as: UTF8.self) : ""
  }

  /// The segment that holds a byte of the output.
  private func segment(at offset: Int) -> Int {
    var (low, high) = (0, segments.count)
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].output.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where a byte of the output stands in the template. Text is the same in both but for the blanks that an indented
  /// partial puts before its lines, so line ends are counted, not bytes.
  private func place(of byte: Int, in segment: (output: Range<Int>, origin: Origin)) -> Place {
    let source = program.origins[segment.origin.instruction]
    guard program.isLiteral(segment.origin.instruction) else { return sourceLines.place(at: source.lowerBound) }
    let bytes = program.source.bytes
    var offset = source.lowerBound
    for index in segment.output.lowerBound..<byte where output[index] == lineFeed {
      while offset < source.upperBound, bytes[offset] != lineFeed { offset += 1 }
      offset = min(offset + 1, source.upperBound)
    }
    let isBlank = output[byte] <= blank
    while offset < source.upperBound, bytes[offset] != lineFeed, isBlank || bytes[offset] <= blank { offset += 1 }
    return sourceLines.place(at: offset)
  }
}

private let lineFeed = UInt8(ascii: "\n")
private let blank = UInt8(ascii: " ")
