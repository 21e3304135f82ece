/// Where a file stands in an export folder: names of lower-case letters, digits, '.' and '-', with '/' between.
///
/// No name begins with '.' or '-', so a path neither climbs nor hides, and is the same on every file system.
package struct ExportPath: Hashable, Sendable {
  package let text: String

  /// - Returns: nil for any other text.
  package init?(_ text: String) {
    let names = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard names.count <= ExportPath.depth, names.allSatisfy(ExportPath.isName) else { return nil }
    self.text = text
  }

  package static let depth = 8
  package static let nameLimit = 255

  package var names: [String] { text.split(separator: "/").map(String.init) }

  /// The folders that it stands in, the outermost first.
  package var folders: [ExportPath] {
    text.indices.filter { text[$0] == "/" }.compactMap { ExportPath(String(text[..<$0])) }
  }

  private static func isName(_ name: Substring.UTF8View) -> Bool {
    guard let first = name.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
    return name.count <= nameLimit && name.allSatisfy(isAllowed)
  }

  static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension ExportPath: Comparable {
  package static func < (left: ExportPath, right: ExportPath) -> Bool { left.text < right.text }
}

extension ExportPath: CustomStringConvertible {
  package var description: String { text }
}
