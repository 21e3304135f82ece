/// What became of one document.
package struct ObjectChange: Sendable {
  package enum Kind: String, Sendable {
    case added, removed
    /// An object of another name or namespace that holds mostly the same.
    case renamed
    case changed
  }

  package let kind: Kind
  /// nil where it was added.
  package let old: ComparedDocument?
  /// nil where it was removed.
  package let new: ComparedDocument?
  /// In the order of the new document, what was removed where it stood. Of an added or removed document, each leaf.
  package let changes: [SettingChange]

  /// `Kind/name` of the new side, else of the old; the kind alone where it has no name; `document 'cluster'` for what is
  /// no Kubernetes object.
  package var label: String { (new ?? old)?.label ?? "" }
  /// The same of the old side; nil where it was added.
  package var oldLabel: String? { old?.label }
}
