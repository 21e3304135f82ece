/// One YAML document of a block, as it is written.
package struct ManifestText: Sendable, Hashable {
  /// The document's bytes, without its separator.
  package let text: [UInt8]
  /// Where it stands in its block: lines from 1, the separator not among them.
  package let lines: ClosedRange<Int>

  package init(text: [UInt8], lines: ClosedRange<Int>) {
    self.text = text
    self.lines = lines
  }
}
