import Testing

@testable import Manifests

struct ObjectNameTests {
  private static func object(_ api: String, name: String) -> String {
    let words = api.split(separator: " ")
    return "apiVersion: \(words[0])\nkind: \(words[1])\nmetadata:\n  name: \(name)\n"
  }

  @Test(arguments: [
    ("v1 ConfigMap", "kube-root-ca.crt"), ("v1 Namespace", "shop-1"), ("v1 Service", "web"), ("v1 Pod", "1.a"),
    ("rbac.authorization.k8s.io/v1 ClusterRole", "system:Node_reader"), ("batch/v1 CronJob", "nightly"),
    ("apiextensions.k8s.io/v1 CustomResourceDefinition", "a.b.io"),
    ("v1 ConfigMap", String(repeating: "a", count: 253)),
    ("v1 Service", String(repeating: "a", count: 63)), ("serving.knative.dev/v1 Service", "web"),
    ("certificates.k8s.io/v1beta1 ClusterTrustBundle", "x.io:y:z"), ("v1 ConfigMap", "'8080'"),
  ])
  func `a name that Kubernetes takes is left alone`(api: String, name: String) {
    #expect(Found(document: ObjectNameTests.object(api, name: name)).places(.invalidName).isEmpty)
  }

  @Test(arguments: [
    ("v1 ConfigMap", "Web", "a DNS subdomain"), ("v1 ConfigMap", "web_1", "a DNS subdomain"),
    ("v1 ConfigMap", "web-", "a DNS subdomain"), ("v1 ConfigMap", "a..b", "a DNS subdomain"),
    ("v1 ConfigMap", "${NAME}", "a DNS subdomain"), ("v1 ConfigMap", "ä", "a DNS subdomain"),
    ("v1 ConfigMap", String(repeating: "a", count: 254), "a DNS subdomain"),
    ("v1 Namespace", "a.b", "a DNS label"), ("v1 Namespace", String(repeating: "a", count: 64), "a DNS label"),
    ("v1 Service", "1web", "a DNS label with a letter first"), ("v1 Service", "a.b", "a DNS label with a letter first"),
    ("rbac.authorization.k8s.io/v1 Role", "a/b", "anything but"),
    ("rbac.authorization.k8s.io/v1 Role", "..", "anything but"),
    ("batch/v1 CronJob", String(repeating: "a", count: 53), "a DNS subdomain of at most 52"),
    ("v1 ConfigMap", "8080", "in quotes"), ("v1 ConfigMap", "true", "in quotes"),
  ])
  func `a name that Kubernetes refuses is found`(api: String, name: String, form: String) {
    let found = Found(document: ObjectNameTests.object(api, name: name))
    #expect(found.places(.invalidName) == ["4 metadata.name \(name)"])
    #expect(
      found.messages(.invalidName).first?.contains("expected it \(form)") == true
        || found.messages(.invalidName).first?.contains("expected \(form)") == true)
  }

  @Test(arguments: [
    ("v1 Pod", "{generateName: web-}", []), ("v1 Pod", "{generateName: Web-}", ["3 metadata.generateName Web-"]),
    ("v1 Pod", "{labels: {a: b}}", ["3 metadata.name "]), ("v1 Pod", "{name: ~}", ["3 metadata.name "]),
    ("v1 Pod", "{name: web, namespace: a.b}", ["3 metadata.namespace a.b"]), ("v1 Pod", "~", ["3 metadata.name "]),
    ("authorization.k8s.io/v1 SubjectAccessReview", "{}", []), ("v1 Config", "{}", []),
    ("kubelet.config.k8s.io/v1beta1 KubeletConfiguration", "{}", []),
    ("kustomize.config.k8s.io/v1beta1 Kustomization", "{}", []),
    ("skaffold/v4beta6 Config", "{}", []), ("argoproj.io/v1alpha1 Rollout", "{}", ["3 metadata.name "]),
  ])
  func `what takes the place of a name is judged`(api: String, metadata: String, places: [String]) {
    let words = api.split(separator: " ")
    let found = Found(document: "apiVersion: \(words[0])\nkind: \(words[1])\nmetadata: \(metadata)\n")
    #expect(found.places(.invalidName) == places)
  }

  @Test func `names in pods and Services are found`() {
    let deployment = """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            initContainers:
              - name: Init
            containers:
              - name: a.b
                ports:
                  - {name: http, containerPort: 80}
                  - {name: a-much-too-long-name, containerPort: 81}
                  - {name: "80", containerPort: 82}
                  - {name: a--b, containerPort: 83}
            volumes:
              - name: tmp_1
      """
    #expect(
      Found(document: deployment).places(.invalidName) == [
        "8 spec.template.spec.initContainers[Init].name Init", "10 spec.template.spec.containers[a.b].name a.b",
        "13 spec.template.spec.containers[a.b].ports[a-much-too-long-name].name a-much-too-long-name",
        "14 spec.template.spec.containers[a.b].ports[2].name 80",
        "15 spec.template.spec.containers[a.b].ports[a--b].name a--b",
        "17 spec.template.spec.volumes[tmp_1].name tmp_1",
      ])
    let service = """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        ports:
          - {name: a-name-that-is-rather-long, port: 80, targetPort: http}
          - {name: Web, port: 81, targetPort: 8081}
          - {name: x, port: 82, targetPort: no_port}
      """
    #expect(
      Found(document: service).places(.invalidName)
        == ["7 spec.ports[Web].name Web", "8 spec.ports[x].targetPort no_port"])
  }
}
