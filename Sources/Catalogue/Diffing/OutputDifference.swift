package import Manifests
import Strategy

/// What two outputs say otherwise: their objects by their settings, and the rest by its lines.
package struct OutputDifference: Sendable {
  /// Pieces that many differences have in common.
  let parts: [DifferencePart]

  package var objects: [ObjectChange] { parts.flatMap(\.objects) }
  /// Removed and added lines of all that is no YAML, and of YAML in which no setting differs.
  package var lines: [TextDiff.Line] { parts.flatMap(\.lines) }
  package var addedLines: Int { parts.reduce(0) { $0 + $1.addedLines } }
  package var removedLines: Int { parts.reduce(0) { $0 + $1.removedLines } }
  /// Settings that were added, removed or changed.
  package var settingCount: Int { parts.reduce(0) { $0 + $1.settingCount } }
}

/// How some blocks differ from the ones that stand in their place.
final class DifferencePart: Sendable {
  let objects: [ObjectChange]
  let lines: [TextDiff.Line]
  let addedLines: Int
  let removedLines: Int
  let settingCount: Int
  /// Equal for parts that are alike. Namespaces are left aside, so that teams that differ in nothing else are told
  /// together.
  let likeness: Digest

  /// - Parameters:
  ///   - whole: all lines that differ.
  ///   - text: those that are no YAML.
  init(_ objects: [ObjectChange], whole: TextDiff, text: TextDiff) {
    self.objects = objects
    lines = (objects.isEmpty ? whole : text).hunks.flatMap(\.lines)
    addedLines = whole.addedCount
    removedLines = whole.removedCount
    settingCount = objects.reduce(0) { $0 + $1.changes.count }
    likeness = DifferencePart.likeness(objects, lines)
  }

  private static func likeness(_ objects: [ObjectChange], _ lines: [TextDiff.Line]) -> Digest {
    var hash = Digest.Hasher()
    for object in objects {
      for text in [object.kind.rawValue, object.oldLabel ?? "", object.label] { hash.field(text) }
      for change in object.changes where change.path != "metadata.namespace" {
        for text in [change.kind.rawValue, change.path, change.old?.text ?? "", change.new?.text ?? ""] {
          hash.field(text)
        }
      }
    }
    for line in lines {
      hash.field(line.change == .added ? "+" : "-")
      hash.field(line.text)
    }
    return hash.finish()
  }
}
