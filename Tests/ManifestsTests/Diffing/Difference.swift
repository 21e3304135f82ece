import Manifests

/// Two texts compared, and how tests show it.
struct Difference {
  let diff: ManifestDiff

  /// - Parameter old: YAML documents.
  init(_ old: String, _ new: String) {
    diff = ManifestDiff(old: Difference.documents(old), new: Difference.documents(new))
  }

  static func documents(_ text: String) -> [ComparedDocument] {
    ManifestReader.manifests(in: Array(text.utf8)).map { manifest in
      ComparedDocument(ManifestContent(reading: manifest.text), line: manifest.lines.lowerBound)
    }
  }

  /// Each object as `added Kind/name` or `Kind/old > Kind/new`; of a changed one, its changes.
  var lines: [String] {
    diff.objects.flatMap { object in
      switch object.kind {
      case .added, .removed: ["\(object.kind) \(object.label)"]
      case .renamed: ["\(object.oldLabel ?? "") > \(object.label)"] + object.changes.map(Difference.line)
      case .changed: object.changes.map(Difference.line)
      }
    }
  }

  /// `+ path = new`, `- path = old`, `~ path: old > new`, `% path: [old order] > [new order]`.
  static func line(_ change: SettingChange) -> String {
    let (old, new) = (change.old?.text ?? "", change.new?.text ?? "")
    return switch change.kind {
    case .added: "+ \(change.path) = \(new)"
    case .removed: "- \(change.path) = \(old)"
    case .changed: "~ \(change.path): \(old) > \(new)"
    case .reordered: "% \(change.path): \(old) > \(new)"
    }
  }
}
