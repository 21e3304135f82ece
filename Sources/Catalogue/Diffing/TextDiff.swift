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
    /// The nearest Markdown heading above the hunk, without its marks; empty where there is none.
    package let heading: String
    package let lines: [Line]
  }

  package let hunks: [Hunk]
  package let addedCount: Int
  package let removedCount: Int

  package var isEmpty: Bool { hunks.isEmpty }

  /// - Parameter context: how many equal lines to show around changes.
  package init(old: [UInt8], new: [UInt8], context: Int) {
    let (old, new) = (TextLines(old), TextLines(new))
    let edits = LineDiff.edits(old, new)
    var builder = HunkBuilder(old: old, new: new, context: max(0, context))
    for edit in edits { builder.add(edit) }
    hunks = builder.finish()
    removedCount = edits.reduce(0) { $0 + $1.old.count }
    addedCount = edits.reduce(0) { $0 + $1.new.count }
  }
}

private struct HunkBuilder {
  let old: TextLines
  let new: TextLines
  let context: Int
  private var pending: [LineDiff.Edit] = []
  private var hunks: [TextDiff.Hunk] = []
  private let headings: [Heading]

  init(old: TextLines, new: TextLines, context: Int) {
    self.old = old
    self.new = new
    self.context = context
    headings = Heading.all(in: new)
  }

  mutating func add(_ edit: LineDiff.Edit) {
    // Not twice the context, which a very large one would overflow.
    if let last = pending.last, edit.old.lowerBound - last.old.upperBound - context > context { close() }
    pending.append(edit)
  }

  mutating func finish() -> [TextDiff.Hunk] {
    close()
    return hunks
  }

  private mutating func close() {
    guard let first = pending.first, let last = pending.last else { return }
    let before = min(context, first.old.lowerBound)
    let after = min(context, old.count - last.old.upperBound)
    let oldStart = first.old.lowerBound - before
    let newStart = first.new.lowerBound - before
    var lines: [TextDiff.Line] = []
    var position = oldStart
    for edit in pending {
      lines += (position..<edit.old.lowerBound).map { line(.same, old, $0) }
      lines += edit.old.map { line(.removed, old, $0) }
      lines += edit.new.map { line(.added, new, $0) }
      position = edit.old.upperBound
    }
    lines += (position..<position + after).map { line(.same, old, $0) }
    let oldCount = last.old.upperBound + after - oldStart
    let newCount = last.new.upperBound + after - newStart
    let heading = headings.last { $0.line < newStart }?.text ?? ""
    hunks.append(
      TextDiff.Hunk(
        oldStart: oldCount == 0 ? oldStart : oldStart + 1, oldCount: oldCount,
        newStart: newCount == 0 ? newStart : newStart + 1, newCount: newCount, heading: heading, lines: lines))
    pending = []
  }

  private func line(_ change: TextDiff.Change, _ lines: TextLines, _ index: Int) -> TextDiff.Line {
    TextDiff.Line(change: change, text: lines.text(index), isEnded: lines.isEnded(index))
  }
}
