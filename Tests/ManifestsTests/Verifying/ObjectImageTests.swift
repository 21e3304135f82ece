import Testing

@testable import Manifests

struct ObjectImageTests {
  private func images(_ image: String) -> [String] {
    Found(
      document:
        "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n    - {name: a, image: '\(image)'}\n"
    ).lines([.unpinnedImage, .frozenRegistry])
  }

  @Test(arguments: [
    "web:1.2", "registry:5000/web:1", "ghcr.io/a/b@sha256:0a", "web:latest@sha256:0a", "$(params.image)", "${IMAGE}",
    "registry.k8s.io/pause:3.9", "{{ image }}", "", "*:latest", "k8s.gcr.io.example.org/x:1", "web:stable",
  ])
  func `images that are pinned, or not known yet, are left alone`(image: String) {
    #expect(images(image).isEmpty)
  }

  @Test(arguments: [
    ("web", ["unpinned-image"]), ("web:latest", ["unpinned-image"]), ("registry:5000/web", ["unpinned-image"]),
    ("localhost/web", ["unpinned-image"]), ("k8s.gcr.io/pause:3.1", ["frozen-registry"]),
    ("eu.k8s.gcr.io/pause", ["unpinned-image", "frozen-registry"]),
  ])
  func `images that may change, or do not, are found`(image: String, rules: [String]) {
    #expect(images(image) == rules.map { "6 \($0) \(image)" })
  }

  @Test func `images are found in whatever runs, wherever it is`() {
    let task = """
      apiVersion: tekton.dev/v1
      kind: Pipeline
      metadata: {name: x}
      spec:
        image: not-of-a-container
        tasks:
          - name: build
            taskSpec:
              stepTemplate: {image: base}
              steps:
                - {name: s, image: &i kaniko}
                - {name: t, image: *i}
              sidecars: [{image: docker:latest}]
      """
    #expect(
      Found(document: task).places(.unpinnedImage) == [
        "9 spec.tasks[build].taskSpec.stepTemplate.image base", "11 spec.tasks[build].taskSpec.steps[s].image kaniko",
        "12 spec.tasks[build].taskSpec.steps[t].image kaniko",
        "13 spec.tasks[build].taskSpec.sidecars[0].image docker:latest",
      ])
    let workflow =
      "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: x}\n"
      + "spec: {templates: [{name: a, container: {image: b}}, {name: c, script: {image: d}}]}\n"
    #expect(Found(document: workflow).places(.unpinnedImage).count == 2)
    let definition =
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x.y}\n"
      + "spec: {containers: [{image: a}]}\n"
    #expect(Found(document: definition).places(.unpinnedImage).isEmpty)
  }
}
