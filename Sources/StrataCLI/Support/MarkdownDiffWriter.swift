import Catalogue
import Manifests

/// A difference for a pull request: what made it, a table of settings for each object, and the text behind a fold.
struct MarkdownDiffWriter {
  let writer: VersionDiffWriter

  private var diff: VersionDiff { writer.diff }

  var text: String {
    var text = "### \(code(diff.old.title)) → \(code(diff.new.title))\n\n"
    if writer.isEmpty { return text + "No difference.\n" }
    text += inputs
    text += "**\(writer.counts)**\n"
    guard !writer.isSummary else { return text }
    if diff.objects.contains(where: { !$0.changes.isEmpty }) { text += objects }
    if writer.view != .semantic, !diff.text.isEmpty { text += lines }
    return text
  }

  // MARK: What made it

  private var inputs: String {
    guard !diff.inputs.isEmpty else { return "" }
    guard let causes = diff.causes else {
      return table(
        ["Input", "From", "To"],
        diff.inputs.map { [code($0.key), value($0.old, $0.oldOrigin), value($0.new, $0.newOrigin)] })
    }
    return table(
      ["", "Input", "From", "To", "Set"],
      causes.causes.enumerated().map { index, cause in
        let change = cause.change
        return [
          "\(index + 1)", code(change.key), value(change.old, change.oldOrigin), value(change.new, change.newOrigin),
          cause.decision.map { escaped(DecisionWriter.text($0)) } ?? "",
        ]
      })
  }

  private func value(_ value: String?, _ origin: String?) -> String {
    guard let value else { return "–" }
    return code(value) + (origin.map { " (\(escaped($0)))" } ?? "")
  }

  // MARK: Settings

  private var objects: String {
    var text = ""
    for (index, object) in diff.objects.enumerated() {
      text += "\n#### \(title(object))\n\n"
      guard object.kind == .changed || object.kind == .renamed else {
        text += "\(SemanticWriter.count(object.changes.count, "setting"))\n"
        continue
      }
      let why = diff.causes?.settings[index]
      text +=
        table(
          ["Setting", "From", "To"] + (why == nil ? [] : ["Why"]),
          object.changes.enumerated().map { place, change in
            let showsTypes = change.old?.type != change.new?.type
            func cell(_ value: SettingValue?) -> String {
              value == nil ? "–" : code(SemanticWriter.value(value, showsTypes))
            }
            return [code(change.path), cell(change.old), cell(change.new)]
              + (why.map { [escaped(CauseWriter.mark($0[place]))] } ?? [])
          }
        ).trimmed
    }
    return text
  }

  private func title(_ object: ObjectChange) -> String {
    switch object.kind {
    case .added: "\(code(object.label)) added"
    case .removed: "\(code(object.label)) removed"
    case .renamed: "\(code(object.oldLabel ?? "")) renamed to \(code(object.label))"
    case .changed: code(object.label)
    }
  }

  // MARK: Text

  private var lines: String {
    let body = DiffWriter.text(diff.text, old: diff.old.title, new: diff.new.title, marksWords: false).plain
    let longest = body.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\n<details><summary>Text</summary>\n\n\(fence)diff\n\(body)\(fence)\n\n</details>\n"
  }

  // MARK: Markdown

  private func table(_ head: [String], _ rows: [[String]]) -> String {
    let lines = [head, head.map { _ in "---" }] + rows
    return lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n") + "\n\n"
  }

  /// Text between back-ticks, in one line; more of them than it holds itself.
  private func code(_ text: String) -> String {
    let line = Shown.cell(text).replacing("|", with: "\\|")
    guard line.contains("`") else { return "`\(line)`" }
    return "`` \(line) ``"
  }

  private func escaped(_ text: String) -> String {
    Shown.cell(text).reduce(into: "") { $0 += "|\\`*_[]<>".contains($1) ? "\\\($1)" : String($1) }
  }
}

extension String {
  /// With one line end in the place of two.
  fileprivate var trimmed: String { hasSuffix("\n\n") ? String(dropLast()) : self }
}
