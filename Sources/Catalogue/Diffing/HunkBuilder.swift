/// Gathers edits into hunks.
struct HunkBuilder {
  let old: TextLines
  let new: TextLines
  let context: Int
  private let headings: [Heading]
  private let manifests: [TextDiff.ManifestPlace]
  private var pending: [LineDiff.Edit] = []
  private var hunks: [TextDiff.Hunk] = []

  /// - Parameters:
  ///   - headings: those of the new text, in order.
  ///   - manifests: those of the new text, in order.
  init(old: TextLines, new: TextLines, context: Int, headings: [Heading], manifests: [TextDiff.ManifestPlace]) {
    self.old = old
    self.new = new
    self.context = context
    self.headings = headings
    self.manifests = manifests
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
    hunks.append(
      TextDiff.Hunk(
        oldStart: oldCount == 0 ? oldStart : oldStart + 1, oldCount: oldCount,
        newStart: newCount == 0 ? newStart : newStart + 1, newCount: newCount, heading: heading(above: first),
        manifest: manifest(around: first), lines: lines))
    pending = []
  }

  private func line(_ change: TextDiff.Change, _ lines: TextLines, _ index: Int) -> TextDiff.Line {
    TextDiff.Line(change: change, text: lines.text(index), isEnded: lines.isEnded(index))
  }

  // MARK: Where a hunk is

  private func heading(above edit: LineDiff.Edit) -> String {
    let next = headings.partitioningIndex { $0.line >= edit.new.lowerBound }
    return next > 0 ? headings[next - 1].text : ""
  }

  /// Lines that were removed stood in a manifest where the line before them does, unless they were a document of
  /// their own.
  private func manifest(around edit: LineDiff.Edit) -> String {
    let isRemoval = edit.new.isEmpty
    let line = isRemoval ? edit.new.lowerBound - 1 : edit.new.lowerBound
    let next = manifests.partitioningIndex { $0.lines.lowerBound > line }
    guard next > 0, manifests[next - 1].lines.contains(line) else { return "" }
    if isRemoval, manifests[next - 1].lines.upperBound == line + 1, isBoundary(edit.old.lowerBound) { return "" }
    return manifests[next - 1].label
  }

  private func isBoundary(_ line: Int) -> Bool {
    let bytes = old.bytes[old.range(line)]
    return ["---", "```", "~~~"].contains { bytes.starts(with: $0.utf8) }
  }
}

extension Array {
  /// The first index from which on the condition holds, which holds for no element before.
  fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
