import Manifests
import Testing

struct ManifestReaderTests {
  private static func read(_ text: String) -> [Manifest] { ManifestReader.manifests(in: Array(text.utf8)) }

  /// Each manifest as its lines and its text.
  private static func shown(_ text: String) -> [String] {
    read(text).map { "\($0.lines.lowerBound)-\($0.lines.upperBound) \(String(decoding: $0.text, as: UTF8.self))" }
  }

  // MARK: Documents

  @Test(arguments: [
    ("", []), ("a: 1", ["1-1 a: 1"]), ("a: 1\n", ["1-1 a: 1\n"]), ("a: 1\nb: 2\n", ["1-2 a: 1\nb: 2\n"]),
    ("a: 1\n---\nb: 2\n", ["1-1 a: 1\n", "3-3 b: 2\n"]), ("---\na: 1\n---\nb: 2\n---\n", ["2-2 a: 1\n", "4-4 b: 2\n"]),
    ("a: 1\n---  \t\nb: 2\n", ["1-1 a: 1\n", "3-3 b: 2\n"]),
    ("a: 1\r\n---\r\nb: 2\r\n", ["1-1 a: 1\r\n", "3-3 b: 2\r\n"]),
    ("a: 1\n---", ["1-1 a: 1\n"]), ("---\n---\n---\n", []),
    ("a: 1\n--- # second\nb: 2\n", ["1-1 a: 1\n", "3-3 b: 2\n"]),
    ("a: 1\n--- {b: 2}\n", ["1-1 a: 1\n", "2-2 --- {b: 2}\n"]),
    ("a: 1\n--- |\n  x\n", ["1-1 a: 1\n", "2-3 --- |\n  x\n"]),
    ("a: 1\n...\n---\nb: 2\n...\n", ["1-1 a: 1\n", "4-4 b: 2\n"]),
    ("%YAML 1.2\n---\na: 1\n", ["3-3 a: 1\n"]),
    // No separators
    ("a: |\n  x\n  ---\n  y\n", ["1-4 a: |\n  x\n  ---\n  y\n"]), ("a: x\n ---\n", ["1-2 a: x\n ---\n"]),
    ("a: |\n  ----\n", ["1-2 a: |\n  ----\n"]), ("a: b---\n", ["1-1 a: b---\n"]), ("----\n", ["1-1 ----\n"]),
    // Nothing but comments and blanks
    ("# a\n\n  # b\n", []), ("\n \n\t\n", []), ("# a\n---\nb: 1\n---\n# c\n", ["3-3 b: 1\n"]),
    ("# a\nb: 1\n# c\n", ["1-3 # a\nb: 1\n# c\n"]),
  ])
  func `a block is split at its separators`(text: String, manifests: [String]) {
    #expect(ManifestReaderTests.shown(text) == manifests)
  }

  @Test(arguments: [
    ("```yaml\na: 1\n```\n", ["2-2 a: 1\n"]), ("```yaml\na: 1\n---\nb: 2\n```", ["2-2 a: 1\n", "4-4 b: 2\n"]),
    ("~~~yaml\na: 1\n~~~\n", ["2-2 a: 1\n"]), ("````yaml\na: 1\n````\n", ["2-2 a: 1\n"]),
    ("   ```yaml\na: 1\n   ```\n", ["2-2 a: 1\n"]),
    ("```yaml\na: 1\n", ["2-2 a: 1\n"]), ("```yaml\n```\n", []), ("```yaml\n---\na: 1\n---\n```\n", ["3-3 a: 1\n"]),
    ("```yaml\na: |\n  ```\n    ```\n```\n", ["2-2 a: |\n"]), ("a: |\n  ```\n", ["1-2 a: |\n  ```\n"]),
    ("```yaml\na: |\n    ```\n", ["2-3 a: |\n    ```\n"]), ("```yaml\na: |\n  ~~~\n", ["2-3 a: |\n  ~~~\n"]),
    ("````yaml\na: |\n  ```\n  x\n  ```\nb: 1\n````\n", ["2-6 a: |\n  ```\n  x\n  ```\nb: 1\n"]),
  ])
  func `the fences of a block are no part of its documents`(text: String, manifests: [String]) {
    #expect(ManifestReaderTests.shown(text) == manifests)
  }

  // MARK: Objects

  @Test func `a manifest knows its kind, name and namespace`() throws {
    let manifest = try #require(
      ManifestReaderTests.read(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: shop\nspec: {}\n"
      ).first)
    #expect(manifest.apiVersion == "apps/v1")
    #expect(manifest.kind == "Deployment")
    #expect(manifest.objectName == "web")
    #expect(manifest.namespace == "shop")
    #expect(manifest.name == "Deployment/web")
    #expect(manifest.problem == nil)
  }

  @Test(
    arguments: [
      ("kind: Deployment\n", "Deployment"), ("kind: Deployment\nmetadata: {}\n", "Deployment"),
      ("kind: D\nmetadata: web\n", "D"),
      ("kind: D\nmetadata: [web]\n", "D"), ("kind: D\nmetadata: {name: [x]}\n", "D"), ("a: 1\n", nil),
      ("- kind: D\n", nil),
      ("text\n", nil), ("kind: [D]\n", nil), ("metadata: {name: x}\n", nil),
      ("{\"kind\": \"List\", \"metadata\": {\"name\": \"x\"}}\n", "List/x"),
      ("kind: ConfigMap\nmetadata:\n  name: 010\n", "ConfigMap/010"),
    ] as [(String, String?)])
  func `what is no whole object has as much of a name as it says`(text: String, name: String?) throws {
    let manifest = try #require(ManifestReaderTests.read(text).first)
    #expect(manifest.name == name)
    #expect(manifest.problem == nil)
  }

  @Test(arguments: [
    "a: b: c\n", "a: [1\n", "a: 1\n  b: 2\n", "a: \"x\n", "\ta: 1\n", "a: *none\n", "kind: A\nkind: B\n",
    "{{ x }}: y\n}\n",
  ])
  func `YAML that does not parse is kept with its problem`(text: String) throws {
    let manifests = ManifestReaderTests.read("ok: 1\n---\n\(text)---\nkind: After\n")
    #expect(manifests.count == 3)
    let broken = try #require(manifests.dropFirst().first)
    #expect(broken.problem?.isEmpty == false)
    #expect(broken.name == nil && broken.apiVersion == nil && broken.namespace == nil)
    #expect(broken.text == Array(text.utf8))
    #expect(manifests.first?.problem == nil && manifests.last?.kind == "After")
  }

  @Test func `a block that is not UTF-8 is read all the same`() throws {
    let manifest = try #require(ManifestReader.manifests(in: Array("kind: A\nx: ".utf8) + [0xFF, 0x0A]).first)
    #expect(manifest.kind == "A" || manifest.problem != nil)
    #expect(manifest.text.contains(0xFF))
  }

  @Test func `a document that begins on its separator's line is read whole`() {
    #expect(ManifestReaderTests.read("--- {kind: A}\n--- # b\nkind: B\n").map(\.kind) == ["A", "B"])
  }

  // MARK: Matching

  private static let deployment = "kind: Deployment\nmetadata: {name: web}\n"

  @Test(arguments: [
    (deployment, "Deployment", true), (deployment, "deployment", true), (deployment, "DEPLOYMENT/WEB", true),
    (deployment, "Deployment/web", true), (deployment, "Deployment/other", false), (deployment, "Deploy", false),
    (deployment, "web", false), (deployment, "/web", false), (deployment, "", false), (deployment, "/", false),
    (deployment, "Deployment/web/x", false), ("kind: List\n", "List", true),
    ("kind: List\n", "List/x", false),
    ("a: 1\n", "a", false), ("a: 1\n", "", false),
  ])
  func `a manifest is meant by its kind, or its kind and name, cases aside`(
    text: String, wanted: String, matches: Bool
  ) throws {
    #expect(try #require(ManifestReaderTests.read(text).first).matches(wanted) == matches)
  }
}
