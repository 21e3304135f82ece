/// What an export writes of a version.
package enum ExportLayout: String, Sendable {
  /// The document, and a file for every manifest.
  case flat
  /// The same, and a `kustomization.yaml` that names the objects.
  case kustomize
  /// The document alone.
  case document
}
