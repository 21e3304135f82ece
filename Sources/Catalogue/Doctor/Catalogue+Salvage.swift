import Strategy

extension Catalogue {
  /// Renders once more what a version recorded, where its output is lost.
  package static func remake(_ tx: any CatalogueReading, _ inputs: Inputs) throws -> OutputDraft {
    let recorded = RecordedRenderings(tx)
    let workshop = Workshop()
    return try recorded.renderer(of: inputs).renderPlain(recorded.input(of: inputs)) { workshop.output($0) }
  }
}
