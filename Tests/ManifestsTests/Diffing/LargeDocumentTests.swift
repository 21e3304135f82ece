import Manifests
import Testing

/// Documents as large as the budget allows, made to be hard.
struct LargeDocumentTests {
  private static func list(_ items: [String]) -> String { "l:\n" + items.map { "- \($0)\n" }.joined() }

  @Test func `long lists are compared in time`() {
    let numbers = Array(0..<2000)
    let texts = numbers.map { "x\($0)" }
    let list = LargeDocumentTests.list
    #expect(Difference(list(texts), list(["new"] + texts)).lines == ["+ l[0] = new"])
    #expect(Difference(list(texts), list(texts.reversed())).lines.count == 1)
    #expect(Difference(list(texts), list(texts.map { "y\($0)" })).lines.count == 2000)
    let maps = numbers.map { "{a: \($0), b: \($0 % 7), c: \($0 % 100)}" }
    #expect(Difference(list(maps), list(Array(maps.dropFirst()))).lines.count == 3)
    #expect(Difference(list(maps), list(maps.reversed())).lines.count == 1)
    #expect(Difference(list(maps), list(maps.map { $0.replacing("a:", with: "d:") })).lines.count == 4000)
    let named = numbers.map { "{name: n\($0), b: 1}" }
    #expect(Difference(list(named), list(named.reversed())).lines.isEmpty)
  }

  @Test func `large maps and many documents are compared in time`() {
    let entries = (0..<10_000).map { "k\($0): v\n" }
    #expect(Difference(entries.joined(), entries.reversed().joined()).lines.isEmpty)
    let objects = { (name: String) in
      (0..<300).map { "apiVersion: v1\nkind: A\nmetadata: {name: \(name)\($0)}\nspec: {a: 1, b: 2, c: \($0)}\n" }
    }
    let lines = Difference(objects("x").joined(separator: "---\n"), objects("y").joined(separator: "---\n")).lines
    #expect(lines.count == 600 && lines.contains("A/x77 > A/y77"))
    let plain = (0..<300).map { "a: \($0)\nb: 1\n" }
    #expect(
      Difference(plain.joined(separator: "---\n"), plain.reversed().joined(separator: "---\n")).diff.isEmpty)
  }

  @Test func `deep documents are compared`() {
    let deep = { String(repeating: "[", count: 99) + $0 + String(repeating: "]", count: 99) }
    #expect(Difference(deep("1"), deep("2")).lines == ["~ " + String(repeating: "[0]", count: 99) + ": 1 > 2"])
    let maps = { String(repeating: "{a: ", count: 99) + $0 + String(repeating: "}", count: 99) }
    #expect(Difference(maps("1"), maps("2")).lines.count == 1)
  }
}
