extension Console {
  /// Writes rows in the format asked for.
  /// - Parameters:
  ///   - key: the member of a JSON or YAML document that holds the rows.
  ///   - record: further members of such a document, before the rows.
  package func write(
    _ rows: Rows, as format: OutputFormat, under key: String, with record: Record = [:]
  ) throws(OutputError) {
    try emit(rendered(rows, as: format, under: key, with: record))
  }

  /// Writes a single record in the format asked for.
  package func write(_ record: Record, as format: OutputFormat) throws(OutputError) {
    switch format {
    case .table: try out(TableWriter(width: terminal.out?.columns).record(record), terminator: "")
    case .json: try out(bytes: JSONWriter.document(record))
    case .yaml: try out(bytes: YAMLWriter.document(record))
    case .csv: try out(bytes: CSVWriter.document(record))
    }
  }

  /// Writes rows like `write(_:as:under:with:)`, through the pager where a screen cannot hold them.
  package func page(
    _ rows: Rows, as format: OutputFormat, under key: String, with record: Record = [:]
  ) throws(OutputError) {
    switch rendered(rows, as: format, under: key, with: record) {
    case .styled(let text): try page(text)
    case .bytes(let bytes): try page(bytes: bytes)
    }
  }

  private enum Rendered {
    case styled(StyledText)
    case bytes([UInt8])
  }

  private func rendered(_ rows: Rows, as format: OutputFormat, under key: String, with record: Record) -> Rendered {
    func document() -> Record {
      record.merging([key: .list(rows.rows.map(Field.map))])
    }
    return switch format {
    case .table: .styled(TableWriter(width: terminal.out?.columns).table(rows))
    case .json: .bytes(JSONWriter.document(document()))
    case .yaml: .bytes(YAMLWriter.document(document()))
    case .csv: .bytes(CSVWriter.document(rows))
    }
  }

  private func emit(_ rendered: Rendered) throws(OutputError) {
    switch rendered {
    case .styled(let text): try out(text, terminator: "")
    case .bytes(let bytes): try out(bytes: bytes)
    }
  }
}
