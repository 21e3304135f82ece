/// What is left over of a template's tags.
///
/// Only what no other language of double braces has: blocks, their ends, `else` without an `end` as Go has it,
/// partials, comments, `&`, and paths that climb. `{{ .Values.x }}`, `{{ $labels.pod }}` and `{{pod}}` are left to the
/// programs that read them.
enum TemplateTag {
  /// In the order of their lines, all in `bytes`.
  static func findings(in bytes: UnsafeBufferPointer<UInt8>) -> [Finding] {
    var findings: [Finding] = []
    var lines = LineCounter(bytes)
    var isGo: Bool?
    bytes.forEachPlace(of: "{{") { place in
      let lineEnd = bytes.lineEnd(from: place)
      guard let end = close(in: bytes, place + 2..<lineEnd) else { return lineEnd }
      let content = bytes[place + 2..<end]
      let isElse = startsWithElse(content)
      if isElse, isGo == nil { isGo = hasGoEnd(bytes) }
      guard isElse ? isGo == false : isTag(content) else { return end }
      let text = String(decoding: bytes[place..<end + 2], as: UTF8.self)
      let shown = text.count > 60 ? text.prefix(59) + "…" : text[...]
      findings.append(
        Finding(
          .unrenderedTag, line: lines.line(at: place), subject: text,
          message: "the template's tag '\(shown)' was not rendered",
          hint: "an escape '\\{{' or a raw block leaves tags as they are"))
      return end
    }
    return findings
  }

  /// The place of the `}}` in `range`.
  private static func close(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    let brace = UInt8(ascii: "}")
    return range.dropLast().first { bytes[$0] == brace && bytes[$0 + 1] == brace }
  }

  private static func isTag(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let content = content.first == UInt8(ascii: "~") ? content.dropFirst() : content
    switch content.first {
    case UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: ">"), UInt8(ascii: "!"), UInt8(ascii: "&"): return true
    // `{{/* … */}}` is a comment of Go.
    case UInt8(ascii: "/"): return content.dropFirst().first != UInt8(ascii: "*")
    default: return climbs(content)
    }
  }

  /// Whether a word of the tag begins with `../`.
  private static func climbs(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    content.indices.contains { place in
      content[place...].starts(with: "../".utf8)
        && (place == content.startIndex || content[place - 1] == 0x20 || content[place - 1] == UInt8(ascii: "("))
    }
  }

  /// Whether it is `else`, alone or with what follows in a chain.
  private static func startsWithElse(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let word = content.drop { $0 == 0x20 || $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "-") }
    guard word.starts(with: "else".utf8) else { return false }
    guard let next = word.dropFirst(4).first else { return true }
    return next == 0x20 || next == UInt8(ascii: "~") || next == UInt8(ascii: "-")
  }

  /// Whether the text has an `{{ end }}`, as templates of Go do.
  private static func hasGoEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var found = false
    bytes.forEachPlace(of: "{{") { place in
      let word = bytes[(place + 2)...].drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
      guard word.starts(with: "end".utf8) else { return place + 2 }
      let rest = word.dropFirst(3).drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
      if rest.starts(with: "}}".utf8) { found = true }
      return found ? bytes.count : place + 2
    }
    return found
  }
}
