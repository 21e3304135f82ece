import Catalogue
import Strategy

/// A layer as a person edits it: remarks on what may be written, and the layer as YAML.
enum LayerSheetWriter {
  static func text(_ sheet: Catalogue.LayerSheet) -> String {
    var lines = [
      "# The layer of \(sheet.scope)" + (sheet.number > 0 ? ", revision \(sheet.number)." : ", still empty.")
    ]
    lines += [
      "# Save and leave the editor to set it. A line 'KEY: null' unsets what is inherited; {} alone empties the layer;",
      "# a file of nothing but remarks changes nothing. Remarks are not kept.",
    ]
    if let template = sheet.template { lines += ["#", "# Arguments of \(template):"] }
    let width = sheet.arguments.map(\.name.count).max() ?? 0
    for argument in sheet.arguments {
      let name = argument.name + String(repeating: " ", count: width - argument.name.count)
      lines.append("#   \(name)  \(choices(argument)); \(inherited(argument))")
    }
    lines += [
      "# Besides these: template: NAME@VERSION, and keys of the provider, as in provider.instance.worker: m6i.large.",
      "",
    ]
    return lines.joined(separator: "\n") + "\n"
      + String(decoding: FleetWriter.document(sheet.parameters), as: UTF8.self)
  }

  private static func choices(_ argument: Catalogue.LayerSheet.Argument) -> String {
    guard !argument.allowed.isEmpty else { return "free text" }
    return argument.allowed.joined(separator: " | ") + (argument.isMultiple ? ", one or a list" : "")
  }

  private static func inherited(_ argument: Catalogue.LayerSheet.Argument) -> String {
    guard let (value, origin) = argument.inherited else {
      return argument.isRequired ? "required, not inherited" : "not inherited"
    }
    return "inherits \(value.rendered) (\(origin))"
  }

  // MARK: Problems as remarks

  private static let mark = "#! "

  /// The text with each problem as a remark above its line.
  static func annotated(_ text: String, _ issues: [FleetFile.Issue]) -> String {
    var lines: [String] = []
    let source = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in source.enumerated() {
      for issue in issues where max(1, min(issue.line ?? 1, source.count)) == index + 1 {
        lines.append(mark + issue.text + (issue.hint.map { " (\($0))" } ?? ""))
      }
      lines.append(String(line))
    }
    return lines.joined(separator: "\n")
  }

  /// The text without such remarks.
  static func plain(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix(mark) }
      .joined(separator: "\n")
  }

  /// Whether there are only remarks and blank lines.
  static func isSilent(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).allSatisfy { line in
      let rest = line.drop(while: \.isWhitespace)
      return rest.isEmpty || rest.hasPrefix("#")
    }
  }
}
