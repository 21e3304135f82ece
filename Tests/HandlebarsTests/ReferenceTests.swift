import Foundation
import Handlebars
import Strategy
import Testing

/// Cases recorded from Handlebars.js by `Reference/record.js`.
struct ReferenceCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let template: String
  let data: String
  let partials: [String: String]?
  let escape: String
  let strict: Bool
  let helpers: Bool
  let expected: String?
  let error: String?

  var testDescription: String { name }

  static let all: [ReferenceCase] = {
    guard let file = Bundle.module.url(forResource: "cases", withExtension: "json"),
      let data = try? Data(contentsOf: file)
    else { return [] }
    return (try? JSONDecoder().decode([ReferenceCase].self, from: data)) ?? []
  }()

  func render() throws -> String {
    let options = CompileOptions(escape: escape == "html" ? .html : .none, isStrict: strict)
    let bytes = try Renderer.render(
      Source(name: "template", text: template), root: try DataDocument.parse(data, name: "data"),
      helpers: helpers ? .standard : HelperTable(),
      partials: (partials ?? [:]).map { Source(name: $0.key, text: $0.value) }, options: options)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Where we differ on purpose: the reference's answer is an accident that no author of a strategy could want.
private let differences: Set<String> = [
  // JSON with the same key twice is refused with its place, not read by its last value.
  "mustache: duplicate key in the data: the last one counts",
  // A null root stays null inside a block.
  "root: root is null: if passes an empty object on",
]

/// With escaping off the reference joins what meets with JavaScript's `+`, which adds numbers: `{{a}}{{b}}` with
/// 1 and 2 gives 3. We print 12.
private func isAddition(_ reference: ReferenceCase) -> Bool { reference.name.hasPrefix("plus:") }

struct ReferenceTests {
  @Test func `the recorded cases are all there`() {
    #expect(ReferenceCase.all.count >= 450)
  }

  @Test(arguments: ReferenceCase.all.filter { !differences.contains($0.name) && !isAddition($0) })
  func `renders as the reference does`(reference: ReferenceCase) throws {
    if let expected = reference.expected {
      let rendered = try reference.render()
      #expect(
        rendered.utf8.elementsEqual(expected.utf8),
        "\(reference.template) with \(reference.data): '\(rendered)', not '\(expected)'")
    } else {
      #expect(throws: (any Error).self, "the reference fails: \(reference.error ?? "")") { try reference.render() }
    }
  }

  @Test(arguments: differences)
  func `each difference is still one`(name: String) throws {
    let reference = try #require(ReferenceCase.all.first { $0.name == name })
    #expect((try? reference.render()) != reference.expected)
  }

  @Test func `numbers that meet are printed, not added`() throws {
    let bytes = try Renderer.render(
      Source(name: "sum", text: "{{a}}{{b}}"), root: try DataDocument.parse(#"{"a": 1, "b": 2}"#, name: "data"))
    #expect(String(decoding: bytes, as: UTF8.self) == "12")
  }
}
