/// One leaf of a document: a scalar, or a map or list that is empty.
package struct Setting: Sendable, Hashable {
  package let path: SettingPath
  package let value: SettingValue
  /// Where it stands in the document's text, from 1. In a document that a `|` text holds, the line there; in one that
  /// is held otherwise, the line where the holding text begins.
  package let line: Int

  package init(path: SettingPath, value: SettingValue, line: Int) {
    self.path = path
    self.value = value
    self.line = line
  }
}

/// What a setting is set to.
package struct SettingValue: Sendable, Hashable {
  package let type: SettingType
  /// The scalar as it is written, its quotes and escapes read: `0x1F`, `~`, `500m`. `{}` and `[]` for what is empty.
  package let text: String

  package init(type: SettingType, text: String) {
    self.type = type
    self.text = text
  }
}

/// What a setting's value is. Plain scalars have the types of the core schema of YAML 1.2 (so `yes` is text), quoted
/// ones are strings, and a tag such as `!!int` decides.
package enum SettingType: String, Sendable, Hashable, CaseIterable {
  case string, int, float, bool, null
  /// A map without entries.
  case map
  /// A list without items.
  case list
}
