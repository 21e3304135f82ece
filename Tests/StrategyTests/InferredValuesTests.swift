import Strategy
import Testing

struct InferredValuesTests {
  private static func values(_ description: String) throws -> [String] {
    let quoted = description.replacing("'", with: "''")
    return try Template.argument("description: '\(quoted)'").allowed.map {
      $0.note.isEmpty ? $0.value : "\($0.value): \($0.note)"
    }
  }

  @Test(arguments: [
    ("Size (small, medium, large)", ["small", "medium", "large"]),
    (
      "Size (small <10 nodes, medium 10-50 nodes, large >50 nodes)",
      ["small: <10 nodes", "medium: 10-50 nodes", "large: >50 nodes"]
    ),
    ("Size (small,large)", ["small", "large"]), ("Size ( small ,  large  most )", ["small", "large: most"]),
    ("Size (a.b, c_d, e-f, 1.31)", ["a.b", "c_d", "e-f", "1.31"]), ("Size (a, b)  ", ["a", "b"]),
    ("(one) Size (a, b)", ["a", "b"]), ("Store (etcd, consul)", ["etcd", "consul"]), ("(a, b)", ["a", "b"]),
  ])
  func `a closing list in parentheses gives the values and their notes`(
    description: String, values: [String]
  ) throws {
    #expect(try InferredValuesTests.values(description) == values)
  }

  @Test(arguments: [
    ">\n  Size (a, b most)", "|\n  Size (a, b most)", ">-\n  Size\n  (a,\n  b most)", "|\n  Size (a,\n  b most)\n\n",
    "Size (a,\n  b most)",
  ])
  func `a description of several lines gives them too`(yaml: String) throws {
    let allowed = try Template.argument("description: \(yaml)").allowed
    #expect(allowed.map { "\($0.value):\($0.note)" } == ["a:", "b:most"])
  }

  @Test(arguments: [
    "", "Size", "Size small, medium", "Size (a, b) of the cluster", "Size (a)", "Size ()", "Size (a, )", "Size (, a)",
    "Size (a,, b)", "Size (e.g. a, b)", "Size (E.g. a, b)", "Size (a, b, etc.)", "Size (a, b, etc)",
    "Size (a, b, Etc.)", "Size a, b)",
    "Size (a, b!)", "Size (a/b, c)", "Size (é, b)", "Size (a, (b, c))", "Size (a (b), c (d))", "Size (a, \"b\")",
  ])
  func `any other description gives none`(description: String) throws {
    #expect(try InferredValuesTests.values(description) == [])
  }

  @Test func `values that are written out win over the description`() throws {
    #expect(try Template.argument("description: Size (a, b)\nenum: [c, d]").allowedValues == ["c", "d"])
  }

  @Test func `a pattern makes free text of an argument, whatever its description`() throws {
    #expect(try Template.argument("description: Size (a, b)\npattern: '^c'").isFreeText)
  }

  // MARK: Several values

  @Test(arguments: [
    ("{{#if (includes x \"a\")}}1{{/if}}", true), ("{{#if (contains x \"a\")}}1{{/if}}", true),
    ("{{includes x \"a\"}}", true), ("{{#if (not (and (includes x \"a\") 1))}}1{{/if}}", true),
    ("{{#if (eq x \"a\")}}1{{/if}}", false), ("{{#if (includes y x)}}1{{/if}}", false), ("{{x}}", false), ("", false),
    ("{{!-- includes x --}}includes x", false), ("\\{{includes x \"a\"}}", false),
    ("{{#if y}}{{else if (includes x \"a\")}}1{{/if}}", true),
  ])
  func `an argument that is tested for membership takes several values`(body: String, isMultiple: Bool) throws {
    #expect(try Template.argument("enum: [a, b]", body: body).isMultiple == isMultiple)
  }

  @Test(arguments: [("true", "{{x}}", true), ("false", "{{includes x \"a\"}}", false)])
  func `what the front matter says of several values wins`(stated: String, body: String, isMultiple: Bool) throws {
    #expect(try Template.argument("enum: [a, b]\nmultiple: \(stated)", body: body).isMultiple == isMultiple)
  }
}
