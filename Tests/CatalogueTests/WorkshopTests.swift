import Strategy
import Testing

@testable import Catalogue

struct WorkshopTests {
  private static func recipe(
    _ template: Template, _ values: [(name: String, value: ParameterValue)], mapping: ProviderMapping? = nil,
    variables: ScopeVariables = ScopeVariables(), layer: Layer = .team
  ) -> Recipe {
    let audit = AuditEntry(
      id: ID(1), time: Timestamp(milliseconds: 0), author: "", action: "", subject: "", message: "",
      content: template.digest, digest: template.digest)
    let revision = TemplateRevision(
      id: ID(1), reference: TemplateReference(name: "t", version: "1"), title: "", digest: template.digest, audit: audit
    )
    return Recipe(
      revision: revision, template: template, provider: nil, mapping: mapping,
      parameters: ParameterSet(values.map { .init(key: $0.name, value: $0.value, layer: layer) }), values: values,
      variables: variables)
  }

  private static func template(_ body: String) throws -> Template {
    try Template.parse(
      Array("---\nname: t\nversion: 1\narguments: [{name: a}, {name: b}]\n---\n\(body)".utf8), file: "t.md")
  }

  private static func products(_ recipes: [Recipe]) throws -> [ObjectIdentifier: Result<Product, StrategyError>] {
    let workshop = Workshop()
    do {
      return try workshop.products(of: recipes)
    } catch LongWork.rendering(let missing) {
      workshop.render(missing) { _, _ in }
      return try workshop.products(of: recipes)
    }
  }

  /// What each recipe renders, asked for together.
  private static func outputs(_ recipes: [Recipe]) throws -> [String] {
    let products = try WorkshopTests.products(recipes)
    return recipes.map { recipe in
      switch products[ObjectIdentifier(recipe)] {
      case .success(let product):
        String(decoding: product.output.blocks.flatMap(\.block.content), as: UTF8.self)
      case .failure(let error): "\(error)"
      case nil: "none"
      }
    }
  }

  @Test func `the same value of another argument is another rendering`() throws {
    let template = try WorkshopTests.template("a={{a}} b={{b}}")
    let recipes = [[("a", .text("1"))], [("b", .text("1"))], [("a", .text("1")), ("b", .text("1"))]].map {
      WorkshopTests.recipe(template, $0)
    }
    #expect(try WorkshopTests.outputs(recipes) == ["a=1 b=", "a= b=1", "a=1 b=1"])
  }

  @Test func `values that are spelt with other bytes are other renderings`() throws {
    let template = try WorkshopTests.template("{{a}}")
    let texts = ["\u{E9}", "e\u{301}", "K", "\u{212A}"]
    let outputs = try WorkshopTests.outputs(texts.map { WorkshopTests.recipe(template, [("a", .text($0))]) })
    #expect(outputs.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
  }

  @Test func `mappings and variables that are spelt with other bytes are other renderings`() throws {
    let template = try WorkshopTests.template("{{provider \"k\"}} {{@cluster.region}}")
    let texts = ["\u{E9}", "e\u{301}"]
    let recipes = texts.map { text in
      WorkshopTests.recipe(
        template, [], mapping: ProviderMapping(provider: "p", entries: [.init(key: "k", value: text)]),
        variables: ScopeVariables(region: text))
    }
    #expect(try WorkshopTests.outputs(recipes).map { Array($0.utf8) } == texts.map { Array("\($0) \($0)".utf8) })
  }

  @Test func `recipes that render the same share one product`() throws {
    let template = try WorkshopTests.template("{{a}}")
    let recipes = [Layer.team, .root].map { WorkshopTests.recipe(template, [("a", .text("1"))], layer: $0) }
    let products = try WorkshopTests.products(recipes)
    let found = recipes.compactMap { try? products[ObjectIdentifier($0)]?.get().output }
    #expect(found.count == 2 && found[0] === found[1])
  }

  @Test func `a recipe that fails is no other's failure`() throws {
    let template = try WorkshopTests.template("{{#if a}}{{add a 1}}{{else}}{{b}}{{/if}}")
    let recipes = [[("a", .text("x"))], [("b", .text("y"))], [("a", .text("1"))]].map {
      WorkshopTests.recipe(template, $0)
    }
    let products = try WorkshopTests.products(recipes)
    #expect(throws: StrategyError.self) { try products[ObjectIdentifier(recipes[0])]?.get() }
    let reads = try recipes.dropFirst().map { try products[ObjectIdentifier($0)]?.get().reads.names }
    #expect(reads == [["a", "b"], ["a"]])
    #expect(try WorkshopTests.outputs(recipes).dropFirst() == ["y", "2"])
  }

  @Test func `many recipes are rendered on all processors as one by one`() throws {
    let template = try WorkshopTests.template("{{a}}-{{b}}")
    let recipes = (0..<500).map { WorkshopTests.recipe(template, [("a", .text("\($0)")), ("b", .text("\($0 % 7)"))]) }
    #expect(try WorkshopTests.outputs(recipes) == (0..<500).map { "\($0)-\($0 % 7)" })
  }
}
