import Strategy
import TestSupport
import Testing

@testable import Catalogue

struct ExportNameTests {
  private static let cases: [(documents: [String], names: [String])] = [
    ([object("Pod", "a"), object("Pod", "b")], ["pod-a.yaml", "pod-b.yaml"]),
    (
      [object("Pod", "a", namespace: "x"), object("Pod", "a", namespace: "y"), object("Pod", "b", namespace: "x")],
      ["pod-a-x.yaml", "pod-a-y.yaml", "pod-b.yaml"]
    ),
    ([object("Pod", "a"), object("Pod", "a", namespace: "x")], ["pod-a.yaml", "pod-a-x.yaml"]),
    (
      [object("Service", "a", version: "g.io/v1"), object("Service", "a", version: "h.io/v1")],
      ["service-a-g.io.yaml", "service-a-h.io.yaml"]
    ),
    ([object("Service", "a"), object("Service", "a", version: "h.io/v1")], ["service-a.yaml", "service-a-h.io.yaml"]),
    // What a longer name would be, is another object's own.
    (
      [object("Pod", "a", namespace: "x"), object("Pod", "a", namespace: "y"), object("Pod", "a-x")],
      ["pod-a-x-2.yaml", "pod-a-y.yaml", "pod-a-x.yaml"]
    ),
    // Names that differ in what a file name cannot hold.
    (
      [object("Role", "a:b"), object("Role", "a_b"), object("Role", "A-B")].map { $0 },
      ["role-a-b.yaml", "role-a-b-2.yaml", "role-a-b-3.yaml"]
    ),
    ([object("Pod", "../../etc/passwd")], ["pod-etc-passwd.yaml"]),
    ([object("Pod", "'..'")], ["pod.yaml"]),
    ([object("..", "..")], ["document.yaml"]),
    ([object("'/'", "/etc/passwd")], ["etc-passwd.yaml"]),
    ([object("Pod", "'-rf'")], ["pod-rf.yaml"]),
    ([object("Pod", ".hidden")], ["pod-hidden.yaml"]),
    ([object("Pod", "\"a\\0b\\n\"")], ["pod-a-b.yaml"]),
    ([object("Kustomization", "'/'")], ["kustomization-2.yaml"]),
    ([object("Подъезд", "日本")], ["document.yaml"]),
    (["a: 1\n", "b: 1\n"], ["other/sample.yaml", "other/sample-2.yaml"]),
    (["kind: Cluster\n", "kind: Cluster\nmetadata: {name: ../b}\n"], ["other/cluster.yaml", "other/cluster-b.yaml"]),
  ]

  @Test(arguments: cases)
  func `documents get readable names, and no two the same`(documents: [String], names: [String]) {
    #expect(ExportTree.sample(yaml: documents).manifestNames == names)
  }

  @Test func `a long name is cut and still tells two objects apart`() {
    let long = String(repeating: "a", count: 2000)
    let names = ExportTree.sample(yaml: [object("Pod", long), object("Pod", long + "b")]).manifestNames
    #expect(names.allSatisfy { $0.utf8.count < 200 && $0.hasPrefix("pod-aaa") })
    #expect(Set(names).count == 2)
  }

  @Test func `any names make clean paths, each once, and the same ones every time`() {
    var random = SplitMix64(seed: 7)
    let letters = Array("aA0-._/\\:é ")
    func word() -> String {
      String((0..<Int.random(in: 0...4, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
    }
    for _ in 0..<50 {
      let documents = (0..<30).map { _ in
        "apiVersion: \"\(word())/v1\"\nkind: '\(word())'\nmetadata: {name: '\(word())', namespace: '\(word())'}\n"
      }.map { $0.replacing("\\", with: "") }
      let tree = ExportTree.sample(yaml: documents)
      #expect(tree.names.count == documents.count + 2)
      #expect(Set(tree.names).count == tree.names.count)
      #expect(tree.names == ExportTree.sample(yaml: documents).names)
    }
  }

  @Test func `five hundred objects of one name take no longer than they should`() {
    let names = ExportTree.sample(yaml: (0..<500).map { _ in object("Pod", "a") }).manifestNames
    #expect(names.last == "pod-a-500.yaml")
  }

  // MARK: Paths

  @Test(arguments: ["a", "a.yaml", "other/a-b.yaml", "teams/a/b/clusters/c/strategy.md"])
  func `a clean path is one`(_ text: String) {
    #expect(ExportPath(text)?.text == text)
  }

  @Test(arguments: [
    "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/..", ".git", "a/.git", "-a", "A", "a b", "a\\b", "a\0",
    "é", "a\n", "~", "1/2/3/4/5/6/7/8/9", String(repeating: "a", count: 256),
  ])
  func `anything else is none`(_ text: String) {
    #expect(ExportPath(text) == nil)
  }

  @Test func `a path's folders come outermost first`() {
    #expect(ExportPath("a/b/c")?.folders.map(\.text) == ["a", "a/b"])
    #expect(ExportPath("a")?.folders == [])
  }
}
