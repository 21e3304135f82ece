/// Where a setting stands in its document.
///
/// In text:
///
///     path   = step *( "." key / bracket )        the first step has no dot
///     key    = 1*( ASCII letter / digit / "_" / "-" )
///     bracket = "[" index "]"                     a list item: 0, 1, 2 …
///             / "[" name "]"                      a list item that is a map with a scalar `name`
///             / "[" JSON string "]"               any other key: ["a.b/c"]
///
/// as in `spec.template.spec.containers[web].resources.limits["nvidia.com/gpu"]`. The empty text is the document itself.
///
/// A name stands for an item only where it cannot be taken for anything else: it is not empty, not digits alone, no
/// longer than ``DocumentBudget/nameBytes``, and has no `[`, `]`, `"`, `*`, `?` or control character. Other items have
/// their index. So the text says which steps are items, and with the indexes of these it is the whole path. Two items
/// of one list may have the same name; their texts are equal then, and their positions not.
package struct SettingPath: Sendable, Hashable {
  package enum Step: Sendable, Hashable {
    case key(String)
    case item(index: Int, name: String?)
  }

  /// The canonical text.
  package let text: String
  /// The indexes of its list items, from the first step to the last.
  package let positions: [Int]

  init(written text: String, positions: [Int]) {
    self.text = text
    self.positions = positions
  }

  /// - Parameter steps: the name of an item is dropped where the text cannot hold it.
  package init(_ steps: [Step]) {
    var writer = PathWriter()
    for step in steps {
      switch step {
      case .key(let key): _ = writer.push(key: key)
      case .item(let index, let name):
        _ = writer.push(item: index, name: name.flatMap { SettingPath.isName($0) ? $0 : nil })
      }
    }
    self = writer.path
  }

  /// The path that was stored as its text and positions; nil where these do not fit each other.
  package init?(text: String, positions: [Int]) {
    self.init(written: text, positions: positions)
    guard readSteps() != nil else { return nil }
  }

  /// The steps, read from the text.
  package var steps: [Step] { readSteps() ?? [] }

  /// The text with every list item as `[*]`: what it shares with the same setting of other items.
  package var shape: String {
    guard !positions.isEmpty else { return text }
    var shape: [UInt8] = []
    let bytes = Array(text.utf8)
    shape.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "[") else {
        shape.append(bytes[index])
        index += 1
        continue
      }
      var end = index + 1
      if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
        _ = QuotedText.read(bytes, &end)
        shape += bytes[index..<end]
        index = end
      } else {
        shape += "[*".utf8
        index = bytes[index...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count
      }
    }
    return String(decoding: shape, as: UTF8.self)
  }

  /// Whether a byte of a key stands without quotes.
  static func isPlain(_ byte: UInt8) -> Bool {
    byte.isDigit || 0x61...0x7A ~= byte | 0x20 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// Whether an item can be called `name`.
  static func isName(_ name: String) -> Bool {
    let bytes = name.utf8
    return !bytes.isEmpty && bytes.count <= DocumentBudget.nameBytes && !bytes.allSatisfy(\.isDigit)
      && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && !"[]\"*?".utf8.contains($0) }
  }

  private func readSteps() -> [Step]? {
    let bytes = Array(text.utf8)
    var steps: [Step] = []
    var left = positions[...]
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "["), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
        index += 1
        guard let key = QuotedText.read(bytes, &index), index < bytes.count, bytes[index] == UInt8(ascii: "]") else {
          return nil
        }
        steps.append(.key(key))
        index += 1
      } else if bytes[index] == UInt8(ascii: "[") {
        guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "]")), let position = left.popFirst() else {
          return nil
        }
        let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        guard SettingPath.isName(name) || name == String(position) else { return nil }
        steps.append(.item(index: position, name: name == String(position) ? nil : name))
        index = end + 1
      } else {
        if !steps.isEmpty {
          guard bytes[index] == UInt8(ascii: ".") else { return nil }
          index += 1
        }
        let end = bytes[index...].firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") } ?? bytes.count
        guard end > index, bytes[index..<end].allSatisfy(SettingPath.isPlain) else { return nil }
        steps.append(.key(String(decoding: bytes[index..<end], as: UTF8.self)))
        index = end
      }
    }
    return left.isEmpty ? steps : nil
  }
}
