/// Refuses, before it is parsed, YAML whose aliases would keep the parser busy for ever or exhaust its stack.
///
/// The parser hashes each key of a map with all that the aliases in it stand for, and takes a chain of aliases apart by
/// recursion. Other alias bombs end where nodes are counted (``NodeCount``). This looks for the tokens
/// wherever they stand, in quoted texts too; only an alias whose anchor comes before it counts.
struct AliasGuard {
  /// Anchors that aliases may refer to.
  static let anchorLimit = 1000

  private let bytes: [UInt8]
  private var anchors: Set<ArraySlice<UInt8>> = []
  private var used: Set<ArraySlice<UInt8>> = []
  /// Where a key may be something else than text: `? key`, `*alias :`, `[…]:`, `{…}:`.
  private var otherKey: Int?

  /// What is wrong and at which byte, or nil.
  static func problem(in text: String) -> (offset: Int, problem: String)? {
    guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else { return nil }
    var search = AliasGuard(bytes: Array(text.utf8))
    for index in search.bytes.indices {
      search.look(at: index)
      if search.used.count > anchorLimit { return (index, "aliases of more than \(anchorLimit) anchors") }
    }
    guard !search.used.isEmpty, let key = search.otherKey else { return nil }
    return (key, "a key that is no text, in a document with aliases")
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func look(at index: Int) {
    switch bytes[index] {
    case UInt8(ascii: "&"):
      if let name = name(at: index), isSpace(name.endIndex) { anchors.insert(name) }
    case UInt8(ascii: "*"):
      guard let name = name(at: index), anchors.contains(name) else { return }
      used.insert(name)
      noteColon(after: name.endIndex)
    case UInt8(ascii: "]"), UInt8(ascii: "}"): noteColon(after: index + 1)
    case UInt8(ascii: "?"): if isStart(index), isSpace(index + 1) { otherKey = otherKey ?? index }
    default: return
    }
  }

  private mutating func noteColon(after index: Int) {
    var end = index
    while end < bytes.count, bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "\t") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: ":") { otherKey = otherKey ?? end }
  }

  /// The name behind the mark at `index`, where that can begin a token.
  private func name(at index: Int) -> ArraySlice<UInt8>? {
    guard isStart(index) else { return nil }
    let name = bytes[(index + 1)...].prefix { byte in
      switch byte | 0x20 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): true
      default: (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "_-".utf8.contains(byte)
      }
    }
    return name.isEmpty ? nil : name
  }

  private func isStart(_ index: Int) -> Bool {
    index == 0 || isSpace(index - 1) || "[{,:".utf8.contains(bytes[index - 1])
  }

  private func isSpace(_ index: Int) -> Bool { index >= bytes.count || bytes[index] <= 0x20 }
}
