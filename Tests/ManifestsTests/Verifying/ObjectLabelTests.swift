import Testing

@testable import Manifests

struct ObjectLabelTests {
  private func pod(_ metadata: String) -> Found {
    Found(document: "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  \(metadata)\n")
  }

  @Test(arguments: [
    "labels: {app.kubernetes.io/name: web, a: '', B_c.d-1: 1.2-x_Y, empty: }",
    "annotations: {a.io/B: 'any thing {}', X.io/y: ''}",
    "labels: {x: 'true', y1: \"8\"}", "labels:", "annotations: {a: |\n    long\n    text\n  }",
  ])
  func `labels that Kubernetes takes are left alone`(metadata: String) {
    #expect(pod(metadata).places(.invalidLabel).isEmpty)
  }

  @Test(arguments: [
    ("labels: {a/b/c: x}", "metadata.labels[\"a/b/c\"] a/b/c"), ("labels: {-a: x}", "metadata.labels.-a -a"),
    ("labels: {A.io/b: x}", "metadata.labels[\"A.io/b\"] A.io/b"), ("labels: {/b: x}", "metadata.labels[\"/b\"] /b"),
    ("labels: {a: x y}", "metadata.labels.a a=x y"), ("labels: {a: -x}", "metadata.labels.a a=-x"),
    ("labels: {a: true}", "metadata.labels.a a=true"), ("labels: {a: 1.10}", "metadata.labels.a a=1.10"),
    ("labels: {a: [x]}", "metadata.labels.a a"), ("annotations: {a b: x}", "metadata.annotations[\"a b\"] a b"),
    ("annotations: {a: true}", "metadata.annotations.a a=true"),
    ("annotations: {a: {b: c}}", "metadata.annotations.a a"),
    ("labels: {a: \(String(repeating: "x", count: 64))}", "metadata.labels.a a=\(String(repeating: "x", count: 64))"),
    ("labels: {a: '{{ x }}'}", "metadata.labels.a a={{ x }}"),
  ])
  func `labels that Kubernetes refuses are found`(metadata: String, place: String) {
    #expect(pod(metadata).places(.invalidLabel) == ["5 \(place)"])
  }

  @Test func `labels of pods and of selectors are found`() {
    let text = """
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: x}
      spec:
        jobTemplate:
          metadata: {labels: {a: 1}}
          spec:
            selector:
              matchLabels:
                b: 2
            template:
              metadata: {labels: {c: 3}}
              spec:
                nodeSelector: {d: true}
                affinity:
                  podAntiAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                      - labelSelector: {matchLabels: {e: 5}}
      """
    #expect(
      Found(document: text).places(.invalidLabel) == [
        "6 spec.jobTemplate.metadata.labels.a a=1", "10 spec.jobTemplate.spec.selector.matchLabels.b b=2",
        "12 spec.jobTemplate.spec.template.metadata.labels.c c=3",
        "14 spec.jobTemplate.spec.template.spec.nodeSelector.d d=true",
        "18 spec.jobTemplate.spec.template.spec.affinity.podAntiAffinity"
          + ".requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchLabels.e e=5",
      ])
    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {selector: {app: 1}}\n"
    #expect(Found(document: service).places(.invalidLabel) == ["4 spec.selector.app app=1"])
  }

  @Test func `patterns in others' selectors are left alone, numbers are not`() {
    let text =
      "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: x}\nspec: {m: {matchLabels: {\"a*\": \"?*\", b: 1}}}\n"
    #expect(Found(document: text).places(.invalidLabel) == ["4 spec.m.matchLabels.b b=1"])
  }

  @Test func `in a list each object has its own paths`() {
    let text = """
      apiVersion: v1
      kind: List
      items:
        - {apiVersion: v1, kind: Pod, metadata: {name: a, labels: {x: y z}}}
        - {apiVersion: apps/v1, kind: Deployment, metadata: {name: b}, spec: {selector: {matchLabels: {x: 1}}}}
      """
    let found = Found(document: text)
    #expect(found.places(.invalidLabel) == ["4 metadata.labels.x x=y z", "5 spec.selector.matchLabels.x x=1"])
    #expect(found.findings.map(\.object) == ["Pod a", "Deployment b"])
  }
}
