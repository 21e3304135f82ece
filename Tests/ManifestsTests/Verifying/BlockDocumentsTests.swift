import Testing

@testable import Manifests

struct BlockDocumentsTests {
  private func documents(_ language: String?, _ text: String) -> [String] {
    BlockFacts(language: language, content: Array(text.utf8)).documents.flatMap { document in
      document.facts.objects.map { "\(document.offset) \($0.label)" }
    }
  }

  @Test func `a YAML block has its documents with the lines before them`() {
    let block = """
      ```yaml
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      ---
      # a comment
      kind: nothing
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ```

      """
    #expect(documents("yaml", block) == ["1 Service shop/web", "8 Namespace shop"])
    #expect(documents("yml", block).count == 2)
    #expect(documents("sh", block).isEmpty)
    #expect(documents(nil, block).isEmpty)
  }

  @Test func `an object in JSON is one`() {
    let object = #"{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}}"#
    #expect(documents("json", "```json\n\(object)\n```\n") == ["1 Service web"])
    #expect(documents("json", object) == ["0 Service web"])
    #expect(documents("json", "~~~json\n\(object)") == ["1 Service web"])
  }

  @Test func `a list counts as its items`() {
    let list = """
      apiVersion: v1
      kind: List
      items:
        - apiVersion: v1
          kind: Namespace
          metadata: {name: a}
        - apiVersion: v1
          kind: ConfigMapList
          items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}, {kind: ConfigMap}]
      """
    #expect(documents("yaml", list) == ["0 Namespace a", "0 ConfigMap b"])
    #expect(documents("yaml", "apiVersion: x.io/v1\nkind: DenyList\nmetadata: {name: x}\n") == ["0 DenyList x"])
  }

  @Test func `where a key stands twice the last entry counts`() {
    let text = """
      apiVersion: v1
      kind: Service
      metadata: {name: a, name: b, namespace: c, name: d}
      kind: ConfigMap
      data:
        x: 1
      data:
        y: 2
      """
    let objects = DocumentFacts(reading: Array(text.utf8), keepsTrees: true).heads
    #expect(objects.map(\.label) == ["ConfigMap c/d"])
    #expect(objects.first.map { $0.tree.pairs(of: $0.tree.node(at: ["data"]) ?? 0).map(\.key) } == ["y"])
    #expect(ManifestContent(reading: Array(text.utf8)).settings.isEmpty)
  }

  @Test func `every key that stands again is read`() {
    let keys = (0..<50).map { "k\($0): 1\n" }.joined()
    let text = keys + "k7: 2\nk8: {a: 1, a: 2}\nk7: 3\n"
    let reading = ManifestReading(Array(text.utf8))
    #expect(
      reading.result.duplicates.map { "\($0.key) \($0.line) \($0.firstLine) \($0.isAtRoot)" }
        == ["a 52 52 false", "k7 51 8 true", "k8 52 9 true", "k7 53 8 true"])
    #expect(reading.result.tree.text(at: ["k7"]) == "3")
    #expect(reading.result.tree.entries(of: 0).count == 50)
  }

  @Test func `a reading of a text that does not parse keeps the keys that stood again before`() {
    let reading = ManifestReading(Array("a: {b: 1, b: 2}\nc: [\n".utf8))
    #expect(reading.result.duplicates.count == 1)
    #expect(reading.result.failure?.line == 3)
    #expect(reading.objects.isEmpty)
  }

  @Test func `paths lead to where a node is written`() {
    let text = "a:\n  - name: x\n    b: {c.d: [1, {e: 2}]}\n  - 3\n"
    let tree = ManifestReading(Array(text.utf8)).result.tree
    #expect(
      tree.nodes.indices.map { tree.path(to: $0) } == [
        "", "a", "a[x]", "a[x].name", "a[x].b", "a[x].b[\"c.d\"]", "a[x].b[\"c.d\"][0]", "a[x].b[\"c.d\"][1]",
        "a[x].b[\"c.d\"][1].e", "a[1]",
      ])
  }
}
