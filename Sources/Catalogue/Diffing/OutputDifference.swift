package import Manifests

/// What two outputs say otherwise: their objects by their settings, and the rest by its lines.
package struct OutputDifference: Sendable {
  package let objects: [ObjectChange]
  /// Removed and added lines of all that is no YAML, and of YAML in which no setting differs.
  package let lines: [TextDiff.Line]
  package let addedLines: Int
  package let removedLines: Int

  /// Settings that were added, removed or changed.
  package var settingCount: Int { objects.reduce(0) { $0 + $1.changes.count } }
}
