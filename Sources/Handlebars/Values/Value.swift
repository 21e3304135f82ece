/// A value that a template can see, with the meaning JavaScript gives it.
///
/// Lists and maps are references, as in JavaScript: two are the same value when they are the same object.
package enum Value: Sendable {
  case undefined
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case list(List)
  case map(Map)
}

/// An ordered list of values.
package final class List: Sendable {
  package let items: [Value]

  package init(_ items: [Value]) {
    self.items = items
  }
}

/// A map whose keys keep their order, save that keys which are array indexes come first and ascend,
/// as JavaScript orders the properties of an object. Of two equal keys the later wins.
package final class Map: Sendable {
  package let entries: [(key: String, value: Value)]
  private let positions: [Bytes: Int]

  package init(_ pairs: [(key: String, value: Value)]) {
    var positions: [Bytes: Int] = [:]
    var entries: [(key: String, value: Value)] = []
    for pair in pairs {
      if let position = positions[Bytes(pair.key)] {
        entries[position].value = pair.value
      } else {
        positions[Bytes(pair.key)] = entries.count
        entries.append(pair)
      }
    }
    if entries.contains(where: { Map.arrayIndex($0.key) != nil }) {
      entries = Map.inPropertyOrder(entries)
      for (position, entry) in entries.enumerated() { positions[Bytes(entry.key)] = position }
    }
    self.entries = entries
    self.positions = positions
  }

  package subscript(key: String) -> Value? {
    positions[Bytes(key)].map { entries[$0].value }
  }

  /// The number that a key is when JavaScript treats it as an array index: `0`, `17`, but not `01` or `-1`.
  static func arrayIndex(_ key: String) -> UInt32? {
    guard let index = UInt32(key), index < .max, String(index) == key else { return nil }
    return index
  }

  private static func inPropertyOrder(
    _ entries: [(key: String, value: Value)]
  ) -> [(key: String, value: Value)] {
    let indexed = entries.compactMap { entry in arrayIndex(entry.key).map { (index: $0, entry: entry) } }
      .sorted { $0.index < $1.index }
    return indexed.map(\.entry) + entries.filter { arrayIndex($0.key) == nil }
  }
}

/// A string compared and hashed by its bytes: Swift's own equality takes `é` and `e` + U+0301 for equal.
package struct Bytes: Hashable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static func == (left: Bytes, right: Bytes) -> Bool {
    left.text.utf8.count == right.text.utf8.count && left.text.utf8.elementsEqual(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
