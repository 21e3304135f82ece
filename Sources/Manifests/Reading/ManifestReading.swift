/// A document read once, for ``ManifestContent`` and ``DocumentFacts`` to be made from.
package struct ManifestReading: Sendable {
  package enum Format: Sendable { case yaml, json }

  let format: Format
  let result: ReadingResult
  /// The last line of its text. A parser that wants more says so of the line behind it.
  let lastLine: Int
  /// The Kubernetes objects in it: itself, or the items of a list of objects.
  let objects: [ObjectHead]
  /// The texts in the `data` of its ConfigMaps that are opened, by their nodes.
  let embedded: [Int: EmbeddedReading]

  /// - Parameter text: the text of one document, as ``ManifestText`` has it.
  package init(_ text: [UInt8], as format: Format = .yaml) {
    self.format = format
    lastLine = max(1, text.count { $0 == 0x0A } + (text.last == 0x0A ? 0 : 1))
    result = text.withUnsafeBufferPointer { format == .yaml ? YAMLReader.read($0) : JSONReader.read($0) }
    objects = ObjectHead.all(in: result.tree)
    var embedded: [Int: EmbeddedReading] = [:]
    for object in objects where object.kind == "ConfigMap" {
      for text in object.dataTexts where embedded[text] == nil {
        embedded[text] = EmbeddedReading(object.tree.nodes[text])
      }
    }
    self.embedded = embedded
  }
}
