import Handlebars
import Strategy
import Testing

/// What a template of that text gives with all helpers; the data as JSON.
private func render(_ text: String, _ json: String = "{}", data: [(name: String, value: Value)] = []) throws -> String {
  let bytes = try Renderer.render(
    Source(name: "t", text: text), root: try DataDocument.parse(json, name: "data"), data: data, helpers: .standard)
  return String(decoding: bytes, as: UTF8.self)
}

struct StandardHelperTests {
  private static let data = """
    {"s":"small","n":3,"z":0,"e":"","t":true,"f":false,"u":null,"list":["a","b",1],"empty":[],"map":{"k":"v"},
    "csv":"a,b,,c","num":"10","neg":"-2.5","blank":"  x \\t","os":"é","word":"hello World","same":["a","b",1]}
    """

  // MARK: Answers

  @Test(arguments: [
    // eq, ne
    (#"eq s "small""#, "true"), (#"eq s "Small""#, "false"), (#"eq s "a" "small" "b""#, "true"),
    (#"eq s "a" "b""#, "false"),
    ("eq n 3", "true"), (#"eq n "3""#, "false"), ("eq n 3.0", "true"), ("eq z false", "false"), ("eq e z", "false"),
    ("eq u null", "true"), ("eq missing undefined", "true"), ("eq u missing", "false"), ("eq t true", "true"),
    ("eq list list", "true"), ("eq list same", "false"), ("eq map map", "true"),
    ("eq \"\u{E9}\" \"e\u{301}\"", "false"),
    (#"ne s "small""#, "false"), (#"ne s "a""#, "true"), (#"ne s "a" "small""#, "false"), ("ne n 3", "false"),
    ("ne u missing", "true"),
    // Order
    ("lt 2 10", "true"), (#"lt "2" "10""#, "true"), ("lt n num", "true"), (#"lt "b" "a""#, "false"),
    (#"lt "2" "a""#, "true"),
    (#"lt "Z" "a""#, "true"), ("lt n n", "false"), ("lte n 3", "true"), (#"lte "1e1" 10"#, "true"), ("gt 10 9", "true"),
    (#"gt "10" "9""#, "true"), ("gte n 3", "true"), ("gte neg 0", "false"), ("lt u 1", "false"), ("gt u 1", "false"),
    ("lte missing missing", "false"), ("gte missing missing", "false"), (#"lt "1.9" "1.31""#, "false"),
    (#"lt "" "a""#, "true"),
    (#"gt "\#u{1F600}" "\#u{FFFD}""#, "false"),
    // Logic
    ("and t n", "true"), ("and t z", "false"), ("and t e", "false"), ("and t empty", "false"), ("and t map", "true"),
    ("and t", "true"), ("and t t f", "false"), ("or f z e", "false"), ("or f n", "true"), ("or u", "false"),
    ("or empty missing", "false"),
    ("not t", "false"), ("not f", "true"), ("not z", "true"), ("not empty", "true"), ("not list", "false"),
    ("not missing", "true"),
    // Default
    (#"default s "x""#, "small"), (#"default e "x""#, "x"), (#"default u "x""#, "x"), (#"default missing "x""#, "x"),
    (#"default z "x""#, "0"), (#"default f "x""#, "false"), (#"default empty "x""#, ""),
    (#"default blank "x""#, "  x \u{9}"),
    // Membership
    (#"includes list "a""#, "true"), (#"includes list "c""#, "false"), ("includes list 1", "true"),
    (#"includes list "1""#, "false"),
    (#"includes list "x" "b""#, "true"), (#"includes s "mal""#, "true"), (#"includes s "Mal""#, "false"),
    (#"includes s """#, "true"),
    (#"includes "" """#, "true"), (#"includes "" "a""#, "false"), (#"includes s "x" "all""#, "true"),
    (#"includes empty "a""#, "false"),
    ("includes num 1", "true"), (#"includes n "3""#, "false"), (#"includes u "a""#, "false"),
    (#"includes missing "a""#, "false"),
    (#"includes map "k""#, "false"), (#"contains list "a""#, "true"), (#"contains s "small""#, "true"),
    (#"contains s "smaller""#, "false"),
    // Text
    ("lowercase word", "hello world"), ("uppercase word", "HELLO WORLD"), ("uppercase os", "É"),
    (#"uppercase "straße""#, "STRASSE"),
    ("uppercase n", "3"), ("uppercase u", ""), ("lowercase t", "true"), ("capitalize word", "Hello World"),
    ("capitalize e", ""),
    ("capitalize os", "É"), (#"capitalize " x""#, " x"), ("trim blank", "x"), (#"trim "   ""#, ""), ("trim n", "3"),
    ("trim \"\u{FEFF}\u{A0}\u{3000}x\u{2028}\"", "x"), ("trim \"\u{200B}x\"", "\u{200B}x"),
    // Lists and texts
    (#"split csv ",""#, "a,b,,c"), (#"join (split csv ",") "|""#, "a|b||c"), (#"join (split e ",") "|""#, ""),
    (#"join (split "abc" "") "|""#, "a|b|c"), (#"join (split csv "x") "|""#, "a,b,,c"),
    (#"join (split "a--b" "--") "|""#, "a|b"),
    (#"join (split "aaa" "aa") "|""#, "|a"), ("join list", "a, b, 1"), (#"join list "-""#, "a-b-1"), ("join empty", ""),
    (#"join list """#, "ab1"),
    ("join list 0", "a0b01"), (#"replace csv "," ";""#, "a;b;;c"), (#"replace "aabaabaaab" "aabaaab" "x""#, "aabx"),
    (#"includes "ababac" "abac""#, "true"), (#"replace "aaa" "aa" "b""#, "ba"),
    (#"replace s "x" "y""#, "small"),
    (#"replace s "small" """#, ""), (#"replace n 3 4"#, "4"), (#"replace "a.b" "." "$&""#, "a$&b"),
    (#"replace u "a" "b""#, ""),
    // Arithmetic
    ("add 1 2", "3"), ("add n num", "13"), (#"add "1.5" 2"#, "3.5"), ("add 1 2 3 4", "10"),
    ("add 0.1 0.2", "0.30000000000000004"),
    ("add neg 1", "-1.5"), (#"add " 7 " 1"#, "8"), (#"add "1e3" 1"#, "1001"), (#"add "+2" ".5""#, "2.5"),
    (#"add "-0" 0"#, "0"),
    ("subtract num n", "7"), ("subtract 0 1", "-1"), ("multiply n 2", "6"), ("multiply n num 2", "60"),
    (#"multiply "0.5" 3"#, "1.5"),
    (#"multiply "1e200" "1e200""#, "Infinity"),
    (#"subtract (multiply "1e200" "1e200") (multiply "1e200" "1e200")"#, "NaN"),
  ])
  func `a helper answers`(call: String, answer: String) throws {
    #expect(try render("{{\(call)}}", StandardHelperTests.data) == answer)
    // Rendered with what is known of the inputs remembered, and in a block where it is not.
    #expect(try render("{{#with map}}{{\(call)}}{{/with}}", #"{"map":\#(StandardHelperTests.data)}"#) == answer)
  }

  // MARK: Refusals

  @Test(arguments: [
    ("eq s", "'eq' takes at least 2 arguments"), ("ne", "'ne' takes at least 2 arguments"),
    ("lt 1", "'lt' takes 2 arguments"),
    ("lt 1 2 3", "'lt' takes 2 arguments"), ("and", "'and' takes at least 1 argument"),
    ("not t f", "'not' takes 1 argument"),
    ("default s", "'default' takes 2 arguments"), ("includes s", "'includes' takes at least 2 arguments"),
    ("lowercase s s", "'lowercase' takes 1 argument"), ("trim", "'trim' takes 1 argument"),
    ("split s", "'split' takes 2 arguments"),
    ("join", "'join' takes 1 to 2 arguments"), ("join list 1 2", "'join' takes 1 to 2 arguments"),
    ("replace s s", "'replace' takes 3 arguments"), ("add 1", "'add' takes at least 2 arguments"),
    ("subtract 1 2 3", "'subtract' takes 2 arguments"), ("provider", "'provider' takes 1 argument"),
    ("join s", "'join': expected a list, found 'small'"), ("join u", "'join': expected a list, found 'null'"),
    ("join map", "'join': expected a list, found '[object Object]'"),
    (#"replace s "" "x""#, "'replace': expected some text to replace, found ''"),
    ("add 1 s", "'add': expected a number, found 'small'"), ("add u 1", "'add': expected a number, found 'null'"),
    ("add 1 missing", "'add': expected a number, found 'undefined'"), ("add 1 e", "'add': expected a number, found ''"),
    ("add t 1", "'add': expected a number, found 'true'"), (#"add "0x10" 1"#, "'add': expected a number, found '0x10'"),
    (#"add "1_0" 1"#, "'add': expected a number, found '1_0'"),
    (#"add "inf" 1"#, "'add': expected a number, found 'inf'"),
    (#"add "nan" 1"#, "'add': expected a number, found 'nan'"),
    (#"add "1px" 1"#, "'add': expected a number, found '1px'"),
    (#"add "500m" 1"#, "'add': expected a number, found '500m'"),
    ("multiply list 2", "'multiply': expected a number, found 'a,b,1'"),
    (#"subtract "--1" 1"#, "'subtract': expected a number, found '--1'"),
    (#"add "." 1"#, "'add': expected a number, found '.'"),
    (#"provider "a.b""#, "'provider': no value for key 'a.b': no provider mapping is set"),
    ("noSuchHelper s", "unknown helper 'noSuchHelper'"),
  ])
  func `a helper refuses with its place`(call: String, message: String) {
    let error = #expect(throws: TemplateError.self) { try render("{{\(call)}}", StandardHelperTests.data) }
    #expect(error?.reason.description == message)
    #expect(error?.place == Place(line: 1, column: 3))
    #expect(error?.description == "t:1:3: \(message)\n  {{\(call)}}\n    ^")
  }

  // MARK: The provider's mapping

  private static let mapping = ProviderMapping(
    provider: "aws", entries: [.init(key: "storage.default", value: "gp3"), .init(key: "zone", value: "a")])

  private static func rendered(_ body: String, mapping: ProviderMapping? = mapping) throws -> String {
    let renderer = StrategyRenderer(try Template.of("arguments: [{name: key}]\n", body: body))
    return try renderer.renderPlain(RenderInput(parameters: [("key", .text("zone"))], mapping: mapping)) {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test(arguments: [
    (#"{{provider "storage.default"}}"#, "gp3"), ("{{provider key}}", "a"),
    (#"{{#if (eq (provider "zone") "a")}}1{{/if}}"#, "1"),
    (#"{{uppercase (provider "zone")}}"#, "A"), ("{{@provider.zone}}", "a"),
  ])
  func `the provider helper gives a key of the mapping`(body: String, expected: String) throws {
    #expect(try StandardHelperTests.rendered(body) == expected)
  }

  @Test func `a key that nobody sets is refused, naming key, provider and line`() {
    let error = #expect(throws: StrategyError.self) {
      try StandardHelperTests.rendered("a\n{{provider \"storage.fast\"}}")
    }
    #expect(
      error?.description == """
        t.md:7:3: 'provider': no value for key 'storage.fast': the mapping of provider 'aws' has no such key
          {{provider "storage.fast"}}
            ^
        """)
  }

  @Test func `every helper of the table is there`() {
    let names =
      "eq ne lt lte gt gte and or not default includes contains lowercase uppercase capitalize trim split join replace "
      + "add subtract multiply provider if unless each with lookup log"
    #expect(Set(HelperTable.standard.names) == Set(names.split(separator: " ").map(String.init)))
    #expect(HelperTable.standard.names.count == 29)
  }
}
