import Strategy
import Testing

struct MatrixTests {
  private static func rows(_ header: String, takesSets: Bool = false, body: String = "") throws -> [String] {
    let matrix = try Matrix(Template.of(header, body: body), takesSets: takesSets)
    var rows: [String] = []
    matrix.forEach { key, parameters in
      rows.append(key + " " + parameters.map { "\($0.name)=\($0.value.rendered)" }.joined(separator: ";"))
    }
    #expect(rows.count == matrix.count)
    return rows
  }

  @Test func `the rightmost argument turns fastest`() throws {
    #expect(
      try MatrixTests.rows("arguments: [{name: a, enum: [x, y]}, {name: b, enum: ['1', '2', '3']}]\n") == [
        "x|1 a=x;b=1", "x|2 a=x;b=2", "x|3 a=x;b=3", "y|1 a=y;b=1", "y|2 a=y;b=2", "y|3 a=y;b=3",
      ])
  }

  @Test func `inferred values are walked as declared ones are`() throws {
    #expect(
      try MatrixTests.rows("arguments: [{name: a, description: 'Size (small <10, large >50)'}]\n") == [
        "small a=small", "large a=large",
      ])
  }

  @Test func `free text takes its default, else its example, and stays out of the key`() throws {
    let header = """
      arguments:
        - {name: first, default: "1"}
        - {name: size, enum: [s, l]}
        - {name: second, example: "2"}
        - {name: third, default: d, example: e}
        - {name: none}

      """
    #expect(
      try MatrixTests.rows(header) == ["s first=1;size=s;second=2;third=d", "l first=1;size=l;second=2;third=d"])
  }

  @Test func `required free text with neither is refused`() throws {
    let error = #expect(throws: ValueProblem.self) {
      try Matrix(Template.of("arguments: [{name: a, required: true}]\n"))
    }
    #expect(error?.description == "argument 'a' is free text with neither a default nor an example")
  }

  @Test func `a template without arguments has one combination`() throws {
    #expect(try MatrixTests.rows("") == [" "])
  }

  private static let several = "arguments: [{name: a, enum: [none, x, y, z], multiple: true, exclusive: [none]}]\n"

  @Test func `arguments of several values take one each`() throws {
    #expect(try MatrixTests.rows(MatrixTests.several) == ["none a=none", "x a=x", "y a=y", "z a=z"])
  }

  @Test func `with sets they take every set that is allowed, the small ones first`() throws {
    #expect(
      try MatrixTests.rows(MatrixTests.several, takesSets: true) == [
        "none a=none", "x a=x", "y a=y", "z a=z", "x+y a=x, y", "x+z a=x, z", "y+z a=y, z", "x+y+z a=x, y, z",
      ])
  }

  @Test func `every set is one that the argument takes`() throws {
    let template = try Template.of(MatrixTests.several)
    let argument = try #require(template.frontMatter.argument("a"))
    try Matrix(template, takesSets: true).forEach { _, parameters in
      for parameter in parameters {
        let checked = try argument.check(parameter.value)
        #expect(checked == parameter.value)
      }
    }
  }

  @Test func `sets of an argument of one value are its values`() throws {
    #expect(try MatrixTests.rows("arguments: [{name: a, enum: [x, y]}]\n", takesSets: true) == ["x a=x", "y a=y"])
  }

  @Test func `an argument that is tested for membership has sets`() throws {
    let rows = try MatrixTests.rows(
      "arguments: [{name: a, enum: [x, y]}]\n", takesSets: true, body: "{{#if (includes a \"x\")}}{{/if}}")
    #expect(rows == ["x a=x", "y a=y", "x+y a=x, y"])
  }

  @Test func `what the body throws ends the walk`() throws {
    struct Stop: Error {}
    var count = 0
    let matrix = try Matrix(Template.of(MatrixTests.several))
    #expect(throws: Stop.self) {
      try matrix.forEach { _, _ in
        count += 1
        if count == 2 { throw Stop() }
      }
    }
    #expect(count == 2)
  }
}
