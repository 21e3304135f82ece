/// The tree of a template, as the grammar of Handlebars names its parts. Offsets are bytes of the source.
package final class Body {
  package internal(set) var statements: [Statement]
  package let parameters: [String]
  /// Whether this is the inverse that `{{else if …}}` makes, holding that one block.
  let isChained: Bool

  init(_ statements: [Statement], parameters: [String] = [], isChained: Bool = false) {
    self.statements = statements
    self.parameters = parameters
    self.isChained = isChained
  }
}

package enum Statement {
  case content(Content)
  case comment(Strip, Range<Int>)
  case mustache(Mustache)
  case block(BlockStatement)
  case partial(PartialCall)
}

/// A stretch of text; whitespace control narrows `value`, and looks at `original`.
package final class Content {
  let original: Range<Int>
  package internal(set) var value: Range<Int>
  var isLeftStripped = false
  var isRightStripped = false

  init(_ range: Range<Int>) {
    original = range
    value = range
  }
}

/// Which sides of a tag carry `~`.
package struct Strip {
  var open = false
  var close = false
}

package struct Mustache {
  package let call: Call
  package let isEscaped: Bool
  package let range: Range<Int>
  let strip: Strip
}

package final class BlockStatement {
  package enum Kind { case section, inline, partial }

  package let kind: Kind
  package let call: Call
  package let range: Range<Int>
  package let body: Body?
  package let inverse: Body?
  let openStrip: Strip
  let inverseStrip: Strip
  var closeStrip: Strip

  init(
    _ kind: Kind, _ call: Call, range: Range<Int>, body: Body?, inverse: Body?, openStrip: Strip = Strip(),
    inverseStrip: Strip = Strip(), closeStrip: Strip = Strip()
  ) {
    self.kind = kind
    self.call = call
    self.range = range
    self.body = body
    self.inverse = inverse
    self.openStrip = openStrip
    self.inverseStrip = inverseStrip
    self.closeStrip = closeStrip
  }
}

package final class PartialCall {
  package let call: Call
  package let range: Range<Int>
  let strip: Strip
  /// The blanks before a partial that stands alone on its line: each line of its output starts with them.
  var indent: Range<Int>?

  init(_ call: Call, range: Range<Int>, strip: Strip) {
    self.call = call
    self.range = range
    self.strip = strip
  }
}

/// A name with arguments: the inside of a mustache, a block's opening, or a sub-expression.
package struct Call {
  package let name: Expression
  package let arguments: [Expression]
  package let hash: [(key: String, value: Expression)]
  package let range: Range<Int>

  package var hasArguments: Bool { !arguments.isEmpty || !hash.isEmpty }
}

package indirect enum Expression {
  case literal(Value, original: String, range: Range<Int>)
  case path(Path)
  case call(Call)

  package var range: Range<Int> {
    switch self {
    case .literal(_, _, let range): range
    case .path(let path): path.range
    case .call(let call): call.range
    }
  }

  /// The name as written, without the brackets of segment literals.
  package var original: String {
    switch self {
    case .literal(_, let original, _): original
    case .path(let path): path.original
    case .call(let call): call.name.original
    }
  }

  /// The path that this is when it stands where a name is called for: a literal names the property it spells.
  package var asPath: Path? {
    switch self {
    case .path(let path): path
    case .literal(_, let original, let range):
      Path(isData: false, depth: 0, parts: [original], original: original, range: range)
    case .call: nil
    }
  }
}

package struct Path {
  /// Whether the path begins with `@`.
  package let isData: Bool
  /// How many `../` it begins with.
  package let depth: Int
  package let parts: [String]
  package let original: String
  package let range: Range<Int>

  /// Whether the path could name a helper: one segment, not relative to the context by `this`, `.` or `..`.
  package var isSimple: Bool {
    parts.count == 1 && depth == 0 && !isScoped
  }

  /// Whether the path says that it starts from the context, so that block parameters do not hide it.
  /// The reference looks for the word `this` anywhere, not only in front, and so does this.
  var isScoped: Bool {
    if original.hasPrefix(".") { return true }
    let bytes = Array(original.utf8)
    let word = Array("this".utf8)
    guard bytes.count >= word.count else { return false }
    return (0...bytes.count - word.count).contains { start in
      let end = start + word.count
      return bytes[start..<end].elementsEqual(word) && (end == bytes.count || !isWordByte(bytes[end]))
    }
  }
}

/// Whether a byte is part of a word as JavaScript's `\b` sees it.
func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
    true
  default: false
  }
}
