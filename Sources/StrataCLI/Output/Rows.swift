/// Rows of results with the columns that a table shows of them.
///
/// JSON and YAML hold each row whole. A table shows the columns; CSV has these first, then every further key.
package struct Rows: Sendable {
  package var columns: [Column]
  package var rows: [Record]

  package init(_ columns: [Column], _ rows: [Record] = []) {
    self.columns = columns
    self.rows = rows
  }
}

/// One column of a table: which key of a row it shows, and how.
package struct Column: Sendable {
  package enum Alignment: Sendable { case left, right }

  /// The row's key, which is also the name in CSV.
  package let key: String
  /// The heading as it is written.
  package let title: String
  package let alignment: Alignment
  /// Whether a table leaves the column out when no row has a value in it.
  package let isOptional: Bool
  /// The style of a cell, by its value.
  package let style: @Sendable (Field) -> Style

  /// A left-aligned column, which folds where the terminal is narrow.
  /// - Parameter title: the heading, written in upper case; by default the key with spaces for underscores.
  package static func text(
    _ key: String, title: String? = nil, isOptional: Bool = false,
    style: @escaping @Sendable (Field) -> Style = { _ in [] }
  ) -> Column {
    Column(key: key, title: heading(title ?? key), alignment: .left, isOptional: isOptional, style: style)
  }

  /// A right-aligned column, which never folds.
  /// - Parameter title: the heading, written in upper case; by default the key with spaces for underscores.
  package static func number(
    _ key: String, title: String? = nil, isOptional: Bool = false,
    style: @escaping @Sendable (Field) -> Style = { _ in [] }
  ) -> Column {
    Column(key: key, title: heading(title ?? key), alignment: .right, isOptional: isOptional, style: style)
  }

  private static func heading(_ key: String) -> String {
    String(key.map { $0 == "_" ? " " : $0 }).uppercased()
  }

  /// A left-aligned column whose heading is a name of the user's, and stands as it is; by default the key.
  package static func named(_ key: String, title: String? = nil) -> Column {
    Column(key: key, title: title ?? key, alignment: .left, isOptional: false, style: { _ in [] })
  }
}
