import Manifests
import Strategy

/// Works out how outputs differ, each distinct piece once. Belongs to one thread and one transaction.
final class DeltaReader {
  private let tx: (any CatalogueReading)?
  private let ignored: [IgnoredSettings]
  private var blocks: [Digest: StoredBlock] = [:]
  private var documents: [Digest: [ComparedDocument]] = [:]
  /// What of a block does not parse, with the line of the block that it is in.
  private var broken: [Digest: [(line: Int, text: String)]] = [:]
  private var parts: [OutputDelta.Key: DifferencePart] = [:]

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
        broken[block.digest] = draft.manifests.flatMap { part in
          part.manifest.content.problems.map { (part.line + $0.line - 1, $0.text) }
        }
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
      broken[digest] = (placed[id] ?? []).flatMap { document in
        document.manifest.placedProblems.map { (document.line + $0.line - 1, $0.text) }
      }
      documents[digest] = (placed[id] ?? []).map { document in
        ignored.stripped(
          ComparedDocument(document.manifest, settings[document.manifest.id] ?? [], line: document.line))
      }
    }
  }

  /// Blocks that are about the same objects are compared by themselves, which many outputs have in common; all others
  /// together, as objects may have another name, or be elsewhere.
  /// - Parameter delta: was loaded.
  func difference(_ delta: OutputDelta) -> DeltaDifference {
    guard delta.old.count == delta.new.count else {
      return DeltaDifference(parts: [part(delta.old, delta.new)])
    }
    var parts: [DifferencePart] = []
    var rest: (old: [ComparedBlock], new: [ComparedBlock]) = ([], [])
    for (old, new) in zip(delta.old, delta.new) {
      if correspond(old, new) {
        parts.append(part([old], [new]))
      } else {
        rest.old.append(old)
        rest.new.append(new)
      }
    }
    if !rest.old.isEmpty { parts.append(part(rest.old, rest.new)) }
    return DeltaDifference(parts: parts)
  }

  private func correspond(_ old: ComparedBlock, _ new: ComparedBlock) -> Bool {
    let (before, after) = (documents[old.digest] ?? [], documents[new.digest] ?? [])
    return before.count == after.count && isText(old.digest) == isText(new.digest)
      && zip(before, after).allSatisfy { left, right in
        left.kind == right.kind && left.namespace == right.namespace && left.label == right.label
      }
  }

  private func part(_ old: [ComparedBlock], _ new: [ComparedBlock]) -> DifferencePart {
    let key = OutputDelta.Key(old: old.map(\.digest), new: new.map(\.digest))
    if let known = parts[key] { return known }
    let objects = ManifestDiff(old: old.flatMap(documents(in:)), new: new.flatMap(documents(in:))).objects
    let whole = TextDiff(old: content(key.old), new: content(key.new), context: 0)
    let text =
      objects.isEmpty
      ? whole : TextDiff(old: content(key.old.filter(isText)), new: content(key.new.filter(isText)), context: 0)
    let part = DifferencePart(objects, whole: whole, text: text)
    parts[key] = part
    return part
  }

  /// What became of the objects in the blocks of a delta that was loaded.
  func objects(_ delta: OutputDelta) -> [ObjectChange] {
    ManifestDiff(old: delta.old.flatMap(documents(in:)), new: delta.new.flatMap(documents(in:))).objects
  }

  /// What of blocks does not parse.
  func problems(_ blocks: [ComparedBlock], in title: String) -> [Problem] {
    blocks.flatMap { block in
      (broken[block.digest] ?? []).map { Problem(subject: "\(title):\(block.line + $0.line - 1)", text: $0.text) }
    }
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
