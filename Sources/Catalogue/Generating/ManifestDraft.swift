package import Manifests
package import Strategy
import Synchronization

/// A YAML document to be stored, taken apart. Blocks that hold the same text share one.
package final class ManifestDraft: Sendable {
  /// Of its text.
  package let digest: Digest
  package let content: ManifestContent
  /// What it says to verification.
  package let facts: DocumentFacts

  init(_ text: [UInt8], digest: Digest) {
    self.digest = digest
    let reading = ManifestReading(text)
    content = ManifestContent(reading)
    facts = DocumentFacts(reading)
  }
}

/// Takes documents apart, each distinct one once, or more often where several threads come upon it together.
package final class ManifestPool: Sendable {
  private let drafts = Mutex<[Digest: ManifestDraft]>([:])

  package init() {}

  /// The documents of a block, each with the line of the block that it begins at; none for what is no YAML.
  package func manifests(of block: StoredBlock) -> [BlockDraft.Part] {
    guard block.isYAML else { return [] }
    return ManifestSplitter.split(block.content).map { document in
      let digest = Digest(of: document.text)
      let draft = drafts.withLock { $0[digest] } ?? ManifestDraft(document.text, digest: digest)
      drafts.withLock { $0[digest] = draft }
      return BlockDraft.Part(manifest: draft, line: document.lines.lowerBound)
    }
  }
}

extension StoredBlock {
  /// Whether its fence says that it is YAML.
  package var isYAML: Bool { language == "yaml" || language == "yml" }
}
