import Yams

/// Splits a YAML block into its documents.
package enum ManifestReader {
  /// - Parameter block: a fenced block, with or without its fences.
  package static func manifests(in block: [UInt8]) -> [Manifest] {
    var manifests: [Manifest] = []
    var start = 0
    var line = 1
    var startLine = 1
    func close(at end: Int, lastLine: Int) {
      let text = Array(block[start..<end])
      if hasContent(text) { manifests.append(manifest(text, startLine...max(startLine, lastLine))) }
    }
    var position = 0
    while position < block.count {
      let end = block[position...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? block.count
      let content = block[position..<end]
      if isSeparator(content) || (isFence(content) && (position == 0 || end == block.count || isClosing(block, end))) {
        close(at: position, lastLine: line - 1)
        start = end
        startLine = line + 1
      }
      position = end
      line += 1
    }
    close(at: block.count, lastLine: line - 1)
    return manifests
  }

  private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 <= 0x20 }
  }

  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    let content = line.drop { $0 == UInt8(ascii: " ") }
    return content.starts(with: "```".utf8) || content.starts(with: "~~~".utf8)
  }

  private static func isClosing(_ block: [UInt8], _ end: Int) -> Bool {
    block[end...].allSatisfy { $0 <= 0x20 }
  }

  /// Whether anything but white space and comments is there.
  private static func hasContent(_ text: [UInt8]) -> Bool {
    text.split(separator: UInt8(ascii: "\n")).contains { line in
      guard let first = line.first(where: { $0 > 0x20 }) else { return false }
      return first != UInt8(ascii: "#")
    }
  }

  private static func manifest(_ text: [UInt8], _ lines: ClosedRange<Int>) -> Manifest {
    do {
      let node = try Yams.compose(yaml: String(decoding: text, as: UTF8.self), .basic)
      let metadata = node?["metadata"]
      return Manifest(
        apiVersion: node?["apiVersion"]?.scalar?.string, kind: node?["kind"]?.scalar?.string,
        namespace: metadata?["namespace"]?.scalar?.string, objectName: metadata?["name"]?.scalar?.string,
        lines: lines, text: text, problem: nil)
    } catch {
      return Manifest(
        apiVersion: nil, kind: nil, namespace: nil, objectName: nil, lines: lines, text: text, problem: "\(error)")
    }
  }
}
