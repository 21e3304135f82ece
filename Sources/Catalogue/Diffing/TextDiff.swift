/// The difference between two texts, line by line, as hunks.
package struct TextDiff: Sendable {
  package enum Change: Sendable { case same, removed, added }

  package struct Line: Sendable {
    package let change: Change
    /// Without its line end.
    package let text: String
    /// False for a last line that no line end follows.
    package let isEnded: Bool
  }

  package struct Hunk: Sendable {
    /// The first line on either side, from 1; the line before, where the side has none in the hunk.
    package let oldStart: Int
    package let oldCount: Int
    package let newStart: Int
    package let newCount: Int
    /// The nearest Markdown heading above the first changed line, without its marks; empty where there is none.
    package let heading: String
    /// The manifest of the new side that the first changed line stands in, such as `Deployment/web`; empty outside.
    package let manifest: String
    package let lines: [Line]
  }

  /// Where a manifest of the new side stands: its lines, from 0, and what it is called.
  package typealias ManifestPlace = (lines: Range<Int>, label: String)

  package let hunks: [Hunk]
  package let addedCount: Int
  package let removedCount: Int

  package var isEmpty: Bool { hunks.isEmpty }

  /// The difference between two texts of any kind.
  /// - Parameters:
  ///   - context: how many equal lines to show around changes.
  ///   - manifests: those of the new side, in its order.
  package init(old: [UInt8], new: [UInt8], context: Int, manifests: [ManifestPlace] = []) {
    let (old, new) = (TextLines(old), TextLines(new))
    let edits = LineDiff.edits(old, new)
    self.init(edits, old, new, context, edits.isEmpty ? [] : Heading.all(in: new), manifests)
  }

  /// The difference between two outputs. Blocks that both have are the same for their digests, and only what stands
  /// between them is compared.
  /// - Parameters:
  ///   - context: how many equal lines to show around changes.
  ///   - manifests: those of the new side, in its order.
  package init(old: [StoredBlock], new: [StoredBlock], context: Int, manifests: [ManifestPlace] = []) {
    let (left, right) = (TextLines(old.bytes), TextLines(new.bytes))
    let edits = TextDiff.edits(old, left, new, right)
    self.init(edits, left, right, context, edits.isEmpty ? [] : Heading.all(in: right), manifests)
  }

  /// The changes between the lines of two outputs, given with their blocks.
  static func edits(
    _ old: [StoredBlock], _ oldLines: TextLines, _ new: [StoredBlock], _ newLines: TextLines
  ) -> [LineDiff.Edit] {
    LineDiff.edits(oldLines, newLines, within: BlockAlignment.stretches(old, oldLines, new, newLines))
  }

  private init(
    _ edits: [LineDiff.Edit], _ old: TextLines, _ new: TextLines, _ context: Int, _ headings: [Heading],
    _ manifests: [ManifestPlace]
  ) {
    var builder = HunkBuilder(
      old: old, new: new, context: max(0, context), headings: headings, manifests: manifests)
    for edit in edits { builder.add(edit) }
    hunks = builder.finish()
    removedCount = edits.reduce(0) { $0 + $1.old.count }
    addedCount = edits.reduce(0) { $0 + $1.new.count }
  }
}

extension [StoredBlock] {
  /// The output that the blocks are.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(reduce(0) { $0 + $1.content.count })
    for block in self { bytes += block.content }
    return bytes
  }
}
