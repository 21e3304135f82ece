import Manifests
import Strategy

/// An output with marks where it differs from another one of its template.
struct MarkedText {
  struct Hole {
    /// Where the mark is.
    let marked: Range<Int>
    /// What stands there in the output, and in the other one.
    let made: Range<Int>
    let neutral: Range<Int>
  }

  private(set) var bytes: [UInt8] = []
  private(set) var marks = ShapeMarks()
  private(set) var holes: [Hole] = []

  /// - Parameter given: values as they were given, to be told from what the template makes of them.
  init(_ made: RenderTrace, _ pieces: [RenderTrace.AlignedPiece], given: Set<[UInt8]> = []) {
    bytes.reserveCapacity(made.output.count + 1024)
    for piece in pieces {
      switch piece {
      case .same(let range): bytes += made.output[range]
      case .other(let here, let there):
        let text = Array(made.output[here])
        let start = bytes.count
        bytes += marks.add(text, isGiven: given.contains(text))
        holes.append(Hole(marked: start..<bytes.count, made: here, neutral: there))
      }
    }
  }
}
