package import Manifests
package import Strategy

/// A YAML document where it stands in a block.
package struct BlockDocument: Sendable {
  package let manifest: ManifestRecord
  /// Where it begins in the block, from 1.
  package let line: Int

  package init(manifest: ManifestRecord, line: Int) {
    self.manifest = manifest
    self.line = line
  }
}

/// Outputs piece by piece, so that what two of them share need not be read. What does not exist is left out.
package protocol OutputReading {
  /// The blocks of an output, in order.
  func blockIDs(ofOutput digest: Digest) throws -> [ID<StoredBlock>]
  func blockDigests(_ blocks: [ID<StoredBlock>]) throws -> [ID<StoredBlock>: Digest]
  /// Throws when a block does not match its digest.
  func blocks(withIDs ids: [ID<StoredBlock>]) throws -> [ID<StoredBlock>: StoredBlock]
  /// The documents of some blocks, in their order; blocks without any are left out.
  func documents(ofBlocks blocks: [ID<StoredBlock>]) throws -> [ID<StoredBlock>: [BlockDocument]]
  /// What some documents say, in their order.
  func settings(ofManifests manifests: [ID<Manifest>]) throws -> [ID<Manifest>: [Setting]]
}

/// What versions were made from, or are current for.
package protocol InputsReading {
  func inputs(withIDs ids: [ID<Inputs>]) throws -> [ID<Inputs>: Inputs]
  /// What the renderings from some inputs looked at.
  func readSets(ofInputs ids: [ID<Inputs>]) throws -> [ID<Inputs>: ReadSet]
}
