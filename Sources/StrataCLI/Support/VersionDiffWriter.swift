import Catalogue
import Strategy

/// How two versions differ, in words and as a record.
enum VersionDiffWriter {
  /// - Parameter marksWords: whether to find out which words of changed lines differ.
  static func text(_ diff: VersionDiff, marksWords: Bool) -> StyledText {
    var text = inputs(diff)
    text.append(
      DiffWriter.text(diff.text, old: address(diff.old), new: address(diff.new), marksWords: marksWords))
    return text
  }

  static func text(_ diff: VersionDiff, sideBySide writer: SideBySideWriter) -> StyledText {
    var text = inputs(diff)
    text.append(writer.text(diff.text, old: address(diff.old), new: address(diff.new)))
    return text
  }

  /// What made them differ, and an empty line where the texts do as well.
  private static func inputs(_ diff: VersionDiff) -> StyledText {
    var text = StyledText()
    for change in diff.inputs { append(change, to: &text) }
    if !diff.inputs.isEmpty, !diff.text.isEmpty { text.append("\n") }
    return text
  }

  private static func append(_ change: VersionDiff.InputChange, to text: inout StyledText) {
    text.append("\(change.kind.rawValue) ", .dim)
    text.append(change.key, .bold)
    text.append(": ")
    append(change.old, change.oldOrigin, .red, to: &text)
    text.append(" → ")
    append(change.new, change.newOrigin, .green, to: &text)
    text.append("\n")
  }

  private static func append(_ value: String?, _ origin: String?, _ style: Style, to text: inout StyledText) {
    text.append(value ?? "(none)", style)
    if let origin, value != nil { text.append(" (\(origin))", .dim) }
  }

  static func address(_ version: Version) -> String { "\(version.scope.scope)@\(version.number)" }

  static func record(_ diff: VersionDiff) -> Record {
    Record([
      ("old", .text(address(diff.old))), ("new", .text(address(diff.new))),
      ("inputs", .list(diff.inputs.map { .map(record($0)) })), ("added_lines", .int(diff.text.addedCount)),
      ("removed_lines", .int(diff.text.removedCount)), ("hunks", .list(diff.text.hunks.map { .map(record($0)) })),
    ])
  }

  private static func record(_ change: VersionDiff.InputChange) -> Record {
    Record([
      ("kind", .text(change.kind.rawValue)), ("key", .text(change.key)), ("old", Field(change.old)),
      ("old_layer", Field(change.oldOrigin)), ("new", Field(change.new)), ("new_layer", Field(change.newOrigin)),
    ])
  }

  private static func record(_ hunk: TextDiff.Hunk) -> Record {
    let lines = hunk.lines.map { line in
      let change =
        switch line.change {
        case .same: "same"
        case .removed: "removed"
        case .added: "added"
        }
      return Field.map(Record([("change", .text(change)), ("text", .text(line.text))]))
    }
    return Record([
      ("old_start", .int(hunk.oldStart)), ("old_lines", .int(hunk.oldCount)), ("new_start", .int(hunk.newStart)),
      ("new_lines", .int(hunk.newCount)), ("heading", .text(hunk.heading)), ("manifest", .text(hunk.manifest)),
      ("lines", .list(lines)),
    ])
  }
}
