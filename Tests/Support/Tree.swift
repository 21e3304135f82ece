import Foundation
import Testing
import Yams

/// A document's content, whatever notation it was read from.
package indirect enum Tree: Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([Tree])
  case map([String: Tree])

  package init(json bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(Tree.self, from: Data(bytes))
  }

  package init(yaml bytes: [UInt8]) throws {
    self = try Tree(loaded: Yams.load(yaml: String(decoding: bytes, as: UTF8.self)))
  }

  package subscript(key: String) -> Tree? {
    if case .map(let entries) = self { entries[key] } else { nil }
  }

  package var items: [Tree] {
    if case .list(let items) = self { items } else { [] }
  }

  package var number: Int? {
    if case .number(let number) = self { Int(number) } else { nil }
  }

  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  private init(loaded value: Any?) throws {
    switch value {
    case nil, is NSNull: self = .null
    case let flag as Bool: self = .bool(flag)
    case let number as Int: self = .number(Double(number))
    case let number as Double: self = .number(number)
    case let text as String: self = .text(text)
    case let items as [Any]: self = .list(try items.map { try Tree(loaded: $0) })
    case let entries as [String: Any]: self = .map(try entries.mapValues { try Tree(loaded: $0) })
    default: throw Unexpected(value: "\(value ?? "")")
    }
  }

  /// A value that JSON does not have, such as a date that should have been quoted.
  package struct Unexpected: Error {
    let value: String
  }
}

extension Tree: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let items = try? container.decode([Tree].self) {
      self = .list(items)
    } else {
      self = .map(try container.decode([String: Tree].self))
    }
  }
}
