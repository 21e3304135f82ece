/// What a schema asks of the value at one place. Schemas beneath it are nodes of its source.
final class Schema {
  struct Types: OptionSet {
    let rawValue: UInt8
    static let map = Types(rawValue: 1)
    static let list = Types(rawValue: 2)
    static let string = Types(rawValue: 4)
    static let integer = Types(rawValue: 8)
    static let number = Types(rawValue: 16)
    static let boolean = Types(rawValue: 32)
    static let null = Types(rawValue: 64)
  }

  /// What it says of fields, or items, that it does not name.
  enum Others {
    case unsaid, refused, taken
    case schema(Int)
  }

  enum ListType { case atomic, set, map }

  unowned let source: SchemaSource
  /// Empty where any will do.
  var types: Types = []
  var isNullable = false
  var hasDefault = false
  /// `false` as a schema.
  var refusesAll = false
  var reference: String?
  /// What the description says of deprecation.
  var deprecation: String?

  var properties: [String: Int] = [:]
  var patternProperties: [(pattern: TextPattern?, schema: Int)] = []
  var otherProperties = Others.unsaid
  var required: [String] = []
  var preservesUnknown = false
  var isEmbeddedResource = false

  var items: Int?
  /// Schemas of the first items.
  var firstItems: [Int] = []
  var listType = ListType.atomic
  var listMapKeys: [String] = []
  var hasUniqueItems = false

  var bounds: SchemaBounds?
  var pattern: TextPattern?
  var patternText = ""
  /// What `enum` or `const` allows, as ``DocumentTree/canonicalText(of:)`` has it.
  var values: Set<String>?
  var shownValues: [String] = []

  var allOf: [Int] = []
  var anyOf: [Int] = []
  var oneOf: [Int] = []
  var not: Int?

  init(source: SchemaSource) { self.source = source }

  /// Whether an object that has this schema has no fields but those named.
  func refusesOthers(isStrict: Bool) -> Bool {
    switch otherProperties {
    case .refused: return !preservesUnknown
    case .taken, .schema: return false
    case .unsaid:
      guard isStrict, !preservesUnknown else { return false }
      return source.dialect == .structural ? types.contains(.map) : !properties.isEmpty
    }
  }
}

/// How large a value may be.
struct SchemaBounds {
  /// A limit as it is written, and whether the value may be the limit itself.
  struct Limit {
    let value: Double
    let text: String
    var isExclusive = false
  }

  var minimum: Limit?
  var maximum: Limit?
  var multipleOf: Limit?
  var length: (least: Int?, most: Int?) = (nil, nil)
  var items: (least: Int?, most: Int?) = (nil, nil)
  var properties: (least: Int?, most: Int?) = (nil, nil)
}
