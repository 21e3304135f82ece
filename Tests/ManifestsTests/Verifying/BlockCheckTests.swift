import Testing

@testable import Manifests

struct BlockCheckTests {
  @Test(arguments: [
    ("```yaml\na: 1\n```\n", []),
    ("```yaml\na: 1\n```", []),
    ("```yaml\na: 1\n````  \n", []),
    ("~~~~yaml\na: 1\n~~~\n", ["1 unclosed-fence yaml"]),
    ("```yaml\na: 1\n", ["1 unclosed-fence yaml"]),
    ("```yaml\na: 1\n```\nmore\n", ["1 unclosed-fence yaml"]),
    ("```yaml\n", ["1 unclosed-fence yaml"]),
    ("```", ["1 unclosed-fence yaml"]),
    ("a: 1\n", []),
  ])
  func `a fence that does not close is found`(text: String, lines: [String]) {
    #expect(Found(block: text, "yaml").lines([.unclosedFence]) == lines)
  }

  @Test func `prose has no fence to close`() {
    #expect(Found(block: "text\n```\n", nil).findings.isEmpty)
  }

  @Test(arguments: [
    ("```yaml\na: 1\n```\n", []),
    ("```yaml\n---\na: 1\n---\nb: 1\n```\n", []),
    ("```yaml\n# why\n---\na: 1\n```\n", []),
    ("```yaml\n%YAML 1.2\n---\na: 1\n...\n```\n", []),
    ("```yaml\na: 1\n...\n# end\n```\n", []),
    ("```yaml\na: 1\n...\n---\nb: 1\n```\n", []),
    ("```yaml\n--- {a: 1}\n--- # b\nb: 1\n```\n", []),
    ("```yaml\n```\n", [2]),
    ("```yaml\n# nothing\n\n```\n", [2]),
    ("```yaml\n---\n```\n", [2]),
    ("```yaml\n---\n---\na: 1\n```\n", [2]),
    ("```yaml\na: 1\n---\n# only this\n---\nb: 1\n```\n", [3]),
    ("```yaml\na: 1\n---\n```\n", [3]),
    ("```yaml\na: 1\n---\n\n---\n", [3, 5]),
    ("", [1]),
  ])
  func `documents that hold nothing are found at their separator`(text: String, lines: [Int]) {
    #expect(Found(block: text, "yaml").findings.filter { $0.rule == .emptyDocument }.map(\.line) == lines)
    #expect(Found(block: text, "sh").lines([.emptyDocument]).isEmpty)
  }

  @Test(arguments: [
    ("a {{#if x}} b", ["{{#if x}}"]), ("{{/if}}", ["{{/if}}"]), ("{{~#if x~}}", ["{{~#if x~}}"]),
    ("{{else}}", ["{{else}}"]), ("{{ else if x }}", ["{{ else if x }}"]), ("{{else~}}", ["{{else~}}"]),
    ("{{> part}}", ["{{> part}}"]), ("{{!-- no --}}", ["{{!-- no --}}"]), ("{{^x}}", ["{{^x}}"]),
    ("{{&x}}", ["{{&x}}"]), ("{{../x}}", ["{{../x}}"]), ("{{eq ../x 1}}", ["{{eq ../x 1}}"]),
    ("{{#a}}{{/a}}", ["{{#a}}", "{{/a}}"]),
    ("{{ .Values.x }}", []), ("{{- if .x }}a{{- else }}b{{- end }}", []), ("{{ $labels.pod }}", []),
    ("{{pod}} {{ namespace }}", []), ("${{ github.ref }}", []), ("{{/* of Go */}}", []), ("{{elsewhere}}", []),
    ("{{ .Files.Get \"../x\" }}", []), ("{{#if", []), ("{{#a\n}}", []), ("{ {#a}}", []), ("{{", []), ("{{}}", []),
    ("A{{text}} --> B", []),
  ])
  func `tags of the template that are left over are found`(text: String, tags: [String]) {
    #expect(Found(block: text, nil).lines() == tags.map { "1 unrendered-tag \($0)" })
    #expect(Found(block: "```sh\n\n\(text)\n```\n", "sh").lines() == tags.map { "3 unrendered-tag \($0)" })
  }

  @Test(arguments: [
    (#"{"expr": "up", "legendFormat": ""}"#, "1 empty-legend up"),
    (#"{"legendFormat":"","expr":"rate(x{a=\"b\"}[5m])"}"#, #"1 empty-legend rate(x{a="#),
    ("targets:\n- expr: up == 1\n  legendFormat: ''\n", "3 empty-legend up == 1"),
    ("- legendFormat: \"\"\n  expr: 'up'\n", "1 empty-legend up"),
    ("x: '{\"legendFormat\": \"\"}'", "1 empty-legend "),
    (#"x: "{\"expr\": \"up\", \"legendFormat\": \"\"}""#, "1 empty-legend up"),
    (#"x: "{\\\"legendFormat\\\": \\\"\\\"}""#, "1 empty-legend "),
    (#"{"legendFormat": "{{pod}}"}"#, nil), ("legendFormat: '{{pod}}'", nil), ("legendFormat", nil),
    ("legendFormat:", nil), ("legendFormat: \"", nil), ("the legendFormat is \"\"", nil), ("legendForma", nil),
  ])
  func `empty legends are found`(text: String, line: String?) {
    #expect(Found(block: text, "json").lines([.emptyLegend]) == (line.map { [$0] } ?? []))
  }

  @Test func `findings of a block come in the order of its lines`() {
    let text = "```yaml\n---\nlegendFormat: ''\nb: {{#if}}\n---\nc: {{/if}}\n"
    #expect(
      Found(block: text, "yaml").findings.map { "\($0.line) \($0.rule.rawValue)" } == [
        "1 unclosed-fence", "3 empty-legend", "4 unrendered-tag", "6 unrendered-tag",
      ])
  }

  @Test func `JSON that does not parse is found where it stands`() {
    let block = "```json\n{\n  \"a\": 1,\n}\n```\n"
    let document = BlockFacts(language: "json", content: Array(block.utf8)).documents.first
    #expect(document?.offset == 1)
    #expect(document?.facts.findings.map { "\($0.line) \($0.rule.rawValue)" } == ["3 broken-json"])
    let twice = BlockFacts(language: "json", content: Array("{\"a\": 1, \"b\": yes, \"a\": 2}".utf8)).documents.first
    #expect(twice?.facts.findings.map(\.rule) == [.brokenJSON])
    let root = BlockFacts(language: "json", content: Array("{\"kind\": 1,\n \"kind\": 2}".utf8)).documents.first
    #expect(root?.facts.findings.map { "\($0.line) \($0.rule.rawValue)" } == ["2 duplicate-key"])
    #expect(BlockFacts(language: "json", content: Array("null".utf8)).documents.first?.facts.findings.isEmpty == true)
  }

  @Test func `long texts of marks are read quickly`() {
    for text in ["{{#", "{{", "{{/}", "legendFormat: \"", "{{else}}"] {
      let block = String(repeating: text, count: 40_000)
      #expect(Found(block: block, nil).findings.count <= 40_000)
    }
  }
}
