import Strategy

/// Finds the lines of templates that produced lines of versions, by rendering these again and taking notes.
struct TemplateLines {
  private let tx: any CatalogueReading
  private let renderings: RecordedRenderings
  /// The last version: findings come version by version.
  private var last: Traced?

  private struct Traced {
    let address: VersionAddress
    let trace: RenderTrace?
    let template: TemplateReference
  }

  init(_ tx: any CatalogueReading) {
    self.tx = tx
    renderings = RecordedRenderings(tx)
  }

  /// - Returns: no line where the version does not come out as it is stored.
  mutating func origin(
    ofLine line: Int, in verified: VerifiedVersion
  ) throws -> (template: TemplateReference, line: Int?) {
    let known = last?.address == verified.address ? last : nil
    let found = try known ?? read(verified.address)
    last = found
    return (found.template, found.trace?.templateLine(ofLine: line))
  }

  private mutating func read(_ address: VersionAddress) throws -> Traced {
    let version = try Catalogue.version(address, tx)
    return Traced(address: address, trace: try? renderings.trace(version.inputs), template: version.inputs.template)
  }
}
