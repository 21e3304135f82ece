/// The name of a label. `latest`, `next` and numbers are none: they mean other things in an address.
package struct Label: Hashable, Sendable {
  package let name: String

  /// - Throws: ``CatalogueError/badLabel(_:)``.
  package init(parsing text: String) throws(CatalogueError) {
    guard VersionAddress.isLabel(text) else { throw .badLabel(text) }
    name = text
  }
}

extension Label: CustomStringConvertible {
  package var description: String { name }
}
