import Catalogue
import Manifests

/// What became of objects, setting by setting.
struct SemanticWriter {
  /// What made the changes, where that is wanted.
  var causes: CauseWriter?

  /// - Parameter why: for each object the attribution of each of its changes.
  func text(_ objects: [ObjectChange], _ why: [[Attribution]]? = nil) -> StyledText {
    var text = StyledText()
    for (index, object) in objects.enumerated() {
      let isMixed = why.map { SemanticWriter.common($0[index]) == nil } ?? false
      if object.kind == .changed || object.kind == .renamed || isMixed {
        text.append(SemanticWriter.head(object))
        for (place, change) in object.changes.enumerated() {
          text.append(causes?.gutter(why?[index][place]) ?? "", .yellow)
          SemanticWriter.append(change, to: &text)
        }
      } else {
        text.append(causes?.gutter(SemanticWriter.common(why?[index] ?? [])) ?? "", .yellow)
        text.append(SemanticWriter.head(object))
      }
    }
    return text
  }

  /// What all changes of an object are owed to, where that is the same.
  private static func common(_ why: [Attribution]) -> Attribution? {
    why.first.flatMap { first in why.allSatisfy { $0 == first } ? first : nil }
  }

  /// The old and the new name, with the namespaces where only these differ.
  static func title(_ object: ObjectChange) -> String {
    guard let old = object.oldLabel, old != object.label else {
      let namespaces = [object.old, object.new].map { $0?.namespace ?? "(none)" }
      return "\(object.label) in \(namespaces.joined(separator: " → "))"
    }
    return "\(old) → \(object.label)"
  }

  private static func besides(_ object: ObjectChange) -> String {
    let others = object.changes.count { !["metadata.name", "metadata.namespace"].contains($0.path) }
    return others == 0 ? "" : ", \(self.count(others, "setting")) besides"
  }

  /// The line of an object.
  static func head(_ object: ObjectChange) -> StyledText {
    let count = count(object.changes.count, "setting")
    return switch object.kind {
    case .added: "\("+ \(object.label)", [.green, .bold])\("  added, \(count)\n", .dim)"
    case .removed: "\("- \(object.label)", [.red, .bold])\("  removed, \(count)\n", .dim)"
    case .renamed: "\("~ \(title(object))", .bold)\("  renamed\(besides(object))\n", .dim)"
    case .changed: "\("~ \(object.label)", .bold)\("  \(count)\n", .dim)"
    }
  }

  static func append(_ change: SettingChange, indent: String = "    ", to text: inout StyledText) {
    let path = change.path.isEmpty ? "(the document)" : change.path
    switch change.kind {
    case .added:
      text.append("\(indent)+ \(path): ", .green)
      append(change.new, .green, indent, to: &text)
    case .removed:
      text.append("\(indent)- \(path): ", .red)
      append(change.old, .red, indent, to: &text)
    case .changed where isLong(change.old) || isLong(change.new):
      text.append("\(indent)  \(path):\n")
      appendLines(change, indent, to: &text)
      return
    case .changed, .reordered:
      let showsTypes = change.old?.type != change.new?.type
      text.append("\(indent)  \(path): ")
      if change.kind == .reordered { text.append("in another order: ", .dim) }
      text.append(value(change.old, showsTypes), .red)
      text.append(" → ")
      text.append(value(change.new, showsTypes), .green)
      text.append("\n")
    }
  }

  private static func append(_ value: SettingValue?, _ style: Style, _ indent: String, to text: inout StyledText) {
    guard isLong(value), let value else { return text.append("\(self.value(value, false))\n", style) }
    text.append("|\n", style)
    for line in value.text.split(separator: "\n") { text.append("\(indent)    \(line)\n", style) }
  }

  /// The lines in which a text of several lines differs.
  private static func appendLines(_ change: SettingChange, _ indent: String, to text: inout StyledText) {
    let diff = TextDiff(
      old: Array((change.old?.text ?? "").utf8), new: Array((change.new?.text ?? "").utf8), context: 0)
    for line in diff.hunks.lazy.flatMap(\.lines) {
      let isNew = line.change == .added
      text.append("\(indent)    \(isNew ? "+" : "-") \(line.text)\n", isNew ? .green : .red)
    }
  }

  private static func isLong(_ value: SettingValue?) -> Bool {
    value?.text.utf8.dropLast().contains(UInt8(ascii: "\n")) ?? false
  }

  /// - Parameter showsTypes: whether texts are told from numbers and the like by their quotes.
  static func value(_ value: SettingValue?, _ showsTypes: Bool) -> String {
    guard let value else { return "(none)" }
    let quotes = value.type == .string && (showsTypes || value.text.isEmpty)
    return quotes ? "\"\(value.text)\"" : value.text
  }

  static func count(_ count: Int, _ word: String) -> String { count == 1 ? "1 \(word)" : "\(count) \(word)s" }

  // MARK: Records

  /// - Parameter why: the attribution of each change.
  static func record(_ object: ObjectChange, _ why: [Attribution]? = nil) -> Record {
    let settings = object.changes.enumerated().map { place, change -> Field in
      var record = record(change)
      if let why { record["why"] = .map(CauseWriter.record(why[place])) }
      return .map(record)
    }
    return Record([
      ("change", .text(object.kind.rawValue)), ("object", .text(object.label)),
      ("old_object", Field(object.kind == .renamed ? object.oldLabel : nil)),
      ("namespace", Field((object.new ?? object.old)?.namespace)),
      ("settings", .list(settings)),
    ])
  }

  static func record(_ change: SettingChange) -> Record {
    Record([
      ("change", .text(change.kind.rawValue)), ("path", .text(change.path)), ("old", Field(change.old?.text)),
      ("old_type", Field(change.old?.type.rawValue)), ("new", Field(change.new?.text)),
      ("new_type", Field(change.new?.type.rawValue)), ("old_line", Field(change.oldLine)),
      ("new_line", Field(change.newLine)),
    ])
  }
}
