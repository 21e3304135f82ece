internal import Handlebars
internal import Yams

/// Reading YAML to nodes, never to values: order and places are kept, and no scalar is guessed at.
enum YAMLNode {
  /// The root node, or nil for an empty document.
  static func read(_ text: String, name: String) throws(StrategyError) -> Node? {
    guard text.utf8.count <= DataDocument.byteLimit else {
      throw .document(name: name, place: nil, problem: "larger than \(DataDocument.byteLimit) bytes")
    }
    if let place = tooDeep(text) {
      throw .document(name: name, place: place, problem: "nested more than \(DataDocument.nesting) levels deep")
    }
    do {
      return try Yams.compose(yaml: withSurrogatesJoined(text))
    } catch let error as YamlError {
      throw StrategyError(error, in: name)
    } catch {
      throw .document(name: name, place: nil, problem: "\(error)")
    }
  }

  /// The parser recurses once per level, so a text that opens very many brackets is refused before it.
  private static func tooDeep(_ text: String) -> Place? {
    var depth = 0
    var line = 1
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if depth > 10_000 { return Place(line: line, column: 1) }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "\n"): line += 1
      default: continue
      }
    }
    return nil
  }

  /// JSON writes characters beyond U+FFFF as two `\u` escapes, which YAML does not know; they become the character.
  private static func withSurrogatesJoined(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    let bytes = Array(text.utf8)
    var joined: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        if let high = unit(bytes, index), let low = unit(bytes, index + 6), UTF16.isLeadSurrogate(high),
          UTF16.isTrailSurrogate(low)
        {
          joined += String(decoding: [high, low], as: UTF16.self).utf8
          index += 12
        } else {
          joined += bytes[index...index + 1]
          index += 2
        }
      } else {
        joined.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: joined, as: UTF8.self)
  }

  /// The code unit that `\uXXXX` at `index` spells.
  private static func unit(_ bytes: [UInt8], _ index: Int) -> UInt16? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return UInt16(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
  }
}

extension Node {
  var place: Place? {
    mark.map { Place(line: $0.line, column: $0.column) }
  }
}
