import Catalogue

/// Inputs that moved, in words and as records.
enum InputChangeWriter {
  static func append(_ change: InputChange, to text: inout StyledText) {
    if change.kind.rawValue != change.key { text.append("\(change.kind.rawValue) ", .dim) }
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

  static func record(_ change: InputChange) -> Record {
    Record([
      ("kind", .text(change.kind.rawValue)), ("key", .text(change.key)), ("old", Field(change.old)),
      ("old_layer", Field(change.oldOrigin)), ("new", Field(change.new)), ("new_layer", Field(change.newOrigin)),
    ])
  }
}
