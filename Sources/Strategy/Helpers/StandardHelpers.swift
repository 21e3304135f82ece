package import Handlebars

extension HelperTable {
  /// The helpers that every template has.
  package static let standard = HelperTable(comparison + logic + membership + text + arithmetic + [provider])

  /// The data variable that holds the provider mapping of a render, for the `provider` helper.
  package static let mappingVariable = "provider"
}

// MARK: Comparison

private let comparison: [Helper] = [
  Helper("eq", arity: 2...Int.max) { call in
    .bool(call.positional.dropFirst().contains { call[0].isStrictlyEqual(to: $0) })
  },
  Helper("ne", arity: 2...Int.max) { call in
    .bool(!call.positional.dropFirst().contains { call[0].isStrictlyEqual(to: $0) })
  },
  Helper("lt", arity: 2...2) { call in .bool(order(call[0], call[1]).map { $0 < 0 } ?? false) },
  Helper("lte", arity: 2...2) { call in .bool(order(call[0], call[1]).map { $0 <= 0 } ?? false) },
  Helper("gt", arity: 2...2) { call in .bool(order(call[0], call[1]).map { $0 > 0 } ?? false) },
  Helper("gte", arity: 2...2) { call in .bool(order(call[0], call[1]).map { $0 >= 0 } ?? false) },
]

/// Which of two values is the greater: by number where both are numbers or spell one, else by text,
/// in the order of UTF-16 code units as JavaScript compares strings. Nil where one is no number.
private func order(_ left: Value, _ right: Value) -> Int? {
  if let left = numeric(left), let right = numeric(right) {
    return left < right ? -1 : left > right ? 1 : left == right ? 0 : nil
  }
  guard !left.isNothing, !right.isNothing else { return nil }
  let (left, right) = (left.text.utf16, right.text.utf16)
  if left.lexicographicallyPrecedes(right) { return -1 }
  return right.lexicographicallyPrecedes(left) ? 1 : 0
}

/// A number, or a string that is the decimal spelling of one.
func numeric(_ value: Value) -> Double? {
  switch value {
  case .number(let number): number
  case .string(let text): decimal(text)
  default: nil
  }
}

private func decimal(_ text: String) -> Double? {
  let trimmed = trimmed(text)
  guard let first = trimmed.utf8.first(where: { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }),
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) || first == UInt8(ascii: "."),
    !trimmed.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") || $0 | 0x20 == UInt8(ascii: "p") }),
    let number = Double(trimmed)
  else { return nil }
  return number
}

// MARK: Logic

private let logic: [Helper] = [
  Helper("and", arity: 1...Int.max) { call in .bool(call.positional.allSatisfy(\.holds)) },
  Helper("or", arity: 1...Int.max) { call in .bool(call.positional.contains(where: \.holds)) },
  Helper("not", arity: 1...1) { call in .bool(!call[0].holds) },
  Helper("default", arity: 2...2) { call in
    if case .string("") = call[0] { return call[1] }
    return call[0].isNothing ? call[1] : call[0]
  },
]

private let membership: [Helper] = ["includes", "contains"].map { name in
  Helper(name, arity: 2...Int.max) { call in
    let wanted = call.positional.dropFirst()
    switch call[0] {
    case .list(let list):
      return .bool(wanted.contains { value in list.items.contains { $0.isStrictlyEqual(to: value) } })
    case .string(let string):
      let text = Array(string.utf8)
      return .bool(wanted.contains { TextSearch(for: Array($0.text.utf8)).first(in: text, from: 0) != nil })
    default: return .bool(false)
    }
  }
}

// MARK: Text

private let text: [Helper] = [
  Helper("lowercase", arity: 1...1) { call in .string(call[0].printed.lowercased()) },
  Helper("uppercase", arity: 1...1) { call in .string(call[0].printed.uppercased()) },
  Helper("capitalize", arity: 1...1) { call in
    let text = call[0].printed
    return .string(text.prefix(1).uppercased() + text.dropFirst())
  },
  Helper("trim", arity: 1...1) { call in .string(trimmed(call[0].printed)) },
  Helper("split", arity: 2...2) { call throws(HelperFailure) in
    .list(List(try pieces(of: call[0].printed, separatedBy: call[1].printed, limit: call.byteLimit >> 3)))
  },
  Helper("join", arity: 1...2) { call throws(HelperFailure) in
    guard case .list(let list) = call[0] else { throw HelperFailure("expected a list, found '\(call[0].text)'") }
    let separator = call.positional.count > 1 ? call[1].printed : ", "
    let texts = list.items.map(\.printed)
    let size = texts.reduce(separator.utf8.count * max(0, texts.count - 1)) { $0 + $1.utf8.count }
    return .string(try bounded(size, call) { texts.joined(separator: separator) })
  },
  Helper("replace", arity: 3...3) { call throws(HelperFailure) in
    let found = call[1].printed
    guard !found.isEmpty else { throw HelperFailure("expected some text to replace, found ''") }
    let (text, mark, replacement) = (Array(call[0].printed.utf8), TextSearch(for: found), Array(call[2].printed.utf8))
    let size = text.count + mark.count(in: text) * (replacement.count - mark.mark.count)
    return .string(try bounded(size, call) { mark.replaced(in: text, by: replacement, size: size) })
  },
]

private func bounded(
  _ size: Int, _ call: Helper.Arguments, _ make: () -> String
) throws(HelperFailure) -> String {
  guard size <= call.byteLimit else { throw HelperFailure("the text is larger than \(call.byteLimit) bytes") }
  return make()
}

/// The text without white space, as JavaScript counts it, at its ends.
private func trimmed(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard let start = scalars.firstIndex(where: { !isSpace($0) }),
    let end = scalars.lastIndex(where: { !isSpace($0) })
  else { return "" }
  return String(scalars[start...end])
}

private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
  default: false
  }
}

/// The pieces between separators, compared byte by byte; one piece per character for an empty separator.
private func pieces(
  of text: String, separatedBy separator: String, limit: Int
) throws(HelperFailure) -> [Value] {
  let bytes = Array(text.utf8)
  let search = TextSearch(for: separator)
  let count = separator.isEmpty ? text.count : search.count(in: bytes) + 1
  guard count <= limit else { throw HelperFailure("the list has more than \(limit) items") }
  if separator.isEmpty { return text.map { .string(String($0)) } }
  var pieces: [Value] = []
  pieces.reserveCapacity(count)
  var start = 0
  while let found = search.first(in: bytes, from: start) {
    pieces.append(.string(String(decoding: bytes[start..<found], as: UTF8.self)))
    start = found + search.mark.count
  }
  pieces.append(.string(String(decoding: bytes[start...], as: UTF8.self)))
  return pieces
}

// MARK: Arithmetic

private let arithmetic: [Helper] = [
  Helper("add", arity: 2...Int.max) { call throws(HelperFailure) in .number(try numbers(call).reduce(0, +)) },
  Helper("subtract", arity: 2...2) { call throws(HelperFailure) in
    let numbers = try numbers(call)
    return .number(numbers[0] - numbers[1])
  },
  Helper("multiply", arity: 2...Int.max) { call throws(HelperFailure) in .number(try numbers(call).reduce(1, *)) },
]

private func numbers(_ call: Helper.Arguments) throws(HelperFailure) -> [Double] {
  var numbers: [Double] = []
  for value in call.positional {
    guard let number = numeric(value) else { throw HelperFailure("expected a number, found '\(value.text)'") }
    numbers.append(number)
  }
  return numbers
}

// MARK: Provider

/// `provider "storage.default"`: a key of the provider mapping of the version. A key that nobody sets is an error.
private let provider = Helper("provider", arity: 1...1, source: HelperTable.mappingVariable) {
  call throws(HelperFailure) in
  let key = call[0].text
  guard let value = call.source.property(key), !value.isNothing else {
    let name = call.source.property("") ?? .undefined
    let owner = name.isNothing ? "no provider mapping is set" : "the mapping of provider '\(name.text)' has no such key"
    throw HelperFailure("no value for key '\(key)': \(owner)")
  }
  return value
}
