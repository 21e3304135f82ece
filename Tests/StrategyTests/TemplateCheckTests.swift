import Strategy
import Testing

struct TemplateCheckTests {
  /// The body begins at line 10 of the file.
  private static let header = """
    arguments:
      - {name: size, enum: [small, medium, large]}
      - {name: cloud, enum: [aws, gcp]}
      - {name: scaling, enum: [manual, auto], multiple: true}
      - {name: namespace}

    """

  /// Uses every argument, so that only what a test is about is found.
  private static let uses = "{{size}}{{cloud}}{{scaling}}{{namespace}}"

  private static func findings(_ body: String, providerKeys: Set<String>? = nil) throws -> [String] {
    let template = try Template.of(header, body: body + "\n" + uses)
    return template.check(providerKeys: providerKeys).map {
      "\($0.line):\($0.column) \($0.kind.rawValue) \($0.message)"
    }
  }

  // MARK: Nothing to say

  @Test(arguments: [
    "", "text", #"\{{pod}}"#, "{{!-- {{pod}} --}}", "{{#if size}}x{{/if}}",
    #"{{#if (eq size "small")}}a{{else}}b{{/if}}"#,
    #"{{#if (eq size "small")}}a{{else if (eq size "medium")}}b{{else}}c{{/if}}"#,
    "{{@team}} {{@environment}} {{@cluster.name}}",
    "{{#each (split namespace \",\")}}{{this}} {{@index}} {{name}} {{../size}}{{/each}}",
    "{{#with namespace}}{{length}}{{/with}}",
    "{{#each (split namespace \",\") as |part n|}}{{part}}{{n}}{{/each}}",
    #"{{#if (includes scaling "manual")}}a{{/if}}"#,
    #"{{#if (or (eq size "small") (eq cloud "aws"))}}a{{else}}b{{/if}}"#, #"{{provider "storage.default"}}"#,
    #"{{#unless (eq size "small")}}a{{else}}b{{/unless}}"#, #"{{#if (ne size "small")}}a{{else}}b{{/if}}"#,
    #"{{#if (and (eq size "small") (eq cloud "aws"))}}a{{else if (eq size "small")}}b{{/if}}"#, "{{@root.size}}",
    // Inside a block with a context of its own a bare name is the item's.
    #"{{#each (split namespace ",")}}{{#if (eq size "none")}}a{{/if}}{{/each}}"#,
    #"{{#if (eq size "small")}}{{#with namespace}}{{#if (eq size "large")}}a{{/if}}{{/with}}{{/if}}"#,
    #"{{#each (split namespace ",") as |size|}}{{#if (eq size "none")}}a{{/if}}{{/each}}"#,
    #"{{#*inline "p"}}{{#if (eq size "none")}}a{{/if}}{{/inline}}{{> p}}"#,
    #"{{#*inline "p"}}{{anything}}{{/inline}}{{> p}}"#, #"{{#if (eq namespace "anything")}}a{{/if}}"#,
    #"{{#if (eq size "small")}}a{{/if}}{{#if (eq size "small")}}b{{/if}}"#,
    #"{{#if (eq size "small" "large")}}a{{else if (eq size "medium")}}b{{/if}}"#,
  ])
  func `a sound template has no findings`(body: String) throws {
    let found = try TemplateCheckTests.findings(body, providerKeys: ["storage.default"])
    #expect(found == [])
  }

  @Test func `the bundled template has no findings with the bundled mappings`() throws {
    let template = try Template.parse(
      Checkout.bytes("Seeds/templates/container_orchestration.md"), file: "container_orchestration.md")
    let providers = try ["aws", "azure", "gcp", "on-premise", "hybrid"].map { name in
      try ProviderMapping.parse(
        String(decoding: Checkout.bytes("Seeds/providers/\(name).yaml"), as: UTF8.self), file: name)
    }
    let keys = Set(providers.flatMap { $0.mapping.entries.map(\.key) })
    #expect(template.check(providerKeys: keys).map { "\($0.line):\($0.column) \($0.message)" } == [])
    #expect(!template.references.providerKeys.isEmpty)
  }

  // MARK: Names

  @Test(arguments: [
    (
      "a\n  {{pod}}",
      "11:5 undeclared 'pod' is no declared argument: it renders empty; escape it as \\{{pod}} to keep it"
    ),
    ("{{sice}}", "10:3 undeclared 'sice' is no declared argument: it renders empty; did you mean 'size'?"),
    ("é {{pod}}", "10:5 undeclared 'pod' is no declared argument: it renders empty; escape it as \\{{pod}} to keep it"),
    (
      "{{#if pod}}x{{/if}}",
      "10:7 undeclared 'pod' is no declared argument: it renders empty; escape it as \\{{pod}} to keep it"
    ),
    (
      #"{{#if (eq pod "x")}}x{{/if}}"#,
      "10:11 undeclared 'pod' is no declared argument: it renders empty; escape it as \\{{pod}} to keep it"
    ),
    (
      "{{#if size}}{{pod}}{{/if}}",
      "10:15 undeclared 'pod' is no declared argument: it renders empty; escape it as \\{{pod}} to keep it"
    ),
    ("{{@tema}}", "10:3 undeclared '@tema' is no scope variable: it renders empty"),
    ("{{frobnicate size}}", "10:3 unknown-helper unknown helper 'frobnicate'"),
    ("{{uppercas size}}", "10:3 unknown-helper unknown helper 'uppercas': did you mean 'uppercase'?"),
    ("{{#if (equals size \"small\")}}x{{/if}}", "10:8 unknown-helper unknown helper 'equals'"),
    (#"{{provider "storage.fast"}}"#, "10:12 provider-key no provider mapping has the key 'storage.fast'"),
  ])
  func `a name that means nothing is reported with its place`(body: String, finding: String) throws {
    let found = try TemplateCheckTests.findings(body, providerKeys: ["storage.default"])
    #expect(found == [finding])
  }

  @Test func `provider keys are not judged where no mapping is known`() throws {
    #expect(try TemplateCheckTests.findings(#"{{provider "storage.fast"}}"#) == [])
  }

  @Test func `an argument that is never used is reported at its declaration`() throws {
    let template = try Template.of(
      "arguments:\n  - name: a\n  - name: b\n  - name: c\n", body: "{{a}}{{#each a}}{{../c}}{{/each}}")
    #expect(
      template.check().map { "\($0.line):\($0.column) \($0.kind.rawValue) \($0.message)" } == [
        "6:5 unused argument 'b' is declared but never used"
      ])
  }

  @Test func `the provider argument needs no other use`() throws {
    let template = try Template.of("arguments:\n  - name: cloud_provider\n", body: #"{{provider "a"}}"#)
    #expect(template.check().isEmpty)
  }

  // MARK: Values

  @Test(arguments: [
    (
      #"{{#if (eq size "Large")}}a{{/if}}"#,
      "10:16 outside-allowed 'Large' is no value of 'size': did you mean 'large'?"
    ),
    (
      #"{{#if (eq size "small" "tiny")}}a{{/if}}"#,
      "10:24 outside-allowed 'tiny' is no value of 'size': did you mean 'small'?"
    ),
    (
      #"{{#if (ne cloud "azure")}}a{{/if}}"#,
      "10:17 outside-allowed 'azure' is no value of 'cloud': did you mean 'aws'?"
    ),
    (
      #"{{#if (includes scaling "auto-scaling")}}a{{/if}}"#,
      "10:25 outside-allowed 'auto-scaling' is no value of 'scaling': did you mean 'auto'?"
    ),
    (
      #"{{#if (not (and size (contains scaling "x")))}}a{{/if}}"#,
      "10:40 outside-allowed 'x' is no value of 'scaling': did you mean 'auto'?"
    ),
    (#"{{eq cloud "gpc"}}"#, "10:12 outside-allowed 'gpc' is no value of 'cloud': did you mean 'gcp'?"),
  ])
  func `a comparison with a value that cannot be is reported`(body: String, finding: String) throws {
    let found = try TemplateCheckTests.findings(body)
    #expect(found == [finding])
  }

  // MARK: Branches

  private static let never = "unreachable this branch is never taken:"

  @Test(arguments: [
    // Chains
    (
      #"{{#if (eq size "small")}}a{{else if (eq size "small")}}b{{/if}}"#,
      ["10:27 \(never) here 'size' can only be large, medium"]
    ),
    (
      #"{{#if (eq cloud "aws")}}a{{else if (eq cloud "gcp")}}b{{else}}c{{/if}}"#,
      ["10:63 \(never) the ones before it take every value"]
    ),
    (
      #"{{#if (eq size "small" "medium" "large")}}a{{else if namespace}}b{{/if}}"#,
      ["10:44 \(never) the ones before it take every value"]
    ),
    (
      #"{{#each (split namespace ",")}}a{{else}}{{#if (eq size "small")}}{{#if (eq size "large")}}b{{/if}}{{/if}}{{/each}}"#,
      ["10:66 \(never) here 'size' can only be small"]
    ),
    // Nested
    (
      #"{{#if (eq size "small")}}{{#if (eq size "large")}}a{{/if}}{{/if}}"#,
      ["10:26 \(never) here 'size' can only be small"]
    ),
    (
      #"{{#if (eq size "small")}}a{{else}}{{#if (eq size "small")}}b{{/if}}{{/if}}"#,
      ["10:35 \(never) here 'size' can only be large, medium"]
    ),
    (
      #"{{#if (eq size "small")}}{{#if (eq cloud "aws")}}{{#if (eq size "medium")}}a{{/if}}{{/if}}{{/if}}"#,
      ["10:50 \(never) here 'size' can only be small"]
    ),
    // unless, ne, not
    (
      #"{{#unless (eq size "small")}}{{#if (eq size "small")}}a{{/if}}{{/unless}}"#,
      ["10:30 \(never) here 'size' can only be large, medium"]
    ),
    (
      #"{{#if (ne size "small")}}{{#if (eq size "small")}}a{{/if}}{{/if}}"#,
      ["10:26 \(never) here 'size' can only be large, medium"]
    ),
    (
      #"{{#if (ne size "small")}}a{{else if (eq size "large")}}b{{/if}}"#,
      ["10:27 \(never) here 'size' can only be small"]
    ),
    (
      #"{{#if (not (eq cloud "aws"))}}{{#if (eq cloud "aws")}}a{{/if}}{{/if}}"#,
      ["10:31 \(never) here 'cloud' can only be gcp"]
    ),
    (
      #"{{#if (eq cloud "aws")}}{{#unless (eq cloud "aws")}}a{{/unless}}{{/if}}"#,
      ["10:25 \(never) here 'cloud' can only be aws"]
    ),
    // and, or
    (
      #"{{#if (and (eq size "small") (eq size "large"))}}a{{/if}}"#, ["10:1 \(never) its condition cannot hold here"]
    ),
    (
      #"{{#if (and namespace (eq size "small"))}}{{#if (eq size "large")}}a{{/if}}{{/if}}"#,
      ["10:42 \(never) here 'size' can only be small"]
    ),
    (
      #"{{#if (or (eq cloud "aws") (eq cloud "gcp"))}}a{{else}}b{{/if}}"#,
      ["10:56 \(never) the ones before it take every value"]
    ),
    (
      #"{{#if (or (eq size "small") (eq size "medium"))}}a{{else if (eq size "small")}}b{{/if}}"#,
      ["10:51 \(never) here 'size' can only be large"]
    ),
    (
      #"{{#if (not (or (eq size "small") (eq size "medium")))}}{{#if (eq size "small")}}a{{/if}}{{/if}}"#,
      ["10:56 \(never) here 'size' can only be large"]
    ),
    // Not followed: several values, free text, both outcomes of a conjunction
    (#"{{#if (includes scaling "manual")}}{{#if (includes scaling "auto")}}a{{/if}}{{/if}}"#, []),
    (#"{{#if (eq namespace "a")}}{{#if (eq namespace "b")}}a{{/if}}{{/if}}"#, []),
    (#"{{#if (and namespace (eq size "small"))}}a{{else if (eq size "small")}}b{{/if}}"#, []),
    (#"{{#if (or namespace (eq size "small"))}}{{#if (eq size "large")}}a{{/if}}{{/if}}"#, []),
    (#"{{#if (eq size cloud)}}{{#if (eq size "small")}}a{{/if}}{{/if}}"#, []),
  ])
  func `a branch that nothing can reach is reported with its place`(body: String, findings: [String]) throws {
    let found = try TemplateCheckTests.findings(body)
    #expect(found == findings)
  }

  @Test func `a branch that is dead for a wrong value is reported for the value only`() throws {
    let found = try TemplateCheckTests.findings(#"{{#if (eq size "tiny")}}a{{/if}}"#)
    #expect(found == ["10:16 outside-allowed 'tiny' is no value of 'size': did you mean 'small'?"])
  }

  @Test func `findings of every kind come in the order of the lines`() throws {
    let template = try Template.of(
      "arguments:\n  - {name: size, enum: [s, l]}\n  - {name: idle}\n",
      body: """
        {{pod}}
        {{frob size}} {{provider "x"}}
        {{#if (eq size "m")}}{{/if}}
        {{#if (eq size "s")}}{{else if (eq size "s")}}{{/if}}
        """)
    #expect(
      template.check(providerKeys: []).map { "\($0.line):\($0.column) \($0.kind)" } == [
        "6:5 unused", "8:3 undeclared", "9:3 unknownHelper", "9:26 providerKey", "10:16 outsideAllowed",
        "11:22 unreachable",
      ])
    #expect(Set(template.check(providerKeys: []).map(\.kind)) == Set(TemplateFinding.Kind.allCases))
  }
}
