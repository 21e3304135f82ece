extension Value {
  package var isNothing: Bool {
    switch self {
    case .undefined, .null: true
    default: false
    }
  }

  /// JavaScript's own truth: lists and maps are true, even empty ones.
  package var isTruthy: Bool {
    switch self {
    case .undefined, .null: false
    case .bool(let flag): flag
    case .number(let number): number != 0 && !number.isNaN
    case .string(let string): !string.isEmpty
    case .list, .map: true
    }
  }

  /// What `with` leaves out, and what `if` leaves out besides zero: nothing, false, NaN, "" and [].
  package var isEmpty: Bool {
    switch self {
    case .number(let number): number.isNaN
    case .list(let list): list.items.isEmpty
    default: !isTruthy
    }
  }

  /// Whether `{{#if}}` takes its first branch for this value.
  package var holds: Bool {
    isTruthy && !isEmpty
  }

  /// JavaScript's `===`: no conversion between types; lists and maps by identity.
  package func isStrictlyEqual(to other: Value) -> Bool {
    switch (self, other) {
    case (.undefined, .undefined), (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): Bytes(left) == Bytes(right)
    case (.list(let left), .list(let right)): left === right
    case (.map(let left), .map(let right)): left === right
    default: false
    }
  }

  /// How many steps of the budget it costs a helper to make it: what is made is also kept.
  var makingWeight: Int {
    switch self {
    case .string(let text): text.utf8.count >> 4
    case .list(let list): list.items.count
    default: 0
    }
  }

  /// How many steps of the budget it costs a helper to read it.
  var weight: Int {
    switch self {
    case .string(let text): text.utf8.count >> 8
    case .list(let list): list.items.count >> 4
    default: 0
    }
  }

  /// Whether a block that is entered with this value keeps the context it is in: JavaScript's `==`.
  func isSameContext(as other: Value) -> Bool {
    if isNothing || other.isNothing { return isNothing && other.isNothing }
    switch (self, other) {
    case (.list, .list), (.list, .map), (.map, .list), (.map, .map): return isStrictlyEqual(to: other)
    // Its text has a comma between every two items: too many for a short text, or for any number.
    case (.list(let list), .string(let text)) where list.items.count > text.utf8.count + 1: return false
    case (.list(let list), .number) where list.items.count > 1: return false
    case (.list(let list), .bool) where list.items.count > 1: return false
    case (.list, _), (.map, _): return Value.string(text).isSameContext(as: other)
    case (_, .list), (_, .map): return isSameContext(as: .string(other.text))
    case (.string(let left), .string(let right)): return Bytes(left) == Bytes(right)
    default: return looseNumber == other.looseNumber
    }
  }

  private var looseNumber: Double {
    switch self {
    case .bool(let flag): flag ? 1 : 0
    case .number(let number): number
    case .string(let text): text.isEmpty ? 0 : Double(text) ?? .nan
    default: .nan
    }
  }

  /// The own property of that name, as `value.name` or `value.[0]` finds it: the entries of a map, the
  /// items and `length` of a list, the characters (UTF-16 code units) and `length` of a string.
  package func property(_ name: String) -> Value? {
    switch self {
    case .map(let map): return map[name]
    case .list(let list):
      if name == "length" { return .number(Double(list.items.count)) }
      guard let index = Map.arrayIndex(name), index < list.items.count else { return nil }
      return list.items[Int(index)]
    case .string(let string):
      if name == "length" { return .number(Double(string.utf16.count)) }
      guard let index = Map.arrayIndex(name), index < string.utf16.count else { return nil }
      let units = string.utf16
      return .string(String(decoding: [units[units.index(units.startIndex, offsetBy: Int(index))]], as: UTF16.self))
    default: return nil
    }
  }
}
