/// The records of a CSV text (RFC 4180).
package struct CSVRecords {
  package private(set) var all: [[String]] = []

  package init(_ text: String) {
    var (record, field, isQuoted): ([String], String, Bool) = ([], "", false)
    // A doubled quote closes and opens again: what matters here is where fields and records end.
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        record.append(field)
        field = ""
      case "\n" where !isQuoted, "\r\n" where !isQuoted:
        all.append(record + [field])
        (record, field) = ([], "")
      default: field.append(character)
      }
    }
  }
}
