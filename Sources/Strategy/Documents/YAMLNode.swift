import Handlebars
import Yams

/// Reading YAML to nodes, never to values: order and places are kept, and no scalar is guessed at.
enum YAMLNode {
  /// The root node, or nil for an empty document. It is bounded in bytes, levels and nodes.
  /// - Parameter nodes: how many there may be, aliases followed.
  static func read(_ text: String, name: String, nodes: Int = DataDocument.nodes) throws(StrategyError) -> Node? {
    guard text.utf8.count <= DataDocument.byteLimit else {
      let place = Place(of: DataDocument.byteLimit, in: text)
      throw .document(name: name, place: place, problem: "larger than \(DataDocument.byteLimit) bytes")
    }
    if let place = tooDeep(text) {
      throw .document(name: name, place: place, problem: "nested more than \(DataDocument.nesting) levels deep")
    }
    if let (offset, problem) = AliasGuard.problem(in: text) {
      throw .document(name: name, place: Place(of: offset, in: text), problem: problem)
    }
    let root: Node?
    do { root = try Yams.compose(yaml: asYAML(text), .basic) } catch let error as YamlError {
      throw StrategyError(error, in: name)
    } catch {
      throw .document(name: name, place: Place(line: 1, column: 1), problem: "\(error)")
    }
    if let root { try NodeCount.check(root, of: text, name: name, limit: nodes) }
    return root
  }

  /// The parser recurses once per level, so a text that opens very many brackets is refused before it.
  private static func tooDeep(_ text: String) -> Place? {
    var depth = 0
    for (offset, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if depth > 10_000 { return Place(of: offset, in: text) }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: continue
      }
    }
    return nil
  }

  /// JSON is YAML but for a few things inside strings: characters beyond U+FFFF written as two `\u` escapes,
  /// and characters that YAML allows escaped only, or takes for line ends. They become what YAML reads alike.
  private static func asYAML(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let first = bytes.first { $0 > 0x20 }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"") else { return text }
    var yaml: [UInt8] = []
    yaml.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
        if let high = unit(bytes, index), let low = unit(bytes, index + 6), UTF16.isLeadSurrogate(high),
          UTF16.isTrailSurrogate(low)
        {
          yaml += String(decoding: [high, low], as: UTF16.self).utf8
          index += 12
        } else {
          yaml += bytes[index...index + 1]
          index += 2
        }
      } else if let (escape, length) = escape(bytes, index) {
        yaml += escape.utf8
        index += length
      } else {
        yaml.append(byte)
        index += 1
      }
    }
    return String(decoding: yaml, as: UTF8.self)
  }

  /// DEL, the C1 controls, U+2028, U+2029 and U+FEFF as YAML escapes them.
  private static func escape(_ bytes: [UInt8], _ index: Int) -> (String, length: Int)? {
    func next(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
    switch bytes[index] {
    case 0x7F: return ("\\x7f", 1)
    case 0xC2 where next(1) < 0xA0: return ("\\x" + String(next(1), radix: 16), 2)
    case 0xE2 where next(1) == 0x80 && (next(2) == 0xA8 || next(2) == 0xA9):
      return (next(2) == 0xA8 ? "\\u2028" : "\\u2029", 3)
    case 0xEF where next(1) == 0xBB && next(2) == 0xBF: return ("\\ufeff", 3)
    default: return nil
    }
  }

  /// The code unit that `\uXXXX` at `index` spells.
  private static func unit(_ bytes: [UInt8], _ index: Int) -> UInt16? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return UInt16(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
  }
}

extension Place {
  /// The place of a byte of a text.
  init(of offset: Int, in text: String) {
    let before = text.utf8.prefix(offset)
    let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { before.index(after: $0) } ?? before.startIndex
    self.init(line: line, column: before[start...].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 })
  }
}

extension Node {
  var place: Place? {
    mark.map { Place(line: $0.line, column: $0.column) }
  }
}
