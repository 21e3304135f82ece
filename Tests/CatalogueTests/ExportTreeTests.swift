import Strategy
import Testing

@testable import Catalogue

struct ExportTreeTests {
  private static let text = """
    # Web

    ```yaml
    # Two replicas.
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: 2
    ---
    kind: Service
    apiVersion: v1
    metadata:
      name: web
      annotations:
        note: |+
          kept

    ```

    ## Values

    ```yaml
    size: 2
    ```
    """

  @Test func `every object is a file of its own, with the bytes that the document has`() {
    let tree = ExportTree.sample(Self.text)
    #expect(
      tree.names == [
        "strategy.md", "deployment-web.yaml", "service-web.yaml", "other/values.yaml", "kustomization.yaml",
      ])
    #expect(tree["strategy.md"] == Self.text)
    #expect(
      tree["deployment-web.yaml"]
        == "# Two replicas.\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 2\n")
    #expect(tree["service-web.yaml"]?.hasSuffix("    note: |+\n      kept\n\n") == true)
    #expect(tree.files.allSatisfy { $0.digest == Digest(of: $0.content) })
    #expect(tree.remarks == [])
  }

  @Test func `kustomization names the objects alone, in the order of the output`() {
    let tree = ExportTree.sample(Self.text)
    #expect(
      tree["kustomization.yaml"]
        == "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n"
        + "- deployment-web.yaml\n- service-web.yaml\n")
  }

  @Test func `other layouts have no kustomization, and a document alone no manifests`() {
    #expect(ExportTree.sample(Self.text, layout: .flat).names == Array(ExportTree.sample(Self.text).names.dropLast()))
    #expect(ExportTree.sample(Self.text, layout: .document).names == ["strategy.md"])
  }

  @Test func `a document without objects has a kustomization without resources`() {
    #expect(ExportTree.sample("Prose.\n")["kustomization.yaml"]?.hasSuffix("\nresources: []\n") == true)
  }

  @Test func `files stand in the folder that they are made for`() {
    let tree = ExportTree.sample(Self.text, in: "teams/a/b")
    #expect(tree.names.allSatisfy { $0.hasPrefix("teams/a/b/") })
    #expect(tree["teams/a/b/kustomization.yaml"]?.contains("\n- deployment-web.yaml\n") == true)
  }

  @Test func `a last line without its end gets one`() {
    let tree = ExportTree.sample("```yaml\nsize: 2", layout: .flat)
    #expect(tree["other/document.yaml"] == "size: 2\n")
  }

  @Test(arguments: [
    "kind: Deployment\nmetadata: {name: web}\n", "apiVersion: v1\nmetadata: {name: web}\n",
    "apiVersion: v1\nkind: Pod\n", "apiVersion: v1\nkind: Pod\nmetadata: {name: }\n",
    "apiVersion: v1\nkind: Pod\nmetadata: {generateName: web-}\n", "- a\n", "text\n",
  ])
  func `YAML without apiVersion, kind or name stays out of the kustomization`(_ yaml: String) {
    let tree = ExportTree.sample(yaml: [yaml])
    #expect(tree.manifestNames.count == 1 && tree.manifestNames.allSatisfy { $0.hasPrefix("other/") })
    #expect(tree["kustomization.yaml"]?.contains("resources: []") == true)
    #expect(tree.remarks == [])
  }

  @Test func `YAML that does not parse is kept under a name that says so, with its line`() {
    let tree = ExportTree.sample(yaml: ["kind: {\n", object("Pod", "a")])
    #expect(tree.manifestNames == ["other/sample.yaml.invalid", "pod-a.yaml"])
    #expect(tree["other/sample.yaml.invalid"] == "kind: {\n")
    #expect(tree["kustomization.yaml"]?.contains("invalid") == false)
    #expect(tree.remarks.count == 1)
    #expect(tree.remarks[0].hasPrefix("line 4: YAML that does not parse is in 'other/sample.yaml.invalid': "))
    #expect(!tree.remarks[0].contains("\n"))
  }

  @Test func `a list is a file that the kustomization leaves out, and says so`() {
    let list = "apiVersion: v1\nkind: List\nitems: []\n"
    let tree = ExportTree.sample(yaml: [list, object("ConfigMapList", "a")])
    #expect(tree.manifestNames == ["list.yaml", "configmaplist-a.yaml"])
    #expect(tree["kustomization.yaml"]?.contains("resources: []") == true)
    #expect(
      tree.remarks == [
        "line 4: 'list.yaml' is a list and stays out of kustomization.yaml",
        "line 8: 'configmaplist-a.yaml' is a list and stays out of kustomization.yaml",
      ])
    #expect(ExportTree.sample(yaml: [list], layout: .flat).remarks == [])
  }

  // MARK: Objects that stand twice

  @Test func `an object that stands twice is told with both its lines`() {
    let tree = ExportTree.sample(yaml: [object("Pod", "a", namespace: "x"), object("Pod", "a", namespace: "x")])
    #expect(tree.duplicates == ["'Pod/a' in namespace 'x' stands at line 4 and at line 10"])
    #expect(tree.manifestNames == ["pod-a-x.yaml", "pod-a-x-2.yaml"])
  }

  private static let pairs: [(first: String, second: String, isOne: Bool)] = [
    (object("Pod", "a"), object("Pod", "a"), true),
    (object("Pod", "a"), object("Pod", "a", namespace: "default"), true),
    (object("Pod", "a"), object("Pod", "a", namespace: "x"), false),
    (object("Pod", "a"), object("pod", "a"), false),
    (object("Namespace", "a"), object("Namespace", "a", namespace: "x"), true),
    (object("Deployment", "a", version: "apps/v1"), object("Deployment", "a", version: "apps/v1beta1"), true),
    (object("Service", "a"), object("Service", "a", version: "serving.knative.dev/v1"), false),
  ]

  @Test(arguments: pairs)
  func `two manifests are one object by group, kind, namespace and name`(first: String, second: String, isOne: Bool) {
    #expect(ExportTree.sample(yaml: [first, second]).duplicates.isEmpty != isOne)
  }
}
