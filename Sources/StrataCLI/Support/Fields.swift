import Catalogue
import Strategy

extension Field {
  init(_ value: ParameterValue?) {
    switch value {
    case nil: self = .null
    case .text(let text): self = .text(text)
    case .list(let texts): self = Field(texts)
    }
  }

  init(_ time: Timestamp) { self = .text(time.description) }
}

extension AuditEntry {
  /// The entry's fields as rows show them.
  var fields: [(String, Field)] {
    [("time", Field(time)), ("author", .text(author)), ("message", .text(message))]
  }

  var record: Record {
    Record([
      ("entry", .int(Int(id.rawValue))), ("time", Field(time)), ("author", .text(author)), ("action", .text(action)),
      ("digest", .text(digest.hex)),
    ])
  }
}
