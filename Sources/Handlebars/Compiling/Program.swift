/// A compiled template: flat code over the bytes of its source. It holds no values and can be shared.
package struct Program: Sendable {
  package let source: Source
  /// One entry per instruction: the stretch of the source it came from.
  package internal(set) var origins: [Range<Int>] = []
  /// One entry per instruction: the innermost condition it stands under, an index into `conditions`, or -1.
  package internal(set) var conditionOf: [Int] = []
  package internal(set) var conditions: [ConditionSite] = []
  /// What the template can see of its input from its outermost level; the values are bound before a render.
  package internal(set) var slots: [Slot] = []

  var code: [Instruction] = []
  var operands: [Operand] = []
  var blocks: [BlockCode] = []
  var partials: [PartialCode] = []
  var memos: [MemoCode] = []
  /// What reading each slot, in order, and each memo's keys after them, counts as.
  var reads: [Read] = []
  var inlines: [InlineCode] = []
  var failures: [(reason: TemplateError.Reason, offset: Int)] = []
  /// The inline partials of the outermost level.
  var rootInlines: Range<Int> = 0..<0
  let options: CompileOptions

  init(source: Source, options: CompileOptions) {
    self.source = source
    self.options = options
  }

  /// Whether an instruction writes a stretch of the source as it stands there.
  package func isLiteral(_ instruction: Int) -> Bool {
    code.indices.contains(instruction) && code[instruction].operation == .text
  }
}

package struct CompileOptions: Sendable {
  package enum Escape: Sendable { case none, html }

  package var escape: Escape = .none
  /// Whether a value that is not there is an error.
  package var isStrict = false
  package var budget = Budget.standard

  package init(escape: Escape = .none, isStrict: Bool = false, budget: Budget = .standard) {
    self.escape = escape
    self.isStrict = isStrict
    self.budget = budget
  }
}

/// One named input of a template: a property of the root context, or a data variable (`@name`).
package struct Slot: Sendable, Hashable {
  package let name: String
  package let isData: Bool
}

/// Something of its input that a render looked at.
package enum Read: Sendable, Hashable {
  case property(String)
  case data(String)
  /// An entry of a data variable that a helper looks keys up in.
  case key(source: String, key: String)
  /// The whole root context, handed on as a value: any property may have been looked at.
  case everything
}

/// A branch of a conditional block: code stands under it when the condition came out as `holds`.
package struct ConditionSite: Sendable {
  /// The tag that asks the condition.
  package let range: Range<Int>
  package let holds: Bool
  /// The condition around this one, or -1.
  package let parent: Int
}

struct Instruction: Sendable {
  enum Operation: UInt32, Sendable {
    /// Write the source bytes `a ..< a + b`.
    case text
    /// Write the text of slot `a`.
    case slot
    /// Write what memo `a` gives.
    case memo
    /// Go to `b` unless memo `a` holds.
    case test
    /// Write operand `a`; `b` is 1 where it is to be escaped.
    case output
    /// Go to `b` unless operand `a` holds; `c` is 1 where zero holds too, `c` - 2 the operand that says so.
    case branch
    case jump
    /// Enter block `a`.
    case block
    /// The end of a block's body: the next item, or on behind the block.
    case next
    /// Call partial `a`.
    case partial
    /// Enter, and leave, a body that declares inline partials: the range `a ..< b` of `inlines`.
    case enterScope
    case leaveScope
    /// The end of a partial, or of the whole.
    case end
    /// Fail with failure `a`.
    case fail
  }

  var operation: Operation
  var a: UInt32 = 0
  var b: UInt32 = 0
  var c: UInt32 = 0
}

/// An expression, resolved as far as it can be before there are values.
indirect enum Operand: Sendable {
  case literal(Value)
  /// `parts` looked up from the context `depth` levels out.
  case context(depth: Int, parts: [String], lookup: Lookup)
  case data(depth: Int, parts: [String], lookup: Lookup)
  /// Block parameter `index` of the `level`-th body outwards that has parameters.
  case parameter(level: Int, index: Int, parts: [String], lookup: Lookup)
  case helper(Int, arguments: [Operand], hash: [(key: String, value: Operand)], offset: Int)
  case find(Operand, key: Operand)
  case log([Operand], level: Operand?)
  case fail(TemplateError.Reason, offset: Int)

  /// How a path treats what is not there.
  struct Lookup: Sendable {
    /// Strict: the last segment must exist.
    var needsLast = false
    /// Strict: every segment before the last must have a value.
    var needsSteps = false
    /// Data paths end at the first value that is not true, and give it.
    var stopsAtFalse = false
    var offset = 0
  }
}

struct BlockCode: Sendable {
  enum Kind: Sendable {
    case each
    case with
    /// A block on a value: once, once per item, or not at all.
    case section
  }

  var kind: Kind
  var operand: Operand
  var parameterCount: Int
  var hasBody: Bool
  var body: Int = 0
  var inverse: Int = 0
  var end: Int = 0
  var inlines: Range<Int> = 0..<0
}

struct PartialCode: Sendable {
  var name: Operand?
  var literalName: String
  var context: Operand?
  var hash: [(key: String, value: Operand)]
  var indent: Range<Int>?
  /// The body of a partial block, an index into `inlines`.
  var block: Int?
  var offset: Int
}

/// A body that runs when it is called by name: an inline partial, or the body of a partial block.
struct InlineCode: Sendable {
  var name: Operand
  var entry: Int
  /// The inline partials that the body itself declares.
  var inlines: Range<Int>
  var offset: Int
}

/// An expression over slots and literals alone: what it gives depends on the slots' values only.
struct MemoCode: Sendable {
  var operand: Operand
  var slots: [Int]
  var kind: Kind
  /// Indexes into `reads`, for what asking it counts as reading.
  var reads: [Int]

  enum Kind: Sendable {
    case value
    /// Whether `{{#if}}` holds for it.
    case condition(zeroHolds: Bool)
  }
}
