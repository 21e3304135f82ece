import Manifests
import Strategy

/// How the blocks of a delta differ, in parts that many deltas have in common.
struct DeltaDifference {
  let parts: [DifferencePart]

  var output: OutputDifference {
    OutputDifference(
      objects: parts.flatMap(\.objects), lines: parts.flatMap(\.lines),
      addedLines: parts.reduce(0) { $0 + $1.addedLines }, removedLines: parts.reduce(0) { $0 + $1.removedLines })
  }

  /// Equal for changes that are alike: the same inputs moved from and to the same values, and the same settings and
  /// lines come out otherwise.
  /// - Parameter names: what is not to tell changes apart, the longest first.
  func likeness(_ inputs: [InputChange], without names: [String]) -> Digest {
    let names = names.map { TextSearch(for: Array($0.utf8)) }
    var hash = Digest.Hasher()
    for part in parts { hash.field(part.likeness(without: names).bytes) }
    for input in inputs {
      for text in [input.kind.rawValue, input.key, input.old ?? "", input.new ?? ""] { hash.field(text) }
    }
    return hash.finish()
  }
}

/// How some blocks differ from the ones that stand in their place.
final class DifferencePart {
  let objects: [ObjectChange]
  let lines: [TextDiff.Line]
  let addedLines: Int
  let removedLines: Int
  /// All that tells changes apart, in lines. Namespaces are left aside.
  private let text: [UInt8]
  private lazy var digest = Digest(of: text)

  /// - Parameters:
  ///   - whole: all lines that differ.
  ///   - text: those that are no YAML.
  init(_ objects: [ObjectChange], whole: TextDiff, text: TextDiff) {
    self.objects = objects
    lines = (objects.isEmpty ? whole : text).hunks.flatMap(\.lines)
    addedLines = whole.addedCount
    removedLines = whole.removedCount
    self.text = Array(DifferencePart.text(objects, lines).utf8)
  }

  func likeness(without names: [TextSearch]) -> Digest {
    let found = names.filter { $0.first(in: text, from: 0) != nil }
    guard !found.isEmpty else { return digest }
    return Digest(of: found.enumerated().reduce(text) { $0.replacingWords($1.element, with: "<\($1.offset)>") })
  }

  private static func text(_ objects: [ObjectChange], _ lines: [TextDiff.Line]) -> String {
    var texts: [String] = []
    for object in objects {
      texts += [object.kind.rawValue, object.oldLabel ?? "", object.label]
      for change in object.changes where change.path != "metadata.namespace" {
        texts += [change.kind.rawValue, change.path, change.old?.text ?? "", change.new?.text ?? ""]
      }
    }
    for line in lines { texts += [line.change == .added ? "+" : "-", line.text] }
    return texts.joined(separator: "\n")
  }
}

extension [UInt8] {
  /// With another text in the place of one, where that is no part of a longer word.
  fileprivate func replacingWords(_ word: TextSearch, with other: String) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while let start = word.first(in: self, from: position) {
      let end = start + word.mark.count
      let isWhole = (start == 0 || !self[start - 1].isOfWord) && (end == count || !self[end].isOfWord)
      result += self[position..<start]
      result += isWhole ? Array(other.utf8) : word.mark
      position = end
    }
    return result + self[position...]
  }
}

extension UInt8 {
  /// A letter or digit; any byte of a character beyond ASCII counts as one.
  fileprivate var isOfWord: Bool { self >= 0x80 || (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20) }
}
