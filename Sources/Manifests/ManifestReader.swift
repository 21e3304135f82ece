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
    var fence: Fence?
    while position < block.count {
      let end = block[position...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? block.count
      let content = block[position..<end]
      let isOpening = position == 0 && Fence(content) != nil
      if isOpening { fence = Fence(content) }
      let isClosing = !isOpening && fence.map { Fence(content)?.closes($0) ?? false } ?? false
      if isOpening || isClosing || isSeparator(content) {
        close(at: position, lastLine: line - 1)
        // What follows `---` on its line belongs to the document that it begins.
        let begins = isSeparator(content) && hasContent(Array(content.dropFirst(3)))
        start = begins ? position : end
        startLine = begins ? line : line + 1
      }
      if isClosing { return manifests }
      position = end
      line += 1
    }
    close(at: block.count, lastLine: line - 1)
    return manifests
  }

  /// `---` or `...` at the start of a line, with nothing or a blank behind it (YAML 1.2.2, 9.1.2).
  private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    (line.starts(with: "---".utf8) || line.starts(with: "...".utf8)) && (line.dropFirst(3).first ?? 0) <= 0x20
  }

  /// A fence of CommonMark (0.31, 4.5).
  private struct Fence {
    let mark: UInt8
    let length: Int
    let isBare: Bool

    init?(_ line: ArraySlice<UInt8>) {
      let content = line.drop { $0 == UInt8(ascii: " ") }
      guard content.startIndex - line.startIndex <= 3, let first = content.first,
        first == UInt8(ascii: "`") || first == UInt8(ascii: "~")
      else { return nil }
      mark = first
      length = content.prefix { $0 == first }.count
      isBare = content.dropFirst(length).allSatisfy { $0 <= 0x20 }
      guard length >= 3 else { return nil }
    }

    func closes(_ opening: Fence) -> Bool { mark == opening.mark && length >= opening.length && isBare }
  }

  /// Whether anything but white space, comments and directives is there.
  private static func hasContent(_ text: [UInt8]) -> Bool {
    text.split(separator: UInt8(ascii: "\n")).contains { line in
      guard let first = line.first(where: { $0 > 0x20 }) else { return false }
      return first != UInt8(ascii: "#") && line.first != UInt8(ascii: "%")
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
