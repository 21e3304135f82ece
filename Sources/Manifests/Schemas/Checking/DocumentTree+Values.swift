extension DocumentTree {
  func isTrue(_ node: Int) -> Bool {
    nodes[node].type == .bool && nodes[node].text.first.map { $0 == "t" || $0 == "T" } ?? false
  }

  func isTrue(_ key: String, of node: Int) -> Bool { entry(key, of: node).map { isTrue($0) } ?? false }

  /// The number at `node`; nil for what is none. The infinite and what is no number are none: JSON has neither.
  func number(_ node: Int) -> Double? {
    guard nodes[node].kind == .scalar, nodes[node].type == .int || nodes[node].type == .float else { return nil }
    let text = nodes[node].text
    if text.hasPrefix("0x") { return UInt64(text.dropFirst(2), radix: 16).map(Double.init) }
    if text.hasPrefix("0o") { return UInt64(text.dropFirst(2), radix: 8).map(Double.init) }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The value at `node` as a text that equal values share, and no others: `1` and `1.0` are equal, and the order of a
  /// map's keys does not count.
  func canonicalText(of node: Int) -> String {
    var text = ""
    write(node, into: &text)
    return text
  }

  private func write(_ node: Int, into text: inout String) {
    let node = meant(node)
    switch nodes[node].kind {
    case .scalar:
      switch nodes[node].type {
      case .null: text += "null"
      case .bool: text += isTrue(node) ? "true" : "false"
      case .int, .float: text += number(node).map { "\($0)" } ?? nodes[node].text
      default: text += "\"\(nodes[node].text.utf8.count):\(nodes[node].text)"
      }
    case .list:
      text += "["
      for item in items(of: node) {
        write(item, into: &text)
        text += ","
      }
      text += "]"
    case .map:
      text += "{"
      for (key, value) in pairs(of: node).sorted(by: { $0.key < $1.key }) {
        text += "\(key.utf8.count):\(key)="
        write(value, into: &text)
        text += ","
      }
      text += "}"
    case .alias: break
    }
  }

  /// The value as a message shows it.
  func shown(_ node: Int) -> String {
    switch nodes[node].kind {
    case .map: "a map"
    case .list: "a list"
    default: nodes[node].type == .null ? "null" : "'\(clipped(nodes[node].text))'"
    }
  }

  /// The beginning of a text, in one line.
  func clipped(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count <= 60 && line.endIndex == text.endIndex ? text : "\(line.prefix(60))…"
  }
}
