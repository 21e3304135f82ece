package import Manifests
import Strategy

/// A block of one side of a comparison. Its content is read when it is needed.
struct ComparedBlock {
  enum Source {
    case stored(ID<StoredBlock>)
    case made(BlockDraft)
  }

  let digest: Digest
  let source: Source
  /// Where it begins in its output, from 1.
  let line: Int

  init(digest: Digest, source: Source, line: Int = 1) {
    self.digest = digest
    self.source = source
    self.line = line
  }

  var storedID: ID<StoredBlock>? { if case .stored(let id) = source { id } else { nil } }
}

extension OutputDraft {
  var comparedBlocks: [ComparedBlock] { blocks.map { ComparedBlock(digest: $0.block.digest, source: .made($0)) } }
}

/// The blocks that two outputs do not have in common, in the order of each. Outputs that differ in the same blocks have
/// equal deltas.
struct OutputDelta {
  let old: [ComparedBlock]
  let new: [ComparedBlock]

  struct Key: Hashable {
    let old: [Digest]
    let new: [Digest]
  }

  var key: Key { Key(old: old.map(\.digest), new: new.map(\.digest)) }

  init(old: [ComparedBlock], new: [ComparedBlock]) {
    self.old = OutputDelta.without(new, old)
    self.new = OutputDelta.without(old, new)
  }

  /// Those of `blocks` that are not among `others`; each of these takes away one.
  private static func without(_ others: [ComparedBlock], _ blocks: [ComparedBlock]) -> [ComparedBlock] {
    var counts: [Digest: Int] = [:]
    for block in others { counts[block.digest, default: 0] += 1 }
    return blocks.filter { block in
      guard let count = counts[block.digest], count > 0 else { return true }
      counts[block.digest] = count - 1
      return false
    }
  }
}

/// What two outputs say otherwise: their objects by their settings, and the rest by its lines.
package struct OutputDifference: Sendable {
  package let objects: [ObjectChange]
  /// Of all that is no YAML; of everything where no setting differs.
  package let text: TextDiff
  package let addedLines: Int
  package let removedLines: Int

  /// Settings that were added, removed or changed.
  package var settingCount: Int { objects.reduce(0) { $0 + $1.changes.count } }
}

/// Works out how outputs differ, each distinct delta once. Belongs to one thread and one transaction.
final class DeltaReader {
  private let tx: (any CatalogueReading)?
  private let ignored: [IgnoredSettings]
  private var blocks: [Digest: StoredBlock] = [:]
  private var documents: [Digest: [ComparedDocument]] = [:]
  private var differences: [OutputDelta.Key: OutputDifference] = [:]

  /// - Parameter tx: nil where nothing is stored.
  init(_ tx: (any CatalogueReading)?, ignoring ignored: [IgnoredSettings] = []) {
    self.tx = tx
    self.ignored = ignored
  }

  /// Reads what is needed of many deltas at once.
  /// - Parameter settings: whether that is more than which objects there are, and where.
  func load(_ deltas: [OutputDelta], settings isWhole: Bool = true) throws {
    var wanted: [ID<StoredBlock>: Digest] = [:]
    for block in deltas.lazy.flatMap({ $0.old + $0.new }) where blocks[block.digest] == nil {
      switch block.source {
      case .stored(let id): wanted[id] = block.digest
      case .made(let draft):
        blocks[block.digest] = draft.block
        documents[block.digest] = draft.manifests.map {
          ignored.stripped(ComparedDocument($0.manifest.content, line: $0.line))
        }
      }
    }
    guard let tx, !wanted.isEmpty else { return }
    let ids = Array(wanted.keys)
    for block in try tx.blocks(withIDs: ids).values { blocks[block.digest] = block }
    let placed = try tx.documents(ofBlocks: ids)
    let settings =
      isWhole ? try tx.settings(ofManifests: placed.values.flatMap { $0.map(\.manifest.id) }.uniqued) : [:]
    for (id, digest) in wanted {
      documents[digest] = (placed[id] ?? []).map { document in
        ignored.stripped(
          ComparedDocument(document.manifest, settings[document.manifest.id] ?? [], line: document.line))
      }
    }
  }

  /// - Parameter delta: was loaded.
  func difference(_ delta: OutputDelta) -> OutputDifference {
    let key = delta.key
    if let known = differences[key] { return known }
    let objects = objects(delta)
    let whole = TextDiff(old: content(key.old), new: content(key.new), context: 0)
    let text =
      objects.isEmpty
      ? whole : TextDiff(old: content(key.old.filter(isText)), new: content(key.new.filter(isText)), context: 0)
    let difference = OutputDifference(
      objects: objects, text: text, addedLines: whole.addedCount, removedLines: whole.removedCount)
    differences[key] = difference
    return difference
  }

  /// What became of the objects in the blocks of a delta that was loaded.
  func objects(_ delta: OutputDelta) -> [ObjectChange] {
    ManifestDiff(old: delta.old.flatMap(documents(in:)), new: delta.new.flatMap(documents(in:))).objects
  }

  /// Where the objects of blocks stand in their output.
  func places(_ blocks: [ComparedBlock]) -> [TextDiff.ManifestPlace] {
    blocks.flatMap { block -> [TextDiff.ManifestPlace] in
      let documents = documents(in: block)
      let end = block.line + (self.blocks[block.digest]?.content.count { $0 == UInt8(ascii: "\n") } ?? 0)
      return documents.indices.map { index in
        let next = index + 1 < documents.count ? documents[index + 1].line : end
        let label = documents[index].kind == nil ? "" : documents[index].label
        return (documents[index].line - 1..<max(documents[index].line, next - 1), label)
      }
    }
  }

  /// With their lines in the output.
  private func documents(in block: ComparedBlock) -> [ComparedDocument] {
    (documents[block.digest] ?? []).map { $0.moved(by: block.line - 1) }
  }

  private func content(_ digests: [Digest]) -> [UInt8] { digests.flatMap { blocks[$0]?.content ?? [] } }

  private func isText(_ digest: Digest) -> Bool { blocks[digest]?.isYAML != true }
}

extension ComparedDocument {
  fileprivate func moved(by lines: Int) -> ComparedDocument {
    guard lines != 0 else { return self }
    return ComparedDocument(
      apiVersion: apiVersion, kind: kind, namespace: namespace, name: name, settings: settings, line: line + lines)
  }

  init(_ record: ManifestRecord, _ settings: [Setting], line: Int) {
    self.init(
      apiVersion: record.apiVersion, kind: record.kind, namespace: record.namespace, name: record.name,
      settings: settings, line: line)
  }
}
