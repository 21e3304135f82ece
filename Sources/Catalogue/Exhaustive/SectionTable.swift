/// What stands under each heading of some outputs, down to the third level: for each output a row of sections.
struct SectionTable: Sendable {
  /// A heading and a text beneath it.
  struct Section: Sendable {
    /// With all values masked; a heading of the third level behind that above it.
    let heading: String
    /// For each argument, its text with that argument's values masked; 0 for no text.
    let forms: [UInt64]
  }

  private(set) var sections: [Section] = []
  /// Sections of each output, in its order; nil where there is no output.
  private(set) var rows: [[UInt32]?] = []
  private var known: [UInt64: UInt32] = [:]
  private let maskCount: Int
  private let allValues: ValueMask

  /// - Parameters:
  ///   - maskCount: how many forms each text has.
  ///   - allValues: masks the values of all arguments.
  init(maskCount: Int, allValues: ValueMask) {
    self.maskCount = maskCount
    self.allValues = allValues
  }

  /// Notes that an output could not be made.
  mutating func addNone() { rows.append(nil) }

  mutating func add(_ blocks: [OutlinedBlock]) {
    var row: [UInt32] = []
    var open: [OutlinedBlock.Piece] = []
    var above: Heading?
    for block in blocks {
      for piece in block.pieces {
        if let level = piece.heading?.level, level <= 3 {
          if !open.isEmpty { row.append(section(of: open, above)) }
          if let first = open.first?.heading, first.level < 3 { above = first }
          open.removeAll(keepingCapacity: true)
        }
        open.append(piece)
      }
    }
    if !open.isEmpty { row.append(section(of: open, above)) }
    rows.append(row)
  }

  /// - Parameter above: the heading of the first or second level that came before.
  private mutating func section(of pieces: [OutlinedBlock.Piece], _ above: Heading?) -> UInt32 {
    let first = pieces.first?.heading
    var key: UInt64 = first?.level == 3 ? UInt64(truncatingIfNeeded: above?.text.hashValue ?? 0) : 0
    for piece in pieces { key = QuickHash.mix(key &+ piece.id &+ 1) }
    if let section = known[key] { return section }
    var forms = [TextForm](repeating: .empty, count: maskCount)
    for (index, piece) in pieces.enumerated() {
      for mask in forms.indices {
        if index > 0 { forms[mask].append(piece.headingForms[mask]) }
        forms[mask].append(piece.forms[mask])
      }
    }
    let title = first.map { $0.level == 3 ? "\(above?.text ?? "") / \($0.text)" : $0.text } ?? ""
    sections.append(
      Section(
        heading: String(decoding: allValues.masked(title.utf8), as: UTF8.self), forms: forms.map(\.digest)))
    known[key] = UInt32(sections.count - 1)
    return UInt32(sections.count - 1)
  }
}
