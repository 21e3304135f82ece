import Catalogue
import Manifests
import Strategy

/// How two versions differ, in words and as a record.
struct VersionDiffWriter {
  let diff: VersionDiff
  let view: DiffViewOptions.Kind
  let isSummary: Bool
  /// Whether settings are left out, so that lines say other things than settings.
  let ignores: Bool

  /// Whether the view shows no difference.
  var isEmpty: Bool { view == .semantic ? diff.objects.isEmpty && diff.problems.isEmpty : diff.isEmpty }

  var causes: CauseWriter? { diff.causes.map(CauseWriter.init) }

  /// Whether what comes out can be applied to the old document.
  var isPatch: Bool { view == .text && causes == nil && !isSummary }

  static func address(_ version: Version) -> String { "\(version.scope.scope)@\(version.number)" }

  func text(on console: Console) -> StyledText {
    let width = console.terminal.out?.columns
    var text = head.shown.folded(to: width)
    if isSummary {
      text.append(summary.folded(to: width))
      return text
    }
    let body = body(on: console)
    if !text.isEmpty, !body.isEmpty { text.append("\n") }
    text.append(body)
    return text
  }

  /// What made them differ.
  private var head: StyledText {
    if let causes { return causes.text() }
    var text = StyledText()
    for change in diff.inputs { InputChangeWriter.append(change, to: &text) }
    return text
  }

  private func body(on console: Console) -> StyledText {
    switch view {
    case .semantic:
      SemanticWriter(causes: causes).text(diff.objects, diff.causes?.settings).folded(to: console.terminal.out?.columns)
    case .sideBySide:
      SideBySideWriter(terminal: console.terminal).text(diff.text, old: diff.old.title, new: diff.new.title)
    case .text:
      DiffWriter.text(
        diff.text, old: diff.old.title, new: diff.new.title, marksWords: console.outUsesColor, gutter: gutter)
    }
  }

  /// What stands in front of a line: the numbers of its causes.
  private var gutter: DiffWriter.Gutter? {
    guard let causes, let report = diff.causes else { return nil }
    return { change, line in
      switch change {
      case .same: causes.gutter(nil)
      case .removed: causes.gutter(report.oldLines[line])
      case .added: causes.gutter(report.newLines[line])
      }
    }
  }

  // MARK: Summary

  private var summary: StyledText {
    var text = StyledText()
    if view != .text || !diff.objects.isEmpty {
      for object in diff.objects { text.append(SemanticWriter.head(object)) }
    }
    text.append("\(counts)\n", .bold)
    return text
  }

  /// `34 settings in 12 objects, +39 -34 lines`
  var counts: String {
    let settings = SemanticWriter.count(diff.settingCount, "setting")
    let objects = SemanticWriter.count(diff.objects.count, "object")
    if ignores { return "\(settings) in \(objects)" }
    return "\(settings) in \(objects), +\(diff.text.addedCount) -\(diff.text.removedCount) lines"
  }

  // MARK: Record

  var record: Record {
    var record = Record([
      ("old", .text(diff.old.title)), ("new", .text(diff.new.title)),
      ("inputs", .list(diff.inputs.map { .map(InputChangeWriter.record($0)) })),
      ("setting_count", .int(diff.settingCount)), ("object_count", .int(diff.objects.count)),
      ("added_lines", .int(diff.text.addedCount)), ("removed_lines", .int(diff.text.removedCount)),
      ("problems", Field(diff.problems.map { "\($0.subject): \($0.text)" })),
    ])
    if let causes { record = record.merging(causes.record) }
    guard !isSummary else { return record }
    record["objects"] = .list(
      diff.objects.enumerated().map { index, object in
        .map(SemanticWriter.record(object, diff.causes?.settings[index]))
      })
    if view != .semantic { record["hunks"] = .list(diff.text.hunks.map { .map(hunk($0)) }) }
    return record
  }

  private func hunk(_ hunk: TextDiff.Hunk) -> Record {
    var lines: [Field] = []
    hunk.eachLine { line, number in
      let change =
        switch line.change {
        case .same: "same"
        case .removed: "removed"
        case .added: "added"
        }
      var record = Record([("change", .text(change)), ("text", .text(line.text))])
      if let causes = diff.causes {
        let attribution = line.change == .removed ? causes.oldLines[number] : causes.newLines[number]
        if line.change != .same, let attribution { record["why"] = .map(CauseWriter.record(attribution)) }
      }
      lines.append(.map(record))
    }
    return Record([
      ("old_start", .int(hunk.oldStart)), ("old_lines", .int(hunk.oldCount)), ("new_start", .int(hunk.newStart)),
      ("new_lines", .int(hunk.newCount)), ("heading", .text(hunk.heading)), ("manifest", .text(hunk.manifest)),
      ("lines", .list(lines)),
    ])
  }
}

extension TextDiff.Hunk {
  /// Calls `body` with every line and its number, from 1: of what was removed in the old text, of all else in the new.
  func eachLine(_ body: (TextDiff.Line, Int) -> Void) {
    // Where a side has no line in the hunk, its start is the line before.
    var old = oldCount == 0 ? oldStart + 1 : oldStart
    var new = newCount == 0 ? newStart + 1 : newStart
    for line in lines {
      body(line, line.change == .removed ? old : new)
      if line.change != .added { old += 1 }
      if line.change != .removed { new += 1 }
    }
  }
}
