import Manifests
import Strategy

/// An output beside what it is with neutral values: block by block, in what they are more than text.
struct OutputShape {
  /// - Parameters:
  ///   - given: values as they were given, to be told from what the template makes of them.
  ///   - settled: blocks of the output that need not be looked at.
  /// - Returns: the first difference; nil where there is none.
  static func difference(
    _ made: RenderTrace, _ neutral: RenderTrace, pieces: [RenderTrace.AlignedPiece]?, given: Set<[UInt8]>,
    settled: Set<Range<Int>> = []
  ) -> ShapeDifference? {
    let text = pieces.map { MarkedText(made, $0, given: given) }
    if let text, text.holes.isEmpty { return nil }
    return OutputShape(made.output, neutral.output, text, settled).difference()
  }

  fileprivate struct Piece {
    let language: String?
    let content: [UInt8]
    let range: Range<Int>
    /// The line of the output that it begins at, from 1.
    let line: Int
  }

  private let made: [Piece]
  private let neutral: [Piece]
  private let marked: [Piece]?
  private let marks: ShapeMarks
  private let settled: Set<Range<Int>>

  private init(_ made: [UInt8], _ neutral: [UInt8], _ marked: MarkedText?, _ settled: Set<Range<Int>>) {
    self.made = OutputShape.pieces(of: made)
    self.neutral = OutputShape.pieces(of: neutral)
    let pieces = marked.map { OutputShape.pieces(of: $0.bytes) }
    self.marked = pieces?.count == self.neutral.count ? pieces : nil
    marks = marked?.marks ?? ShapeMarks()
    self.settled = settled
  }

  private static func pieces(of output: [UInt8]) -> [Piece] {
    var line = 1
    return BlockSplitter.blocks(of: output).map { block in
      let content = Array(output[block.range])
      var language: String?
      if case .code(let word) = block.kind { language = word }
      defer { line += content.count { $0 == UInt8(ascii: "\n") } }
      return Piece(language: language, content: content, range: block.range, line: line)
    }
  }

  private func difference() -> ShapeDifference? {
    for (new, old) in zip(made, neutral) where new.language != old.language {
      return .other(place: "line \(new.line)", found: new.described, expected: old.described)
    }
    guard made.count == neutral.count else {
      return .other(
        place: "the output", found: "\(made.count) blocks of prose and code", expected: "\(neutral.count)")
    }
    for index in made.indices
    where !settled.contains(made[index].range) && made[index].content != neutral[index].content {
      let text = ShapeText(
        made: made[index].content, neutral: neutral[index].content, marked: marked?[index].content)
      if let found = difference(in: text, made[index]) { return found }
    }
    return nil
  }

  private func difference(in text: ShapeText, _ piece: Piece) -> ShapeDifference? {
    let line: Int?
    switch piece.language {
    case "yaml", "yml", "json":
      return DocumentShape(marks).difference(
        in: text, as: piece.language == "json" ? .json : .yaml,
        name: "the \(piece.language ?? "") block in line \(piece.line)")
    case nil: line = ProseShape.differingLine(text.made, text.neutral)
    case "sh", "bash", "shell", "zsh", "console", "shell-session":
      line = CodeShape.differingLine(shell: text.made, text.neutral)
    default: line = CodeShape.differingLine(text.made, text.neutral)
    }
    return line.map {
      let place = "line \(piece.line + $0 - 1)"
      return piece.language == nil ? .markdown(place: place) : .signs(place: place)
    }
  }
}

extension OutputShape.Piece {
  fileprivate var described: String {
    switch language {
    case nil: "prose"
    case "": "a code block"
    case let language?: "a code block in \(language)"
    }
  }
}
