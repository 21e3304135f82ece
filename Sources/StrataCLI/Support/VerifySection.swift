import Catalogue
import Strategy

/// What one part of `verify` found, for every form of output.
struct VerifySection {
  /// The member of a document that holds the rows.
  let key: String
  /// Further members, before the rows.
  let summary: Record
  let rows: Rows
  /// Whether the command is to exit with 1.
  var isFailure = false
  /// Writes it for people: what was found to standard output, the rest to standard error.
  let tell: (Console) throws -> Void
}

extension Console {
  /// Writes all parts: one after the other for people, as one document for programs, the rows of the first as CSV.
  func write(_ sections: [VerifySection], as format: OutputFormat) throws {
    switch format {
    case .table: for section in sections { try section.tell(self) }
    case .csv:
      if let first = sections.first { try write(first.rows, as: .csv, under: first.key) }
    case .json, .yaml:
      let document = sections.reduce(into: Record()) { document, section in
        document = document.merging(section.summary)
        document[section.key] = .list(section.rows.rows.map(Field.map))
      }
      try write(document, as: format)
    }
  }
}
