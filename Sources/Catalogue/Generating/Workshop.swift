import Strategy

/// Renders resolutions and cuts them into blocks, each distinct input, output and block once.
///
/// Belongs to one operation: what it remembers is the rendered outputs, as shared drafts.
final class Workshop {
  struct Product {
    let output: OutputDraft
    let reads: ReadSet
  }

  private struct ProductKey: Hashable {
    let template: ID<TemplateRevision>
    let provider: ID<ProviderRevision>?
    let parameters: [ParameterValue]
    let overrides: [ProviderMapping.Entry]
    let variables: ScopeVariables?
  }

  private var renderers: [ID<TemplateRevision>: StrategyRenderer] = [:]
  private var products: [ProductKey: Product] = [:]
  private var outputs: [Digest: OutputDraft] = [:]
  private var blocks = BlockPool()
  private var readSets: [ObjectIdentifier: ReadSet] = [:]

  /// - Throws: ``CatalogueError/invalid(_:)`` for what the template itself refuses, such as a provider key that
  ///   nobody sets.
  func render(_ resolution: Resolution) throws -> Product {
    let template = resolution.template
    let isScoped = !template.references.dataNames.isEmpty
    let key = ProductKey(
      template: resolution.revision.id, provider: resolution.provider?.id, parameters: resolution.values.map(\.value),
      overrides: resolution.mapping == resolution.provider?.mapping ? [] : resolution.mapping?.entries ?? [],
      variables: isScoped ? resolution.key.variables : nil)
    if let known = products[key] { return known }
    let renderer = renderers[resolution.revision.id] ?? StrategyRenderer(template)
    renderers[resolution.revision.id] = renderer
    do {
      let product = try renderer.render(resolution.renderInput) { bytes, reads in
        Product(output: output(bytes), reads: readSet(reads))
      }
      products[key] = product
      return product
    } catch let error as StrategyError {
      throw CatalogueError.invalid([
        Problem(subject: resolution.scope.scope.description, text: error.description, hint: error.suggestion)
      ])
    }
  }

  private func output(_ bytes: UnsafeBufferPointer<UInt8>) -> OutputDraft {
    var hash = Digest.Hasher()
    hash.update(bytes)
    let digest = hash.finish()
    if let known = outputs[digest] { return known }
    let drafts = BlockSplitter.blocks(of: bytes).map { block in
      blocks.draft(UnsafeBufferPointer(rebasing: bytes[block.range]), block.kind)
    }
    let lines = bytes.reduce(into: 0) { $0 += $1 == UInt8(ascii: "\n") ? 1 : 0 }
    let partial = bytes.last.map { $0 != UInt8(ascii: "\n") } == true ? 1 : 0
    let draft = OutputDraft(
      summary: OutputSummary(digest: digest, byteCount: bytes.count, lineCount: lines + partial), blocks: drafts)
    outputs[digest] = draft
    return draft
  }

  private func readSet(_ names: ReadNames) -> ReadSet {
    if let known = readSets[ObjectIdentifier(names)] { return known }
    let set = ReadSet(names.all)
    readSets[ObjectIdentifier(names)] = set
    return set
  }
}

/// Blocks that were seen, found again by their bytes with a quick hash, so that SHA-256 runs once for each.
private struct BlockPool {
  private var buckets: [UInt64: [BlockDraft]] = [:]

  mutating func draft(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: Strategy.Block.Kind) -> BlockDraft {
    let quick = BlockPool.quickHash(bytes)
    for draft in buckets[quick] ?? [] where BlockPool.isEqual(draft.block.content, bytes) { return draft }
    var language: String?
    if case .code(let word) = kind { language = word }
    var hash = Digest.Hasher()
    hash.update(bytes)
    let draft = BlockDraft(StoredBlock(digest: hash.finish(), language: language, content: Array(bytes)))
    buckets[quick, default: []].append(draft)
    return draft
  }

  private static func isEqual(_ content: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    content.count == bytes.count && content.withUnsafeBufferPointer { $0.elementsEqual(bytes) }
  }

  /// Eight bytes at a time through a multiplication; equality is checked after it, so it need not be strong.
  private static func quickHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      index += 8
    }
    while index < raw.count {
      hash = (hash ^ UInt64(raw[index])) &* 0xC4CE_B9FE_1A85_EC53
      index += 1
    }
    return hash ^ hash >> 29
  }
}
