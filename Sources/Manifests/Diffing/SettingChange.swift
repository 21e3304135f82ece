/// One way in which a document differs.
package struct SettingChange: Sendable, Hashable {
  package enum Kind: String, Sendable {
    case added, removed, changed
    /// A list whose order counts has items of both sides in another order; what they hold is compared beside it.
    case reordered
  }

  package let kind: Kind
  /// Its address, as ``SettingPath/text`` has it, in the new document; in the old one where it was removed.
  package let path: String
  /// nil where it was added. Of what was reordered, the common items in their old order: `[a, b]`,
  /// called by their names or keys, else by their old places.
  package let old: SettingValue?
  /// nil where it was removed.
  package let new: SettingValue?
  /// Its line in the old output, from 1; nil where it was added.
  package let oldLine: Int?
  package let newLine: Int?

  package init(kind: Kind, path: String, old: SettingValue?, new: SettingValue?, oldLine: Int?, newLine: Int?) {
    self.kind = kind
    self.path = path
    self.old = old
    self.new = new
    self.oldLine = oldLine
    self.newLine = newLine
  }
}
