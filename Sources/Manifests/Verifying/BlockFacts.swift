/// What a block of an output says to verification. It holds for every version of Kubernetes.
package final class BlockFacts: Sendable {
  /// Lines are those of the block.
  let findings: [Finding]
  let lineCount: Int
  let documents: [(facts: DocumentFacts, line: Int)] = []

  /// - Parameters:
  ///   - language: of a code block; nil for prose.
  ///   - content: the block with its fences.
  package init(language: String?, content: [UInt8]) {
    findings = []
    lineCount = content.count { $0 == 0x0A }
  }
}
