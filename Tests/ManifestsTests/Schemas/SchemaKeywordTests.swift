import Testing

@testable import Manifests

struct SchemaKeywordTests {
  @Test(arguments: [
    // Types
    ("{a: {type: integer}}", "{a: six}", ["1 a: expected integer, found string 'six'"]),
    ("{a: {type: integer}}", "{a: '6'}", ["1 a: expected integer, found string '6'"]),
    ("{a: {type: integer}}", "{a: 6}", []), ("{a: {type: integer}}", "{a: 1.0}", []),
    ("{a: {type: integer}}", "{a: 1.5}", ["1 a: expected integer, found number '1.5'"]),
    ("{a: {type: number}}", "{a: 6}", []), ("{a: {type: number}}", "{a: 6.5}", []),
    ("{a: {type: string}}", "{a: 6}", ["1 a: expected string, found number '6'"]),
    ("{a: {type: string}}", "{a: true}", ["1 a: expected string, found boolean 'true'"]),
    ("{a: {type: string}}", "{a: yes}", []),
    ("{a: {type: boolean}}", "{a: 'true'}", ["1 a: expected boolean, found string 'true'"]),
    ("{a: {type: object}}", "{a: [1]}", ["1 a: expected map, found a list"]),
    ("{a: {type: array}}", "{a: {}}", ["1 a: expected list, found a map"]),
    ("{a: {type: object}}", "{a: }", ["1 a: expected map, found null"]),
    ("{a: {type: object, nullable: true}}", "{a: }", []), ("{a: {type: string, default: x}}", "{a: }", []),
    ("{a: {type: [string, integer]}}", "{a: true}", ["1 a: expected string or integer, found boolean 'true'"]),
    ("{a: {x-kubernetes-int-or-string: true}}", "{a: 80, }", []),
    ("{a: {x-kubernetes-int-or-string: true}}", "{a: http}", []),
    (
      "{a: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}}", "{a: []}",
      ["1 a: expected string or integer, found a list"]
    ),
    // Fields
    ("{port: {type: integer}}", "{prot: 1}", ["1 prot: unknown field 'prot': did you mean 'port'?"]),
    ("{port: {type: integer}}", "{other: 1}", ["1 other: unknown field 'other'"]),
    ("{a: {type: object, properties: {b: {type: string}}}}", "\n  a:\n    c: 1", ["3 a.c: unknown field 'c'"]),
    ("{a: {type: object}}", "{a: {b: 1}}", ["1 a.b: unknown field 'b'"]),
    ("{a: {type: object, additionalProperties: true}}", "{a: {b: 1}}", []),
    (
      "{a: {type: object, additionalProperties: {type: string}}}", "{a: {b: 1}}",
      ["1 a.b: expected string, found number '1'"]
    ),
    (
      "{a: {type: object, additionalProperties: {type: string}}}", "{a: {b.c/d: 1}}",
      ["1 a[\"b.c/d\"]: expected string, found number '1'"]
    ),
    (
      "{a: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {b: {type: object}}}}", "{a: {c: 1}}",
      []
    ),
    (
      "{a: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {b: {type: object}}}}",
      "{a: {b: {c: 1}}}", ["1 a.b.c: unknown field 'c'"]
    ),
    ("{a: {x-kubernetes-preserve-unknown-fields: true}}", "{a: {c: [1, {d: 2}]}}", []),
    (
      "{a: {type: object, patternProperties: {'^x-': {type: string}}}}", "{a: {x-a: 1, y: 2}}",
      ["1 a.x-a: expected string, found number '1'", "1 a.y: unknown field 'y'"]
    ),
    (
      "{a: {type: object, required: [b, c], properties: {b: {type: string}, c: {type: string, default: x}}}}",
      "{a: {}}",
      ["1 a: missing 'b'"]
    ),
    (
      "{a: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}}",
      "{a: {kind: X}}", ["1 a: missing 'apiVersion'"]
    ),
    (
      "{a: {type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object}}}}",
      "{a: {kind: X, apiVersion: v1, metadata: {name: x}, spec: {}, b: 1}}", ["1 a.b: unknown field 'b'"]
    ),
    (
      "{a: {type: object, additionalProperties: {type: string}, maxProperties: 1}}", "{a: {b: c, d: e}}",
      ["1 a: expected at most 1 entry, found 2"]
    ),
    // Values
    (
      "{a: {type: string, enum: [Always, Never]}}", "{a: Alway}",
      ["1 a: expected one of 'Always', 'Never', found 'Alway'"]
    ),
    ("{a: {enum: [1, {b: [c]}]}}", "{a: 1.0}", []), ("{a: {enum: [1, {b: [c], d: 1}]}}", "{a: {d: 1, b: [c]}}", []),
    ("{a: {enum: ['1']}}", "{a: 1}", ["1 a: expected '1', found '1'"]),
    ("{a: {const: x}}", "{a: y}", ["1 a: expected 'x', found 'y'"]),
    ("{a: {minimum: 1, maximum: 5}}", "{a: 0}", ["1 a: expected at least 1, found 0"]),
    ("{a: {minimum: 1, maximum: 5}}", "{a: 6}", ["1 a: expected at most 5, found 6"]),
    ("{a: {minimum: 1, maximum: 5}}", "{a: 5}", []),
    ("{a: {minimum: 1, exclusiveMinimum: true}}", "{a: 1}", ["1 a: expected more than 1, found 1"]),
    ("{a: {exclusiveMinimum: true, minimum: 1}}", "{a: 1}", ["1 a: expected more than 1, found 1"]),
    ("{a: {exclusiveMaximum: 5}}", "{a: 5}", ["1 a: expected less than 5, found 5"]),
    ("{a: {multipleOf: 0.1}}", "{a: 0.3}", []),
    ("{a: {multipleOf: 5}}", "{a: 12}", ["1 a: expected a multiple of 5, found 12"]),
    ("{a: {minLength: 2}}", "{a: ä}", ["1 a: expected at least 2 characters, found 1"]),
    ("{a: {maxLength: 1}}", "{a: ä}", []),
    ("{a: {pattern: '^[a-z]+$'}}", "{a: aB}", ["1 a: 'aB' does not match '^[a-z]+$'"]),
    ("{a: {pattern: '^(?=x)'}}", "{a: aB}", []),
    // Lists
    ("{a: {type: array, items: {type: integer}}}", "{a: [1, x]}", ["1 a[1]: expected integer, found string 'x'"]),
    (
      "{a: {type: array, items: {type: object, properties: {name: {type: string}, b: {type: integer}}}}}",
      "\n  a:\n  - name: x\n    b: y", ["4 a[x].b: expected integer, found string 'y'"]
    ),
    ("{a: {type: array, minItems: 1}}", "{a: []}", ["1 a: expected at least 1 item, found 0"]),
    (
      "{a: {type: array, uniqueItems: true}}", "{a: [1, 1.0]}", ["1 a[1]: a second item with '1.0': expected each once"]
    ),
    (
      "{a: {type: array, x-kubernetes-list-type: set}}", "{a: [x, y, x]}",
      ["1 a[2]: a second item with 'x': expected each once"]
    ),
    (
      "{a: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [b, c]}}",
      "{a: [{b: 1}, {b: 1, c: 2}, {b: 1}]}", ["1 a[2]: a second item with b '1': expected each once"]
    ),
  ])
  func `a value is held to the keywords of its schema`(properties: String, spec: String, findings: [String]) throws {
    #expect(try SchemaFixture(spec: "{type: object, properties: \(properties)}").findings(spec: spec) == findings)
  }

  @Test(arguments: [
    ("anyOf: [{required: [a]}, {required: [b]}]", "{c: 1}", ["1 spec: missing one of 'a', 'b'"]),
    ("anyOf: [{required: [a]}, {required: [b]}]", "{a: 1, b: 1}", []),
    ("oneOf: [{required: [a]}, {required: [b]}]", "{a: 1, b: 1}", ["1 spec: expected only one of 'a', 'b'"]),
    ("oneOf: [{required: [a]}, {required: [b]}]", "{a: 1}", []),
    ("not: {required: [a]}", "{a: 1}", ["1 spec: has what its schema rules out"]),
    ("not: {required: [a]}", "{b: 1}", []),
    (
      "allOf: [{required: [a]}, {properties: {b: {maximum: 3}}}]", "{b: 4}",
      ["1 spec: missing 'a'", "1 b: expected at most 3, found 4"]
    ),
    (
      "anyOf: [{properties: {a: {minimum: 5}}}, {required: [b]}]", "{a: 1}", ["1 a: expected at least 5, found 1"]
    ),
  ])
  func `choices are made among schemas`(keywords: String, spec: String, findings: [String]) throws {
    let schema = "{type: object, properties: {a: {type: integer}, b: {type: integer}, c: {type: integer}}, \(keywords)}"
    #expect(try SchemaFixture(spec: schema).findings(spec: spec) == findings)
  }

  @Test(arguments: [
    ("'Deprecated: use b.'", ["1 a: Deprecated: use b"]),
    ("'The size. Deprecated: Use b instead. More.'", ["1 a: Deprecated: Use b instead"]),
    ("'DEPRECATED - gone soon'", ["1 a: DEPRECATED - gone soon"]),
    ("'What is deprecated: nothing'", []), ("'Whether Deprecated: is shown'", []), ("'The size.'", []),
  ])
  func `a description that says so makes a field deprecated`(description: String, findings: [String]) throws {
    let fixture = try SchemaFixture(
      spec: "{type: object, properties: {a: {type: integer, description: \(description)}}}")
    #expect(fixture.findings(spec: "{a: 1}") == findings)
    #expect(fixture.findings(spec: "{}") == [])
    #expect(
      fixture.all("apiVersion: example.com/v1\nkind: Thing\nspec: {a: 1}\n").allSatisfy { $0.rule == .deprecatedField })
  }

  @Test func `aliases in a schema and in an object are followed`() throws {
    let fixture = try SchemaFixture(spec: "{type: object, properties: {a: &x {type: integer, maximum: 3}, b: *x}}")
    #expect(
      fixture.findings(spec: "{a: &y 4, b: *y}") == [
        "1 a: expected at most 3, found 4", "1 b: expected at most 3, found 4",
      ])
  }

  @Test func `a finding names rule, subject and object`() throws {
    let fixture = try SchemaFixture(spec: "{type: object, properties: {port: {type: integer}}}")
    let finding = try #require(
      fixture.all("apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a, namespace: b}\nspec: {other: 1}\n")
        .first)
    #expect(finding.rule == .schemaViolation)
    #expect(finding.object == "Thing b/a" && finding.subject == "other" && finding.hint == "known here: port")
  }

  @Test func `metadata has what every object has and no more`() throws {
    let fixture = try SchemaFixture(spec: "{type: object}")
    let text = "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a, labels: {b: c}, lables: {}}\nspec: {}\n"
    #expect(fixture.findings(text) == ["3 metadata.lables: unknown field 'lables': did you mean 'labels'?"])
  }
}
