/// Applies `~`, and takes the lines away on which blocks, comments and partials stand alone,
/// in the order in which the reference does it (whitespace-control of Handlebars.js 4.7).
struct WhitespaceControl {
  private let bytes: [UInt8]
  private var isRootSeen = false

  static func apply(to body: Body, of source: Source) {
    var control = WhitespaceControl(bytes: source.bytes)
    control.visit(body)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// What a tag asks of the text around it.
  private struct Effect {
    var open = false
    var close = false
    var openStandalone = false
    var closeStandalone = false
    var inlineStandalone = false
  }

  private mutating func visit(_ body: Body) {
    let isRoot = !isRootSeen
    isRootSeen = true
    for index in body.statements.indices {
      guard let effect = effect(of: body.statements[index]) else { continue }
      let blankBefore = isBlankBefore(body, index, isRoot: isRoot)
      let blankAfter = isBlankAfter(body, index, isRoot: isRoot)
      if effect.close { trimRight(body, index + 1, all: true) }
      if effect.open { trimLeft(body, index - 1, all: true) }
      if effect.inlineStandalone, blankBefore, blankAfter { standAlone(body, index) }
      guard case .block(let block) = body.statements[index] else { continue }
      if effect.openStandalone, blankBefore {
        if let first = block.body ?? block.inverse { trimRight(first, 0) }
        trimLeft(body, index - 1)
      }
      if effect.closeStandalone, blankAfter {
        trimRight(body, index + 1)
        if let last = block.inverse ?? block.body { trimLeft(last, last.statements.count - 1) }
      }
    }
  }

  private mutating func effect(of statement: Statement) -> Effect? {
    switch statement {
    case .content: nil
    case .mustache(let mustache): Effect(open: mustache.strip.open, close: mustache.strip.close)
    case .comment(let strip, _): Effect(open: strip.open, close: strip.close, inlineStandalone: true)
    case .partial(let partial):
      Effect(open: partial.strip.open, close: partial.strip.close, inlineStandalone: true)
    case .block(let block): effect(of: block)
    }
  }

  private mutating func effect(of block: BlockStatement) -> Effect {
    if let body = block.body { visit(body) }
    if let inverse = block.inverse { visit(inverse) }
    guard let first = block.body ?? block.inverse else { return Effect() }
    let inverse = block.body == nil ? nil : block.inverse
    let (firstInverse, lastInverse) = ends(ofChain: inverse)
    let effect = Effect(
      open: block.openStrip.open, close: block.closeStrip.close,
      openStandalone: isBlankAfter(first, -1, isRoot: false),
      closeStandalone: isBlankBefore(
        firstInverse ?? first, (firstInverse ?? first).statements.count, isRoot: false))
    if block.openStrip.close { trimRight(first, 0, all: true) }
    guard let firstInverse, let lastInverse else {
      if block.closeStrip.open { trimLeft(first, first.statements.count - 1, all: true) }
      return effect
    }
    if block.inverseStrip.open { trimLeft(first, first.statements.count - 1, all: true) }
    if block.inverseStrip.close { trimRight(firstInverse, 0, all: true) }
    if block.closeStrip.open { trimLeft(lastInverse, lastInverse.statements.count - 1, all: true) }
    if isBlankBefore(first, first.statements.count, isRoot: false), isBlankAfter(firstInverse, -1, isRoot: false) {
      trimLeft(first, first.statements.count - 1)
      trimRight(firstInverse, 0)
    }
    return effect
  }

  /// For `{{else if}}` chains: the body of the first link and that of the last.
  private func ends(ofChain inverse: Body?) -> (first: Body?, last: Body?) {
    guard let inverse, inverse.isChained else { return (inverse, inverse) }
    var last = inverse
    while last.isChained, case .block(let link)? = last.statements.last, let body = link.body { last = body }
    guard case .block(let link)? = inverse.statements.first else { return (inverse, inverse) }
    return (link.body, last)
  }

  // MARK: Looking at the text beside a tag

  private func isBlankBefore(_ body: Body, _ index: Int, isRoot: Bool) -> Bool {
    guard index > 0 else { return isRoot }
    guard case .content(let content) = body.statements[index - 1] else { return false }
    var end = content.original.upperBound
    while let length = Whitespace.length(in: bytes, before: end, downTo: content.original.lowerBound) {
      end -= length
      if bytes[end] == UInt8(ascii: "\n") { return true }
    }
    return isRoot && index == 1 && end == content.original.lowerBound
  }

  private func isBlankAfter(_ body: Body, _ index: Int, isRoot: Bool) -> Bool {
    guard index + 1 < body.statements.count else { return isRoot }
    guard case .content(let content) = body.statements[index + 1] else { return false }
    var start = content.original.lowerBound
    while start < content.original.upperBound, let length = Whitespace.length(in: bytes, at: start) {
      if bytes[start] == UInt8(ascii: "\n") { return true }
      start += length
    }
    return isRoot && index + 2 == body.statements.count && start >= content.original.upperBound
  }

  // MARK: Narrowing the text

  private func standAlone(_ body: Body, _ index: Int) {
    trimRight(body, index + 1)
    guard trimLeft(body, index - 1), case .partial(let partial) = body.statements[index],
      case .content(let content) = body.statements[index - 1]
    else { return }
    var start = content.original.upperBound
    while start > content.original.lowerBound, isBlank(bytes[start - 1]) { start -= 1 }
    partial.indent = start..<content.original.upperBound
  }

  /// Takes white space from the start of the content at `index`: all of it, or blanks and one line end.
  private func trimRight(_ body: Body, _ index: Int, all: Bool = false) {
    guard let content = content(body, index), all || !content.isRightStripped else { return }
    var start = content.value.lowerBound
    let end = content.value.upperBound
    if all {
      while start < end, let length = Whitespace.length(in: bytes, at: start) { start += length }
    } else {
      while start < end, isBlank(bytes[start]) { start += 1 }
      if start < end, bytes[start] == UInt8(ascii: "\r") { start += 1 }
      if start < end, bytes[start] == UInt8(ascii: "\n") { start += 1 }
    }
    start = min(start, end)
    content.isRightStripped = start != content.value.lowerBound
    content.value = start..<end
  }

  /// Takes white space from the end of the content at `index`: all of it, or blanks; says whether there was any.
  @discardableResult
  private func trimLeft(_ body: Body, _ index: Int, all: Bool = false) -> Bool {
    guard let content = content(body, index), all || !content.isLeftStripped else { return false }
    let start = content.value.lowerBound
    var end = content.value.upperBound
    if all {
      while let length = Whitespace.length(in: bytes, before: end, downTo: start) { end -= length }
    } else {
      while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    }
    content.isLeftStripped = end != content.value.upperBound
    content.value = start..<end
    return content.isLeftStripped
  }

  private func content(_ body: Body, _ index: Int) -> Content? {
    guard body.statements.indices.contains(index), case .content(let content) = body.statements[index] else {
      return nil
    }
    return content
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
