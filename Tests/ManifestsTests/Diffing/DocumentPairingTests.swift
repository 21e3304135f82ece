import Manifests
import Testing

struct DocumentPairingTests {
  private static func object(_ kind: String, _ name: String, _ more: String = "", api: String = "v1") -> String {
    "apiVersion: \(api)\nkind: \(kind)\nmetadata: {name: \(name)}\n\(more)"
  }

  private static func lines(_ old: [String], _ new: [String]) -> [String] {
    Difference(old.joined(separator: "\n---\n"), new.joined(separator: "\n---\n")).lines
  }

  @Test func `objects find each other in any order`() {
    let (a, b) = (DocumentPairingTests.object("A", "x", "v: 1"), DocumentPairingTests.object("B", "x", "v: 1"))
    #expect(DocumentPairingTests.lines([a, b], [b, a]).isEmpty)
    #expect(
      DocumentPairingTests.lines([a, b], [b, DocumentPairingTests.object("A", "x", "v: 2")]) == ["~ v: 1 > 2"])
  }

  @Test func `what came and went stands where it is or was`() {
    let objects = ["a", "b", "c", "d"].map { DocumentPairingTests.object($0.uppercased(), $0, "v: 1") }
    let other = DocumentPairingTests.object("D", "d", "v: 2")
    let new = DocumentPairingTests.object("N", "n")
    #expect(
      DocumentPairingTests.lines(objects, [objects[0], new, other]) == [
        "removed B/b", "removed C/c", "added N/n", "~ v: 1 > 2",
      ])
  }

  @Test(arguments: [
    ("policy/v1beta1", "policy/v1"), ("extensions/v1beta1", "networking.k8s.io/v1"), ("v1", "apps/v1"),
    ("a.io/v1", "b.io/v1"),
  ])
  func `another version or group is a change of one object`(old: String, new: String) {
    let body = "a: 1\nb: 2\nc: 3"
    #expect(
      DocumentPairingTests.lines(
        [DocumentPairingTests.object("K", "x", body, api: old)],
        [DocumentPairingTests.object("K", "x", body, api: new)])
        == ["~ apiVersion: \(old) > \(new)"])
  }

  @Test func `objects of other groups that have nothing in common are others`() {
    #expect(
      DocumentPairingTests.lines(
        [DocumentPairingTests.object("Service", "x", "spec: {ports: [{port: 1}]}")],
        [DocumentPairingTests.object("Service", "x", "spec: {template: {a: 1}}", api: "serving.knative.dev/v1")])
        == ["removed Service/x", "added Service/x"])
  }

  @Test func `a namespace that is only now named is a change`() {
    #expect(
      Difference(
        "apiVersion: v1\nkind: A\nmetadata: {name: x}\n", "apiVersion: v1\nkind: A\nmetadata: {name: x, namespace: n}\n"
      ).lines == ["+ metadata.namespace = n"])
  }

  @Test func `one name in two namespaces is two objects`() {
    let object = { (name: String, value: String) in
      "apiVersion: v1\nkind: A\nmetadata: {name: x, namespace: \(name)}\nv: \(value)\n"
    }
    #expect(
      Difference(object("m", "1") + "---\n" + object("n", "2"), object("n", "3") + "---\n" + object("m", "1")).lines
        == ["~ v: 2 > 3"])
  }

  @Test func `a renamed object is known by what it holds`() {
    let web = "spec: {replicas: 2, image: w, port: 80, strategy: {type: Recreate}}"
    #expect(
      DocumentPairingTests.lines(
        [DocumentPairingTests.object("D", "web", web), DocumentPairingTests.object("D", "db", "spec: {image: pg}")],
        [
          DocumentPairingTests.object("D", "cache", "spec: {image: redis}"),
          DocumentPairingTests.object("D", "site", web.replacing("2", with: "3")),
        ]) == [
          "added D/cache", "D/web > D/site", "~ metadata.name: web > site", "~ spec.replicas: 2 > 3", "removed D/db",
        ])
    #expect(
      DocumentPairingTests.lines(
        [DocumentPairingTests.object("D", "a", web)], [DocumentPairingTests.object("E", "b", web)])
        == ["removed D/a", "added E/b"])
    #expect(
      DocumentPairingTests.lines([DocumentPairingTests.object("D", "a")], [DocumentPairingTests.object("D", "b")])
        == ["removed D/a", "added D/b"])
  }

  @Test func `of many renamed objects each finds its own`() {
    let object = { (name: String, number: Int) in
      DocumentPairingTests.object("D", "\(name)\(number)", "a: 1\nb: x\nc: {v: \(number), w: \(number * 7)}")
    }
    let numbers = Array(0..<100)
    let lines = DocumentPairingTests.lines(
      numbers.map { object("old", $0) }, numbers.reversed().map { object("new", $0) })
    #expect(lines.count == 200)
    #expect(lines.contains("D/old42 > D/new42"))
  }

  @Test func `several of one identity pair in order, equal ones first`() {
    let object = { (value: Int) in DocumentPairingTests.object("A", "x", "v: \(value)") }
    #expect(DocumentPairingTests.lines([object(1), object(2)], [object(2)]) == ["removed A/x"])
    #expect(
      DocumentPairingTests.lines([object(1), object(2)], [object(3), object(4)]) == ["~ v: 1 > 3", "~ v: 2 > 4"])
  }

  @Test func `what is no object is known by what it holds`() {
    #expect(DocumentPairingTests.lines(["a: 1\nb: 2", "x: 1\ny: 2"], ["x: 1\ny: 3", "b: 2\na: 1"]) == ["~ y: 2 > 3"])
    #expect(DocumentPairingTests.lines(["a: 1"], ["a: 2"]) == ["~ a: 1 > 2"])
    #expect(DocumentPairingTests.lines(["a: 1"], ["b: 1"]) == ["- a = 1", "+ b = 1"])
    #expect(DocumentPairingTests.lines(["a: 1", "b: 1"], ["b: 1"]) == ["removed document 'a'"])
    #expect(DocumentPairingTests.lines(["x"], ["y"]) == ["~ : x > y"])
    #expect(DocumentPairingTests.lines(["[1, 2]"], ["[1, 3]"]) == ["~ [1]: 2 > 3"])
    #expect(DocumentPairingTests.lines(["a: 1", "b: 1"], ["a: 2", "b: 2"]) == ["~ a: 1 > 2", "~ b: 1 > 2"])
  }

  @Test func `nothing differs from itself, and all of it from nothing`() {
    let text = DocumentPairingTests.object("A", "x", "v: 1") + "\n---\nb: 1\n---\n# nothing\n"
    #expect(Difference(text, text).diff.isEmpty)
    #expect(Difference("", "").diff.isEmpty)
    #expect(Difference("", text).lines == ["added A/x", "added document 'b'"])
    #expect(Difference(text, "# nothing\n").lines == ["removed A/x", "removed document 'b'"])
  }

  @Test func `lines are those of the outputs`() throws {
    let diff = Difference("a: 1\n---\nkind: K\napiVersion: v1\nx:\n- y\n", "\n\nkind: K\napiVersion: v1\nz: 1\n").diff
    let changes = try #require(diff.objects.last).changes
    #expect(changes.map(\.oldLine) == [6, nil])
    #expect(changes.map(\.newLine) == [nil, 5])
    #expect(diff.objects.first?.changes.map(\.oldLine) == [1])
  }
}
