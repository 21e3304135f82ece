import Manifests
import Strategy

/// A block of outputs, taken apart once for all outputs that have it.
final class OutlinedBlock {
  /// A heading and what stands between it and the next one.
  struct Piece {
    /// nil for what stands before a block's first heading.
    let heading: Heading?
    /// Tells it from all pieces of all blocks of the same pool.
    let id: UInt64
    let isBlank: Bool
    /// For each mask, what its heading's own line and what the lines beneath say.
    let headingForms: [TextForm]
    let forms: [TextForm]
  }

  let content: [UInt8]
  let language: String?
  let facts: BlockFacts
  let lineCount: Int
  let pieces: [Piece]

  init(_ content: [UInt8], language: String?, facts: BlockFacts, number: Int, masks: [ValueMask]) {
    self.content = content
    self.language = language
    self.facts = facts
    let lines = TextLines(content)
    lineCount = content.count { $0 == UInt8(ascii: "\n") }
    let headings = language == nil ? Heading.all(in: lines) : []
    var pieces: [Piece] = []
    func add(_ heading: Heading?, from first: Int, to last: Int) {
      let texts = (first..<last).compactMap { line in
        let text = lines.bytes[lines.range(line)].trimmed
        return text.isEmpty ? nil : text
      }
      guard heading != nil || !texts.isEmpty else { return }
      let title = heading.map { [lines.bytes[lines.range($0.line)].trimmed] } ?? []
      pieces.append(
        Piece(
          heading: heading, id: UInt64(number) << 32 | UInt64(pieces.count), isBlank: texts.isEmpty,
          headingForms: masks.map { OutlinedBlock.form(title, $0) }, forms: masks.map { OutlinedBlock.form(texts, $0) })
      )
    }
    add(nil, from: 0, to: headings.first?.line ?? lines.count)
    for (index, heading) in headings.enumerated() {
      add(heading, from: heading.line + 1, to: index + 1 < headings.count ? headings[index + 1].line : lines.count)
    }
    self.pieces = pieces
  }

  private static func form(_ lines: [ArraySlice<UInt8>], _ mask: ValueMask) -> TextForm {
    var form = TextForm.empty
    for line in lines { form.append(line: mask.masked(line)) }
    return form
  }
}

extension ArraySlice<UInt8> {
  /// Without blanks and line ends around it.
  fileprivate var trimmed: ArraySlice<UInt8> {
    guard let first = firstIndex(where: { $0 > 0x20 }), let last = lastIndex(where: { $0 > 0x20 }) else { return [] }
    return self[first...last]
  }
}

/// Blocks that were seen, found again by their bytes. Belongs to one thread.
struct OutlinePool {
  private let masks: [ValueMask]
  private let keepsTrees: Bool
  private var buckets: [UInt64: [OutlinedBlock]] = [:]
  private var count = 0

  /// - Parameter keepsTrees: whether the documents are to be checked against schemas.
  init(masks: [ValueMask], keepsTrees: Bool) {
    self.masks = masks
    self.keepsTrees = keepsTrees
  }

  mutating func blocks(of output: UnsafeBufferPointer<UInt8>) -> [OutlinedBlock] {
    BlockSplitter.blocks(of: output).map { block in
      let bytes = UnsafeBufferPointer(rebasing: output[block.range])
      let quick = QuickHash.of(bytes)
      if let known = buckets[quick]?.first(where: { bytes.isEqual(to: $0.content) }) { return known }
      var language: String?
      if case .code(let word) = block.kind { language = word }
      let content = Array(bytes)
      let facts = BlockFacts(language: language, content: content, keepsTrees: keepsTrees)
      let new = OutlinedBlock(content, language: language, facts: facts, number: count, masks: masks)
      count += 1
      buckets[quick, default: []].append(new)
      return new
    }
  }
}
