/// Reads code for a shell as far as its words, quotes, operators, substitutions and here-documents go
/// (POSIX.1-2024, Shell Command Language, 2.2 to 2.7).
struct ShellMarks {
  private enum Context { case command, quoted }

  private struct HereDocument {
    let ending: [UInt8]
    /// Whether its delimiter is quoted, so that nothing in it is substituted.
    let isQuoted: Bool
    let stripsTabs: Bool
  }

  private let text: [UInt8]
  private var position = 0
  private var line = 1
  private var found: [CodeShape.Mark] = []
  private var isInWord = false
  private var contexts: [Context] = []
  private var waiting: [HereDocument] = []
  /// Whether a command within the quotes at hand has ended, so that what may have ended it too early counts.
  private var hasEndedCommand = false

  private static let word = UInt8(ascii: "w")
  private static let operators = Set(";&|<>()".utf8)
  private static let substitutes = Set("$`*?[]{}".utf8)

  static func read(_ text: [UInt8]) -> [CodeShape.Mark] {
    var reader = ShellMarks(text: text)
    reader.run()
    return reader.found
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func run() {
    while position < text.count {
      let byte = text[position]
      position += 1
      if contexts.last == .quoted { inQuotes(byte) } else { inCommand(byte) }
    }
  }

  private mutating func note(_ sign: UInt8) { found.append(CodeShape.Mark(sign: sign, line: line)) }

  private mutating func endLine() {
    note(UInt8(ascii: "\n"))
    line += 1
  }

  private mutating func inQuotes(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""):
      note(byte)
      contexts.removeLast()
      hasEndedCommand = false
    case UInt8(ascii: "("), UInt8(ascii: ")"): if hasEndedCommand { note(byte) }
    case UInt8(ascii: "\n"): endLine()
    case UInt8(ascii: "\\"), UInt8(ascii: "`"): escapeOrNote(byte)
    case UInt8(ascii: "$"):
      note(byte)
      substitution()
    // A history is searched for what follows a '!' at once.
    case UInt8(ascii: "!"): if let next = peek, next > 0x20, next != UInt8(ascii: "\"") { note(byte) }
    default: break
    }
  }

  private mutating func inCommand(_ byte: UInt8) {
    switch byte {
    case 0x20, 0x09: isInWord = false
    case UInt8(ascii: "\n"):
      isInWord = false
      endLine()
      for document in waiting { skip(document) }
      waiting = []
    case UInt8(ascii: "#") where !isInWord:
      note(byte)
      while let next = peek, next != UInt8(ascii: "\n") { position += 1 }
    case UInt8(ascii: "'"):
      beginWord()
      note(byte)
      while let next = peek {
        position += 1
        if next == UInt8(ascii: "\n") { endLine() }
        if next == byte { break }
      }
      note(byte)
    case UInt8(ascii: "\""):
      beginWord()
      note(byte)
      contexts.append(.quoted)
    case UInt8(ascii: "\\"):
      beginWord()
      escapeOrNote(byte)
    case _ where ShellMarks.operators.contains(byte): operate(byte)
    case _ where ShellMarks.substitutes.contains(byte):
      beginWord()
      note(byte)
      if byte == UInt8(ascii: "$") { substitution() }
    case UInt8(ascii: "~"), UInt8(ascii: "-"), UInt8(ascii: "!"):
      if !isInWord { note(byte) }
      beginWord()
    default: beginWord()
    }
  }

  private mutating func beginWord() {
    if !isInWord { note(ShellMarks.word) }
    isInWord = true
  }

  private mutating func escapeOrNote(_ byte: UInt8) {
    note(byte)
    guard byte == UInt8(ascii: "\\"), let next = peek else { return }
    position += 1
    if next == UInt8(ascii: "\n") { endLine() }
  }

  /// Takes the `(` behind a `$`.
  private mutating func substitution() {
    guard peek == UInt8(ascii: "(") else { return }
    position += 1
    note(UInt8(ascii: "("))
    contexts.append(.command)
    isInWord = false
  }

  private mutating func operate(_ byte: UInt8) {
    note(byte)
    isInWord = false
    if byte == UInt8(ascii: "("), !contexts.isEmpty { contexts.append(.command) }
    if byte == UInt8(ascii: ")"), contexts.last == .command {
      contexts.removeLast()
      isInWord = contexts.last != .quoted
      hasEndedCommand = contexts.last == .quoted
    }
    guard byte == UInt8(ascii: "<"), peek == byte else { return }
    position += 1
    note(byte)
    if peek == byte { position += 1 } else { hereDocument() }
  }

  private var peek: UInt8? { position < text.count ? text[position] : nil }

  // MARK: Here-documents

  private mutating func hereDocument() {
    let stripsTabs = peek == UInt8(ascii: "-")
    if stripsTabs { position += 1 }
    while peek == 0x20 || peek == 0x09 { position += 1 }
    let word = text[position...].prefix { $0 > 0x20 && !ShellMarks.operators.contains($0) }
    position = word.endIndex
    let ending = word.filter { !"'\"\\".utf8.contains($0) }
    guard !ending.isEmpty else { return }
    for byte in word { note(byte) }
    waiting.append(HereDocument(ending: ending, isQuoted: ending.count < word.count, stripsTabs: stripsTabs))
  }

  private mutating func skip(_ document: HereDocument) {
    while position < text.count {
      let end = text[position...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      var content = text[position..<end]
      if document.stripsTabs { content = content.drop { $0 == 0x09 } }
      position = min(end + 1, text.count)
      let isEnd = content.elementsEqual(document.ending)
      if !isEnd, !document.isQuoted { for byte in content where "$`\\".utf8.contains(byte) { note(byte) } }
      endLine()
      if isEnd { return }
    }
  }
}
