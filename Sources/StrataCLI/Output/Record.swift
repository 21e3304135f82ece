/// Named values in the order in which they are written.
package struct Record: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  package struct Entry: Sendable, Equatable {
    package let key: String
    package var value: Field
  }

  package private(set) var entries: [Entry]

  /// A key that comes twice keeps its first place and its last value.
  package init(_ pairs: [(String, Field)] = []) {
    entries = []
    entries.reserveCapacity(pairs.count)
    for (key, value) in pairs { self[key] = value }
  }

  package init(dictionaryLiteral elements: (String, Field)...) {
    self.init(elements)
  }

  /// The value of a key, nil where the record has no such key. Setting a new key appends it; setting nil removes.
  package subscript(key: String) -> Field? {
    get { entries.first { $0.key == key }?.value }
    set {
      let position = entries.firstIndex { $0.key == key }
      switch (position, newValue) {
      case (let position?, let value?): entries[position].value = value
      case (let position?, nil): entries.remove(at: position)
      case (nil, let value?): entries.append(Entry(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  /// This record followed by another, whose values win.
  package func merging(_ other: Record) -> Record {
    var merged = self
    for entry in other.entries { merged[entry.key] = entry.value }
    return merged
  }
}

extension Record {
  /// The record without nesting: `parameters.region` for a map, `problems[0].text` for a list of maps or lists.
  /// Lists of scalars stay one value.
  package var flattened: [Entry] {
    entries.flatMap { Self.flatten($0.value, path: $0.key) }
  }

  private static func flatten(_ value: Field, path: String) -> [Entry] {
    switch value {
    case .map(let record) where !record.entries.isEmpty:
      record.entries.flatMap { flatten($0.value, path: "\(path).\($0.key)") }
    case .list(let items) where items.contains(where: \.isNested):
      items.enumerated().flatMap { flatten($1, path: "\(path)[\($0)]") }
    case .map: [Entry(key: path, value: .null)]
    default: [Entry(key: path, value: value)]
    }
  }
}
