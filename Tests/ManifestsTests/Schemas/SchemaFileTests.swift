import Testing

@testable import Manifests

struct SchemaFileTests {
  private static let deployment = """
    {"type": "object", "properties": {"apiVersion": {"type": "string"}, "kind": {"type": "string"},
    "metadata": {"$ref": "_definitions.json#/definitions/Meta"}, "spec": {"type": ["object", "null"], "properties": \
    {"replicas": {"type": ["integer", "null"]}}}}, "x-kubernetes-group-version-kind": \
    [{"group": "apps", "version": "v1", "kind": "Deployment"}]}
    """
  private static let definitions = """
    {"definitions": {"Meta": {"type": "object", "properties": {"name": {"type": "string"}, "next": {"$ref": \
    "#/definitions/Meta"}}}, "Pod": {"properties": {"kind": {}, "apiVersion": {}, "spec": {"$ref": \
    "#/definitions/io.k8s~1Spec"}}, "x-kubernetes-group-version-kind": [{"group": "", "version": "v1", "kind": "Pod"}]}, \
    "io.k8s/Spec": {"properties": {"a": {"type": "string"}}}}}
    """
  private static let thing = """
    {"type": "object", "properties": {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": \
    {"type": "object"}, "spec": {"type": "object", "additionalProperties": false, "properties": {"a": {}}}}}
    """

  @Test(arguments: [
    "deployment-apps-v1.json", "v1.31.0-standalone-strict/deployment-apps-v1.json",
    "s/master-local/deployment-apps-v1.json",
    "any/name.json",
  ])
  func `a schema of Kubernetes is known by its file's name or by itself`(path: String) throws {
    let folder = path.split(separator: "/").dropLast().map { "\($0)/" }.joined()
    let fixture = try SchemaFixture((path, Self.deployment), ("\(folder)_definitions.json", Self.definitions))
    let text =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: 1, next: {nme: a}}\nspec: {replicas: six, b: 1}\n"
    #expect(
      fixture.findings(text) == [
        "3 metadata.name: expected string, found number '1'",
        "3 metadata.next.nme: unknown field 'nme': did you mean 'name'?",
        "4 spec.replicas: expected integer, found string 'six'", "4 spec.b: unknown field 'b'",
      ])
    #expect(
      fixture.findings("apiVersion: v1\nkind: Pod\nspec: {a: 1}\n") == ["3 spec.a: expected string, found number '1'"])
  }

  @Test(arguments: ["example.com/thing_v1.json", "example.com/Thing_v1.json", "thing_v1.json", "crds/thing_v1.json"])
  func `a catalogue's schema is known by folder and name`(path: String) throws {
    let fixture = try SchemaFixture((path, Self.thing))
    #expect(
      fixture.findings("apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\nspec: {b: 1}\n")
        == ["4 spec.b: unknown field 'b'"])
    #expect(
      fixture.findings("apiVersion: example.com/v2\nkind: Thing\n")
        == ["1 apiVersion: no 'Thing' in 'example.com/v2': expected example.com/v1"])
    #expect(fixture.findings("apiVersion: v1\nkind: Thing\n") == [])
  }

  @Test(arguments: [
    ("1.30", "30"), ("1.31", "30"), ("1.31.4", "30"), ("1.32", "32"), ("1.32.0-gke.1", "32"), ("1.34", "32"),
    ("1.25", "30"),
  ])
  func `the newest schemas that a cluster may have count, else the oldest`(kubernetes: String, release: String) throws {
    let files = ["30", "32"].map { release in
      (
        "v1.\(release).0-standalone-strict/pod-v1.json",
        "{\"properties\": {\"kind\": {}, \"apiVersion\": {}, \"spec\": {\"const\": \"\(release)\"}}}"
      )
    }
    let fixture = try SchemaFixture(
      files[0], files[1], ("master-standalone/pod-v1.json", "{\"properties\": {\"kind\": {}}}"))
    #expect(
      fixture.findings("apiVersion: v1\nkind: Pod\nspec: 1\n", on: kubernetes)
        == ["3 spec: expected '\(release)', found '1'"])
  }

  @Test func `the description that Kubernetes gives of itself is strict too`() throws {
    let text = """
      {"components": {"schemas": {"io.k8s.Pod": {"type": "object", "properties": {"apiVersion": {"type": "string"}, \
      "kind": {"type": "string"}, "spec": {"default": {}, "allOf": [{"$ref": "#/components/schemas/io.k8s.Spec"}]}}, \
      "x-kubernetes-group-version-kind": [{"group": "", "version": "v1", "kind": "Pod"}]}, \
      "io.k8s.Spec": {"type": "object", "properties": {"cpu": {"$ref": \
      "#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity"}, "port": {"type": "string", \
      "format": "int-or-string"}}}}}}
      """
    let fixture = try SchemaFixture(("api__v1_openapi.json", text))
    #expect(fixture.findings("apiVersion: v1\nkind: Pod\nmetadata: {}\nspec: {cpu: 1, port: 80}\n") == [])
    #expect(
      fixture.findings("apiVersion: v1\nkind: Pod\nspec: {cpu: [], prot: 80}\n") == [
        "3 spec.cpu: expected string or number, found a list",
        "3 spec.prot: unknown field 'prot': did you mean 'port'?",
      ])
  }

  @Test func `versions that are served have a schema each, and deprecated ones a warning`() throws {
    let versions = ["v1", "v1beta1", "v1alpha1"].map { name in
      "- {name: \(name), served: \(name != "v1alpha1"), \(name == "v1beta1" ? "deprecated: true, " : "")"
        + "schema: {openAPIV3Schema: {type: object, properties: {spec: {enum: [\(name)]}}}}}\n"
    }.joined()
    let fixture = try SchemaFixture(("a.yaml", SchemaFixture.definition(versions: versions)))
    #expect(fixture.findings("apiVersion: example.com/v1\nkind: Thing\nspec: v1\n") == [])
    #expect(
      fixture.findings("apiVersion: example.com/v1beta1\nkind: Thing\nspec: v1\n") == [
        "1 apiVersion: 'Thing' of 'example.com/v1beta1' is deprecated", "3 spec: expected 'v1beta1', found 'v1'",
      ])
    #expect(
      fixture.findings("apiVersion: example.com/v1alpha1\nkind: Thing\n")
        == ["1 apiVersion: no 'Thing' in 'example.com/v1alpha1': expected example.com/v1, example.com/v1beta1"])
    #expect(
      fixture.findings("apiVersion: example.com/v1\nkind: thing\n") == ["2 kind: expected 'Thing', found 'thing'"])
  }

  @Test func `several documents of a file, and lists of definitions, are read`() throws {
    let version = "- {name: v1, schema: {openAPIV3Schema: {type: object}}}\n"
    let one = SchemaFixture.definition(versions: version)
    let list =
      "apiVersion: v1\nkind: List\nitems:\n- "
      + SchemaFixture.definition(kind: "Other", versions: version).replacing("\n", with: "\n  ")
    let fixture = try SchemaFixture(("a.yaml", "# first\n---\n\(one)---\n\(list)\n---\nkind: ConfigMap\n"))
    #expect(fixture.findings("apiVersion: example.com/v1\nkind: Thing\na: 1\n") == ["3 a: unknown field 'a'"])
    #expect(fixture.findings("apiVersion: example.com/v1\nkind: Other\na: 1\n") == ["3 a: unknown field 'a'"])
  }

  @Test func `a kind without a schema is told, but not one of Kubernetes where none of these have one`() throws {
    let things = try SchemaFixture(("example.com/thing_v1.json", Self.thing))
    let unknown = "2 kind: no schema for 'Other' of 'other.io/v1': it is not verified"
    #expect(things.findings("apiVersion: other.io/v1\nkind: Other\n") == [unknown])
    #expect(things.all("apiVersion: other.io/v1\nkind: Other\n").map(\.rule) == [.unknownKind])
    #expect(things.findings("apiVersion: apps/v1\nkind: Deployment\n") == [])
    #expect(things.findings("apiVersion: networking.k8s.io/v1\nkind: Ingress\n") == [])
    #expect(things.findings("apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\n").count == 1)
  }

  @Test(arguments: [("v1.31.0/", true), ("", false)])
  func `with schemas of Kubernetes its kinds want one too`(folder: String, isOwn: Bool) throws {
    let core = try SchemaFixture(("\(folder)deployment-apps-v1.json", Self.deployment))
    #expect(
      core.findings("apiVersion: batch/v1\nkind: Job\n")
        == (isOwn ? ["2 kind: no schema for 'Job' of 'batch/v1': it is not verified"] : []))
    #expect(core.findings("apiVersion: v1\nkind: List\n") == [])
    #expect(
      core.findings("apiVersion: apps/v1beta1\nkind: Deployment\n")
        == ["1 apiVersion: no 'Deployment' in 'apps/v1beta1': expected apps/v1"])
  }

  @Test func `what has no schema is passed over`() throws {
    let fixture = try SchemaFixture(
      ("example.com/thing_v1.json", Self.thing), ("README.md", "# x"), ("values.yaml", "a: {{ x }}"),
      ("package.json", "{\"name\": \"x\"}"), ("all.json", "{\"oneOf\": []}"))
    #expect(fixture.set.ignored == ["README.md", "values.yaml", "package.json", "all.json"])
  }

  @Test(arguments: [
    ("a.json", "{", "line 1: no JSON: expected a key in '\"'"),
    ("pod-v1.json", "404: Not Found", "no JSON schema: expected '{' at the beginning and '}' at the end"),
    (
      "a.yaml", "kind: CustomResourceDefinition\na: [1\n",
      "line 3: did not find expected ',' or ']', while parsing a flow sequence"
    ),
    (
      "a.yaml", "\n---\nkind: CustomResourceDefinition\nkind: b\n",
      "line 4: the key 'kind' stands twice, first in line 3"
    ),
    (
      "a.yaml", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: b}\n",
      "CustomResourceDefinition 'b' has no 'spec.group'"
    ),
    ("a.md", "", "no schemas in 1 files"), ("a.yaml", "kind: ConfigMap", "no schemas in 1 files"),
  ])
  func `a file that is broken is named`(path: String, text: String, problem: String) throws {
    let error = try #require(throws: SchemaError.self) { try SchemaFixture((path, text)) }
    #expect(error.path == path)
    #expect(error.problem.hasPrefix(problem.prefix(20)), "\(error.problem)")
  }

  @Test func `a schema that turns out to be no JSON is told for its objects`() throws {
    let fixture = try SchemaFixture(("pod-v1.json", "{]}"))
    let finding = try #require(fixture.all("apiVersion: v1\nkind: Pod\n").first)
    #expect(finding.rule == .unknownKind)
    #expect(finding.message.hasPrefix("not verified: its schema 'pod-v1.json' cannot be read: line 1:"))
  }

  @Test(arguments: [
    "{\"properties\": {\"kind\": {}}, \"$ref\": \"#\"}",
    "{\"properties\": {\"kind\": {}}, \"anyOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#\"}]}",
    "{\"properties\": {\"kind\": {}}, \"not\": {\"not\": {\"$ref\": \"#\"}}}",
    "{\"properties\": {\"kind\": {}}, \"allOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#/allOf/0\"}, {\"$ref\": \"other.json\"}]}",
  ])
  func `schemas that lead to themselves come to an end`(schema: String) throws {
    let fixture = try SchemaFixture(("pod-v1.json", schema))
    #expect(fixture.findings("apiVersion: v1\nkind: Pod\n").count < 200)
  }
}
