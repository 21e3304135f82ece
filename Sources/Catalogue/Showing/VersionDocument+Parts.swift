package import Manifests
import Strategy

extension Catalogue.VersionDocument {
  /// One block by its place, counted from 1.
  package func block(_ number: Int) throws -> StoredBlock {
    guard blocks.indices.contains(number - 1) else { throw CatalogueError.noBlock(number, count: blocks.count) }
    return blocks[number - 1]
  }

  /// The section under the heading whose text contains `text`, cases aside: up to the next heading of its level
  /// or a higher one.
  package func section(_ text: String) throws -> [UInt8] {
    let lines = TextLines(bytes)
    let headings = Heading.all(in: lines)
    let wanted = text.lowercased()
    let found =
      headings.firstIndex { $0.text.lowercased() == wanted }
      ?? headings.firstIndex { $0.text.lowercased().contains(wanted) }
    guard let found else {
      throw CatalogueError.noHeading(text, nearest: Nearest.any(to: text, among: headings.map(\.text)))
    }
    let heading = headings[found]
    let end = headings[(found + 1)...].first { $0.level <= heading.level }?.line ?? lines.count
    guard heading.line < end else { return [] }
    return Array(lines.bytes[lines.range(heading.line).lowerBound..<lines.range(end - 1).upperBound])
  }

  /// The manifests of the output, in its order.
  package func manifests() -> [Manifest] {
    blocks.flatMap(\.manifests)
  }

  /// The text of the manifests that `Kind/name` or `Kind` names.
  package func manifest(_ name: String) throws -> [UInt8] {
    let all = manifests()
    let found = all.filter { $0.matches(name) }
    guard !found.isEmpty else {
      throw CatalogueError.noManifest(name, nearest: Nearest.any(to: name, among: all.compactMap(\.name)))
    }
    return Array(found.map(\.text).joined(separator: "---\n".utf8))
  }
}

extension StoredBlock {
  /// The documents of a YAML block, in order; none of any other.
  var manifests: [Manifest] { isYAML ? ManifestReader.manifests(in: content) : [] }
}
