/// Reads the documents of a YAML block.
package enum ManifestReader {
  /// - Parameter block: a fenced block, with or without its fences.
  package static func manifests(in block: [UInt8]) -> [Manifest] {
    ManifestSplitter.split(block).map(Manifest.init)
  }
}
