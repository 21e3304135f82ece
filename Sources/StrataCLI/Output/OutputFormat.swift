/// The formats in which results are written (`-o`).
package enum OutputFormat: String, CaseIterable, Sendable {
  case table, json, yaml, csv
}

/// The version of the shape of JSON and YAML output, its first member.
let outputFormatVersion = 1

extension Record {
  /// The top level of a JSON or YAML document: the format's version, then this record.
  var document: Record {
    Record([("format_version", .int(outputFormatVersion))]).merging(self)
  }
}
