/// Finds legends of dashboards that are empty, which is what a template leaves of `{{pod}}`: in JSON, in JSON within a
/// JSON or YAML string, and in YAML.
enum LegendCheck {
  /// In the order of their lines, all in `bytes`.
  static func findings(in bytes: UnsafeBufferPointer<UInt8>) -> [Finding] {
    var findings: [Finding] = []
    var lines = LineCounter(bytes)
    bytes.forEachPlace(of: "legendFormat", rare: 6) { place in
      guard let end = emptyValue(in: bytes, behind: place + 12) else { return place + 12 }
      let expression = self.expression(near: place, in: bytes)
      findings.append(
        Finding(
          .emptyLegend, line: lines.line(at: place), subject: expression,
          message: "an empty 'legendFormat'" + (expression.isEmpty ? "" : " beside '\(expression)'"),
          hint: "a template writes '\\{{pod}}' for a legend of '{{pod}}'"))
      return end
    }
    return findings
  }

  /// The end of `": ""`, where that stands there, with whatever quotes and escapes.
  private static func emptyValue(in bytes: UnsafeBufferPointer<UInt8>, behind key: Int) -> Int? {
    var position = key
    func skip(while isSkipped: (UInt8) -> Bool) {
      while position < bytes.count, isSkipped(bytes[position]) { position += 1 }
    }
    func take(_ byte: UInt8) -> Bool {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }
    let escape = UInt8(ascii: "\\")
    skip { $0 == escape }
    if !take(UInt8(ascii: "\"")) { _ = take(UInt8(ascii: "'")) }
    skip { $0 == 0x20 || $0 == 0x09 }
    guard take(UInt8(ascii: ":")) else { return nil }
    skip { $0 == 0x20 || $0 == 0x09 }
    skip { $0 == escape }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'") else {
      return nil
    }
    let quote = bytes[position]
    position += 1
    skip { $0 == escape }
    return take(quote) ? position : nil
  }

  /// What the legend is of: the text behind the nearest `expr` within some lines.
  private static func expression(near place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    let window = max(0, place - 400)..<min(bytes.count, place + 400)
    var nearest: Int?
    UnsafeBufferPointer(rebasing: bytes[window]).forEachPlace(of: "expr", rare: 1) { found in
      let found = found + window.lowerBound
      let before = found > 0 ? bytes[found - 1] : 0x20
      let isKey = before <= 0x20 || before == UInt8(ascii: "\"") || before == UInt8(ascii: "'")
      if isKey, nearest.map({ abs(found - place) < abs($0 - place) }) ?? true { nearest = found }
      return found - window.lowerBound + 4
    }
    guard let nearest else { return "" }
    let line = bytes[min(nearest + 4, bytes.count)..<bytes.lineEnd(from: nearest)]
    let value = line.drop { $0 <= 0x20 || "\\\"':|>-".utf8.contains($0) }.prefix(120)
    let text = String(decoding: value, as: UTF8.self)
    // The value's own end is not looked for: in JSON of one line other keys follow it.
    for end in ["\\\"", "\",", "\"}", "',"] {
      if let cut = text.firstRange(of: end) { return String(text[..<cut.lowerBound]) }
    }
    return text.last == "\"" || text.last == "'" ? String(text.dropLast()) : text
  }
}
