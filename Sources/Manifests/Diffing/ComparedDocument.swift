import LibYAML

/// A document as a comparison takes it: what it says it is, and its settings.
package struct ComparedDocument: Sendable {
  /// This and the three below are nil for what is no Kubernetes object.
  package let apiVersion: String?
  package let kind: String?
  /// `metadata.namespace`
  package let namespace: String?
  /// `metadata.name`
  package let name: String?
  /// In the order of the document, as ``ManifestContent`` has them. None where it does not parse: what has no settings
  /// is nothing that could be compared, and left out of the comparison.
  package let settings: [Setting]
  /// The line of its output at which it begins, from 1.
  package let line: Int

  package init(
    apiVersion: String?, kind: String?, namespace: String?, name: String?, settings: [Setting], line: Int
  ) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.namespace = namespace
    self.name = name
    self.settings = settings
    self.line = line
  }

  package init(_ content: ManifestContent, line: Int) {
    self.init(
      apiVersion: content.apiVersion, kind: content.kind, namespace: content.namespace, name: content.name,
      settings: content.settings, line: line)
  }

  /// `Kind/name`, the kind alone; for what is no object the key that it begins with, or where it stands.
  package var label: String {
    if let kind { return name.map { "\(kind)/\($0)" } ?? kind }
    guard case .key(let key)? = settings.first?.path.steps.first else { return "document at line \(line)" }
    return "document '\(key)'"
  }

  /// The part of `apiVersion` before the slash; empty for the core group.
  var group: String {
    apiVersion.flatMap { text in text.lastIndex(of: "/").map { String(text[..<$0]) } } ?? ""
  }

  /// Whether every setting is written the same in both, in the same order.
  func isWritten(like other: ComparedDocument) -> Bool { settings.isWritten(like: other.settings) }
}

extension RandomAccessCollection<Setting> {
  /// Whether the paths and values are the same, wherever their lines are.
  func isWritten(like other: some RandomAccessCollection<Setting>) -> Bool {
    count == other.count
      && zip(self, other).allSatisfy { left, right in
        left.value.isWritten(like: right.value) && left.path.text.isWritten(like: right.path.text)
          && left.path.positions == right.path.positions
      }
  }
}

extension SettingValue {
  func isWritten(like other: SettingValue) -> Bool { type == other.type && text.isWritten(like: other.text) }
}

extension String {
  /// Whether the bytes are the same; `==` takes some others for equal, such as an `é` of one character and of two.
  func isWritten(like other: String) -> Bool {
    let length = utf8.count
    guard length == other.utf8.count else { return false }
    let isSame = utf8.withContiguousStorageIfAvailable { bytes in
      other.utf8.withContiguousStorageIfAvailable { others in
        guard length > 0, let start = bytes.baseAddress, let otherStart = others.baseAddress else { return true }
        return memcmp(start, otherStart, length) == 0
      }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}
