import Catalogue
import Foundation
import Strategy
import TestSupport
import Testing
import Yams

/// Values that try to be more than text, in every place that a template can put them.
struct ValueShapeTests {
  /// The value in a place, and what the place holds by then, read by another parser than the program's own.
  private static let places: [String] = [
    "plain", "single", "double", "flow", "block", "key", "item", "mid", "json", "inner", "shell", "quoted", "heading",
    "cell", "prose", "link", "comment",
  ]

  private static func example(_ place: String) -> String { place == "link" ? "https://example.com/shop" : "shop" }

  private static let template =
    "---\nname: t\nversion: 1.0.0\narguments:\n"
    + places.map { "  - {name: \($0), example: \"\(example($0))\"}\n" }.joined() + """
      ---
      # About {{heading}}

      | Name | Value |
      |---|---|
      | name | {{cell}} |

      {{prose}} has [a page]({{link}}).

      ```yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        labels: {app: {{flow}}, tier: x}
        annotations:
          {{key}}: x
          other: y  # {{comment}}
      data:
        plain: {{plain}}
        single: '{{single}}'
        double: "{{double}}"
        mid: a {{mid}} z
        text: |
          Hello {{block}}
          and more
        dash.json: |
          {"title": "{{inner}}", "n": 1}
      items:
        - {{item}}
        - b
      ```

      ```json
      {"a": "{{json}}", "b": [1, 2]}
      ```

      ```sh
      echo {{shell}} --flag
      echo "{{quoted}}" | cat
      ```

      """

  /// The output, or nil where the value is refused.
  private static func output(_ value: String, in place: String) throws -> String? {
    let settings = places.map { (key: $0, value: $0 == place ? value : example($0)) }
    do {
      let bytes = try TemplateFile.render(
        Array(template.utf8), file: "t.md", data: nil, settings: settings, options: RenderOptions(),
        Bundled(templates: [], providers: []))
      return String(decoding: bytes, as: UTF8.self)
    } catch CatalogueError.invalid(let problems) {
      #expect(problems.allSatisfy { $0.text.contains("'\(place)'") }, "\(problems)")
      return nil
    }
  }

  // MARK: The other reading

  /// What is wrong with an output that was accepted; nil where nothing is.
  private static func fault(of output: String, _ value: String, in place: String, beside neutral: String) -> String? {
    let (blocks, others) = (fenced(output), fenced(neutral))
    guard blocks.map(\.language) == others.map(\.language) else { return "other blocks" }
    for (block, other) in zip(blocks, others) where block.text != other.text {
      switch block.language {
      case "yaml":
        guard let new = try? Yams.compose(yaml: block.text), let old = try? Yams.compose(yaml: other.text) else {
          return "no YAML"
        }
        if shape(new, replacing: place == "key" ? value : "shop") != shape(old, replacing: "shop") {
          return "other keys or types"
        }
        if let text = text(new, in: place), text != expected(value, in: place) { return "'\(text)' of it" }
      case "json":
        guard let new = json(block.text), let old = json(other.text) else { return "no JSON" }
        if shape(of: new) != shape(of: old) { return "another JSON" }
        if (new as? [String: Any])?["a"] as? String != value { return "not all of it" }
      case "sh":
        let signs = place == "shell" ? "`$;&|<>(){}[]\\\"'*?" : "`$\\\""
        // A tilde is a home only where a word begins.
        let isHome = place == "shell" && value.hasPrefix("~")
        if isHome || value.contains(where: signs.contains) { return "signs of the shell" }
        if place == "shell", value.split(separator: " ").count != 1 || value.trimmed.hasPrefix("-") {
          return "other words"
        }
      default: continue
      }
    }
    return prose(output) == prose(neutral) ? nil : "other Markdown"
  }

  private static func fenced(_ output: String) -> [(language: String, text: String)] {
    var blocks: [(language: String, text: String)] = []
    var isOpen = false
    for line in output.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        if !isOpen { blocks.append((String(line.dropFirst(3)), "")) }
        isOpen.toggle()
      } else if isOpen, let last = blocks.indices.last {
        blocks[last].text += line + "\n"
      }
    }
    return blocks
  }

  /// Keys and resolved tags in their order, a key that is the value as `*`.
  private static func shape(_ node: Node, replacing value: String) -> String {
    switch node {
    case .scalar: return node.tag.description
    case .sequence(let items): return "[" + items.map { shape($0, replacing: value) }.joined(separator: ",") + "]"
    case .mapping(let entries):
      let parts = entries.map { key, item -> String in
        let name = key.scalar?.string ?? "?"
        return "\(name == value ? "*" : name) \(key.tag) \(shape(item, replacing: value))"
      }
      return "{" + parts.joined(separator: ",") + "}"
    case .alias: return "alias"
    }
  }

  private static func text(_ root: Node, in place: String) -> String? {
    switch place {
    case "plain", "single", "double", "mid": root["data"]?[place]?.scalar?.string
    case "block": root["data"]?["text"]?.scalar?.string
    case "flow": root["metadata"]?["labels"]?["app"]?.scalar?.string
    case "item": root["items"]?.sequence?.first?.scalar?.string
    case "inner":
      root["data"]?["dash.json"]?.scalar.flatMap { json($0.string) as? [String: Any] }.map {
        $0.keys.sorted() == ["n", "title"] ? $0["title"] as? String ?? "" : "other keys"
      } ?? "no JSON"
    default: nil
    }
  }

  private static func expected(_ value: String, in place: String) -> String {
    switch place {
    case "mid": "a \(value) z"
    case "block": "Hello \(value)\nand more\n"
    default: value
    }
  }

  private static func json(_ text: String) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
  }

  private static func shape(of json: Any) -> String {
    if let map = json as? [String: Any] {
      return "{" + map.sorted { $0.key < $1.key }.map { "\($0.key):\(shape(of: $0.value))" }.joined() + "}"
    }
    if let list = json as? [Any] { return "[" + list.map { shape(of: $0) }.joined(separator: ",") + "]" }
    return json is String ? "text" : "number"
  }

  /// Headings, cells, list items, tags and links of what stands outside of code.
  private static func prose(_ output: String) -> [String] {
    var isCode = false
    return output.components(separatedBy: "\n").compactMap { line in
      if line.hasPrefix("```") { isCode.toggle() }
      guard !isCode else { return nil }
      let start = line.firstMatch(of: /^[ \t]*(#{1,6} |[-+*] |\d+[.)] |>)/).map { String($0.1) } ?? ""
      let cells = line.hasPrefix("|") ? line.replacing(/\\./, with: "").count { $0 == "|" } : 0
      let tags = line.replacing(/\\[^A-Za-z0-9 ]/, with: ".").matches(of: /<[A-Za-z\/!?]/).count
      let links = line.matches(of: /\]\(/).count
      return "\(start)\(cells)\(tags)\(links)\(line.trimmed.isEmpty)"
    }
  }

  // MARK: Values

  private static let fragments = [
    "web", "shop", "1", "0", "x", "A small", "é", "日本", " ", "  ", ":", ": ", " #", "#", "# ", "'", "''", "\"", "\\",
    "\\n", "\\\"", "{", "}", "[", "]", ",", ", ", "- ", "-", "---", "...", "&a", "*a", "!!int ", "!!binary ", "!", "|",
    ">", "%", "@", "`", "null", "~", "true", "yes", "on", "0o7", "1_000", "12:30", "2024-01-01", "1e3", ".5", ".inf",
    "<<", "=", "?", "? ", "$", "$(id)", "${x}", ";", "&", "|", "(", ")", "<b>", "</b>", "<!--", "](x)", "[a](b)", "* ",
    "1. ", "~~", "\u{FEFF}", "\u{A0}", "\u{E000}0\u{E001}", "other", "app", "tier", "EOF", "\u{1F600}", "javascript:",
  ]

  private static func value(_ random: inout SplitMix64) -> String {
    let count = Int.random(in: 1...5, using: &random)
    return (0..<count).map { _ in fragments.randomElement(using: &random) ?? "x" }.joined()
  }

  @Test func `a value is text and nothing else, wherever it stands, or it is refused`() throws {
    let count = FaultRun.rounds(600, long: 10_000)
    var random = FaultRun.random(41)
    var (accepted, refused) = (0, 0)
    var neutral: [String: String] = [:]
    for place in ValueShapeTests.places {
      let output: String = try #require(try ValueShapeTests.output(ValueShapeTests.example(place), in: place))
      neutral[place] = output
    }
    for number in 0..<count {
      let place = ValueShapeTests.places[number % ValueShapeTests.places.count]
      let value = ValueShapeTests.value(&random)
      // Keys of another map, which the judge below would take for the value.
      if place == "key", value == "app" || value == "tier" { continue }
      guard let output = try ValueShapeTests.output(value, in: place) else {
        refused += 1
        continue
      }
      accepted += 1
      let fault = ValueShapeTests.fault(of: output, value, in: place, beside: neutral[place] ?? "")
      #expect(fault == nil, "'\(value)' as \(place) makes \(fault ?? "")")
    }
    FaultRun.report("values: \(count) tried, \(accepted) accepted, \(refused) refused")
    #expect(accepted > count / 10 && refused > count / 10)
  }

  @Test(arguments: places)
  func `ordinary values are taken everywhere`(place: String) throws {
    let names = ["web", "my-shop", "shop.example.com", "v1.2.3", "a_b", "1.31.2", "500m", "tom/jerry"]
    let sentences = [
      "A small shop", "Hello world!", "50% off", "payments (EU)", "Tom & Jerry", "Größe: XL".replacing(":", with: ""),
      "ops@example.com", "https://example.com/a/b", "key=value",
    ]
    let values = place == "link" ? ["https://a.example.com/x?y=1&z=2"] : place == "shell" ? names : names + sentences
    for value in values { #expect(try ValueShapeTests.output(value, in: place) != nil, "'\(value)'") }
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
