package import Strategy

/// The canonical JSON texts that sets are stored and digested as: sorted keys, no white space, only `"`, `\` and
/// control characters escaped.
package enum Canonical {
  package static func quote(_ text: String, into json: inout [UInt8]) {
    json.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): json += "\\n".utf8
      case UInt8(ascii: "\r"): json += "\\r".utf8
      case UInt8(ascii: "\t"): json += "\\t".utf8
      case 0..<0x20: json += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: json.append(byte)
      }
    }
    json.append(UInt8(ascii: "\""))
  }

  static func value(_ value: ParameterValue?, into json: inout [UInt8]) {
    switch value {
    case nil: json += "null".utf8
    case .text(let text): quote(text, into: &json)
    case .list(let texts): list(texts, into: &json)
    }
  }

  /// A list of texts.
  package static func texts(_ texts: [String]) -> String {
    var json: [UInt8] = []
    list(texts, into: &json)
    return String(decoding: json, as: UTF8.self)
  }

  /// The list that ``texts(_:)`` wrote.
  /// - Returns: nil where the text is of another form.
  package static func texts(in json: String) -> [String]? {
    guard case .list(let texts)? = CanonicalReader.parse(json) else { return nil }
    return texts
  }

  static func list(_ texts: [String], into json: inout [UInt8]) {
    json.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      quote(text, into: &json)
    }
    json.append(UInt8(ascii: "]"))
  }

  /// A map from sorted keys to whatever `write` writes.
  static func map<Element>(
    _ elements: [Element], key: (Element) -> String, _ write: (Element, inout [UInt8]) -> Void
  ) -> String {
    var json: [UInt8] = [UInt8(ascii: "{")]
    for (index, element) in elements.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      quote(key(element), into: &json)
      json.append(UInt8(ascii: ":"))
      write(element, &json)
    }
    json.append(UInt8(ascii: "}"))
    return String(decoding: json, as: UTF8.self)
  }
}

extension LayerParameters {
  /// `{"key": "value" | ["value", …] | null}`
  package var canonical: String {
    Canonical.map(entries, key: \.key) { Canonical.value($0.value, into: &$1) }
  }

  /// - Returns: nil where the text is not of that form.
  package init?(canonical: String) {
    guard case .map(let map)? = CanonicalReader.parse(canonical) else { return nil }
    var entries: [Entry] = []
    for (key, json) in map {
      guard let value = json.parameterValue else { return nil }
      entries.append(Entry(key: key, value: value))
    }
    self.init(entries)
  }
}

extension ParameterSet {
  package init(_ entries: [Entry]) {
    self.entries = entries.sorted { $0.key < $1.key }
    canonical = Canonical.map(self.entries, key: \.key) { entry, json in
      json += "{\"layer\":".utf8
      Canonical.quote(entry.layer.rawValue, into: &json)
      json += ",\"value\":".utf8
      Canonical.value(entry.value, into: &json)
      json.append(UInt8(ascii: "}"))
    }
    digest = Digest(of: Array(canonical.utf8))
  }

  /// - Returns: nil where the text is not of the canonical form.
  package init?(canonical: String) {
    guard case .map(let map)? = CanonicalReader.parse(canonical) else { return nil }
    var entries: [Entry] = []
    for (key, json) in map {
      guard case .map(let fields) = json, fields.map(\.key) == ["layer", "value"],
        case .text(let name) = fields[0].value,
        let layer = Layer(rawValue: name), case .some(.some(let value)) = fields[1].value.parameterValue
      else { return nil }
      entries.append(Entry(key: key, value: value, layer: layer))
    }
    self.init(entries)
  }
}

extension ReadSet {
  package init(_ names: Set<String>) {
    self.names = names.sorted()
    var json: [UInt8] = []
    Canonical.list(self.names, into: &json)
    canonical = String(decoding: json, as: UTF8.self)
    digest = Digest(of: json)
  }

  /// - Returns: nil where the text is not of the canonical form.
  package init?(canonical: String) {
    guard case .list(let names)? = CanonicalReader.parse(canonical) else { return nil }
    self.init(Set(names))
  }
}

extension ProviderMapping {
  /// `{"key": "value"}`
  package var canonical: String {
    Canonical.map(entries, key: \.key) { Canonical.quote($0.value, into: &$1) }
  }

  /// - Returns: nil where the text is not of that form.
  package init?(provider: String, canonical: String) {
    guard case .map(let map)? = CanonicalReader.parse(canonical) else { return nil }
    var entries: [Entry] = []
    for (key, json) in map {
      guard case .text(let value) = json else { return nil }
      entries.append(Entry(key: key, value: value))
    }
    self.init(provider: provider, entries: entries)
  }
}
