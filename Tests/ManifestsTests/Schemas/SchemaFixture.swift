@testable import Manifests

/// Schemas made from texts, and how tests show what they find.
struct SchemaFixture {
  let set: SchemaSet

  init(_ files: (path: String, text: String)...) throws {
    set = try SchemaSet.reading(files.map { ($0.path, Array($0.text.utf8)) }, fingerprint: "")
  }

  /// A CustomResourceDefinition of `example.com/v1 Thing` whose `spec` has this schema, in YAML's flow style.
  init(spec: String) throws {
    try self.init(
      (
        "things.yaml",
        SchemaFixture.definition(
          versions: """
            - name: v1
              served: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    apiVersion: {type: string}
                    kind: {type: string}
                    metadata: {type: object}
                    spec: \(spec)
            """)
      ))
  }

  static func definition(kind: String = "Thing", versions: String) -> String {
    """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: things.example.com}
    spec:
      group: example.com
      names: {kind: \(kind), plural: things}
      scope: Namespaced
      versions:
    \(versions.split(separator: "\n").map { "  \($0)\n" }.joined())
    """
  }

  /// Each finding as `line path: message`.
  func findings(_ text: String, on kubernetes: String = "1.31") -> [String] {
    all(text, on: kubernetes).map { "\($0.line) \($0.path): \($0.message)" }
  }

  func all(_ text: String, on kubernetes: String = "1.31") -> [Finding] {
    guard let kubernetes = VersionNumber(kubernetes) else { return [] }
    return DocumentFacts(reading: Array(text.utf8), keepsTrees: true).heads
      .flatMap { set.findings(in: $0, on: kubernetes) }
  }

  /// What a Thing with this `spec` has against its schema; lines count from the one of `spec`.
  func findings(spec: String) -> [String] {
    all("apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\nspec: \(spec)\n").map {
      "\($0.line - 3) \($0.path.replacing("spec.", with: "", maxReplacements: 1)): \($0.message)"
    }
  }
}
