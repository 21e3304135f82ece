/// What a value means, so that two of the same meaning are equal however they are written.
///
/// Numbers compare by value, `1` with `1.0` and `0x1`; booleans and nulls by what they say, `true` with `True`; texts
/// by their characters. A number and a text are never the same, but where Kubernetes wants a quantity: there it takes
/// either, and `1`, `"1"` and `1000m` are one amount.
enum ValueMeaning: Hashable {
  /// Byte by byte: to Kubernetes, texts that only look the same are others.
  case text([UInt8])
  case number(ExactDecimal)
  /// `.inf` and `.nan`
  case special(String)
  case truth(Bool)
  case nothing
  case emptyMap
  case emptyList

  init(_ value: SettingValue, isQuantity: Bool) {
    switch value.type {
    case .string:
      self = (isQuantity ? ExactDecimal(quantity: value.text) : nil).map(Self.number) ?? .text(Array(value.text.utf8))
    case .int, .float:
      let number = isQuantity ? ExactDecimal(quantity: value.text) : nil
      self =
        (number ?? ExactDecimal(number: value.text)).map(Self.number)
        ?? .special(value.text.hasPrefix("+") ? String(value.text.dropFirst()).lowercased() : value.text.lowercased())
    case .bool: self = .truth(value.text.hasPrefix("t") || value.text.hasPrefix("T") || value.text == "yes")
    case .null: self = .nothing
    case .map: self = .emptyMap
    case .list: self = .emptyList
    }
  }

  /// The same in every run, unlike Swift's own.
  var hash: ContentHash {
    switch self {
    case .text(let text): ContentHash("s").adding(text)
    case .number(let number):
      ContentHash(number.isNegative ? "-" : "+").adding(UInt64(truncatingIfNeeded: number.mantissa))
        .adding(UInt64(truncatingIfNeeded: number.exponent))
    case .special(let text): ContentHash("n").adding(text)
    case .truth(let isTrue): ContentHash(isTrue ? "t" : "f")
    case .nothing: ContentHash("0")
    case .emptyMap: ContentHash("{")
    case .emptyList: ContentHash("[")
    }
  }
}

extension ComparedTree {
  /// What the setting of a node means there.
  func meaning(of setting: Int, at node: Int) -> ValueMeaning {
    let value = settings[setting].value
    let isNumber = value.text.utf8.first.map { $0.isDigit || "+-.".utf8.contains($0) } ?? false
    return ValueMeaning(value, isQuantity: isNumber && isQuantity(node))
  }
}
