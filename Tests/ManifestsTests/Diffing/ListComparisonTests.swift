import Manifests
import Testing

struct ListComparisonTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var kind: String? = "Deployment"
    let old: String
    let new: String
    var lines: [String] = []

    var testDescription: String { name }

    func text(_ body: String) -> String {
      kind.map { "apiVersion: x/v1\nkind: \($0)\nmetadata: {name: n}\n\(body)\n" } ?? "\(body)\n"
    }
  }

  @Test(arguments: keyed + ordered + changedKeys + free + unnamed)
  func `items are paired`(test: Case) {
    #expect(Difference(test.text(test.old), test.text(test.new)).lines == test.lines)
    #expect(Difference(test.text(test.new), test.text(test.old)).lines.count == test.lines.count)
  }

  private static let keyed: [Case] = [
    Case(
      name: "names in another order", old: "c: [{name: a, x: 1}, {name: b, x: 2}]",
      new: "c: [{x: 2, name: b}, {x: 1, name: a}]"),
    Case(
      name: "a change behind an insertion", old: "c: [{name: a, x: 1}, {name: b, x: 2}]",
      new: "c: [{name: z}, {name: b, x: 3}, {name: a, x: 1}]", lines: ["+ c[z].name = z", "~ c[b].x: 2 > 3"]),
    Case(
      name: "another name is another item", old: "c: [{name: a, x: 1}]", new: "c: [{name: b, x: 1}]",
      lines: ["- c[a].name = a", "- c[a].x = 1", "+ c[b].name = b", "+ c[b].x = 1"]),
    Case(
      name: "removed where it stood", old: "c: [{name: a}, {name: b}, {name: c, x: 1}]",
      new: "c: [{name: a}, {name: c, x: 2}]", lines: ["- c[b].name = b", "~ c[c].x: 1 > 2"]),
    Case(
      name: "containerPort and protocol", old: "ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP, x: 1}]",
      new: "ports: [{containerPort: 80, protocol: UDP, x: 2}, {containerPort: 80, protocol: TCP}]",
      lines: ["~ ports[0].x: 1 > 2", "+ ports[1].protocol = TCP"]),
    Case(
      name: "a port renamed", old: "ports: [{name: web, port: 80, targetPort: 1}, {name: x, port: 90}]",
      new: "ports: [{name: x, port: 90}, {name: http, port: 80, targetPort: 1}]",
      lines: ["~ ports[http].name: web > http"]),
    Case(
      name: "a port moved", old: "ports: [{name: web, port: 80}]", new: "ports: [{name: web, port: 81}]",
      lines: ["~ ports[web].port: 80 > 81"]),
    Case(
      name: "one volume mounted twice",
      old: "volumeMounts: [{name: v, mountPath: /a}, {name: v, mountPath: /b, readOnly: true}]",
      new: "volumeMounts: [{name: v, mountPath: /b, readOnly: false}, {name: v, mountPath: /a}]",
      lines: ["~ volumeMounts[v].readOnly: true > false"]),
    Case(
      name: "key", old: "t: [{key: a, x: 1}, {key: b}]", new: "t: [{key: b}, {key: a, x: 2}]",
      lines: ["~ t[1].x: 1 > 2"]),
    Case(
      name: "subjects of one name", kind: "RoleBinding",
      old: "subjects: [{kind: User, name: a, x: 1}, {kind: Group, name: a, x: 1}]",
      new: "subjects: [{kind: Group, name: a, x: 2}, {kind: User, name: a, x: 1}]",
      lines: ["~ subjects[a].x: 1 > 2"]),
    Case(
      name: "host", kind: "Ingress", old: "rules: [{host: a, http: {x: 1}}, {host: b, http: {x: 1}}]",
      new: "rules: [{host: b, http: {x: 1}}, {host: a, http: {x: 2}}]", lines: ["~ rules[1].http.x: 1 > 2"]),
    Case(
      name: "path and type", kind: "Ingress",
      old: "paths: [{path: /, pathType: Exact, x: 1}, {path: /, pathType: Prefix, x: 1}]",
      new: "paths: [{path: /, pathType: Prefix, x: 2}, {path: /, pathType: Exact, x: 1}]",
      lines: ["~ paths[0].x: 1 > 2"]),
    Case(
      name: "alerts", kind: "PrometheusRule", old: "rules: [{alert: A, for: 1m}, {alert: B, for: 1m}]",
      new: "rules: [{alert: B, for: 1m}, {alert: A, for: 2m}]", lines: ["~ rules[1].for: 1m > 2m"]),
    Case(
      name: "alerts of one name", kind: "PrometheusRule",
      old: "rules: [{alert: A, expr: a > 1, labels: {s: low}}, {alert: A, expr: a > 2, labels: {s: high}}]",
      new: "rules: [{alert: A, expr: a > 2, labels: {s: high}}, {alert: A, expr: a > 3, labels: {s: low}}]",
      lines: ["~ rules[1].expr: a > 1 > a > 3"]),
    Case(
      name: "panels with a new id", old: "panels: [{id: 1, title: a}, {id: 2, title: b}]",
      new: "panels: [{id: 2, title: b}, {id: 3, title: a}]", lines: ["~ panels[1].id: 1 > 3"]),
    Case(
      name: "objects of a list", kind: "List",
      old: "items: [{kind: A, metadata: {name: x}, v: 1}, {kind: B, metadata: {name: x}, v: 1}]",
      new: "items: [{kind: B, metadata: {name: x}, v: 2}, {kind: A, metadata: {name: x}, v: 1}]",
      lines: ["~ items[0].v: 1 > 2"]),
    Case(
      name: "a name that is no text", old: "c: [{name: 1, x: 1}, {name: 2, x: 1}]",
      new: "c: [{name: 2, x: 1}, {name: 1, x: 2}]", lines: ["~ c[1].x: 1 > 2"]),
    Case(
      name: "repeated names", old: "c: [{name: a, x: 1, y: 1}, {name: a, x: 2, y: 2}]",
      new: "c: [{name: a, x: 1, y: 1}, {name: a, x: 2, y: 3}]", lines: ["~ c[a].y: 2 > 3"]),
    Case(
      name: "variables in any order", old: "env: [{name: A, value: x}, {name: B, value: y}]",
      new: "env: [{name: B, value: y}, {name: A, value: x}]"),
  ]

  private static let ordered: [Case] = [
    Case(
      name: "init containers", old: "initContainers: [{name: a}, {name: b, x: 1}]",
      new: "initContainers: [{name: b, x: 2}, {name: a}]",
      lines: ["% initContainers: [a, b] > [b, a]", "~ initContainers[b].x: 1 > 2"]),
    Case(
      name: "an init container more", old: "initContainers: [{name: a}, {name: b}]",
      new: "initContainers: [{name: c}, {name: a}, {name: b}]", lines: ["+ initContainers[c].name = c"]),
    Case(
      name: "routes", kind: "VirtualService", old: "http: [{name: a, x: 1}, {name: b, x: 2}]",
      new: "http: [{name: b, x: 2}, {name: a, x: 1}]", lines: ["% http: [a, b] > [b, a]"]),
    Case(
      name: "routes without a name", kind: "VirtualService", old: "http: [{match: [{uri: a}], r: 1}, {r: 2}]",
      new: "http: [{r: 2}, {match: [{uri: a}], r: 1}]", lines: ["% http: [0, 1] > [1, 0]"]),
    Case(
      name: "variables that refer to others", old: "env: [{name: A, value: x}, {name: B, value: $(A)}]",
      new: "env: [{name: B, value: $(A)}, {name: A, value: x}]", lines: ["% env: [A, B] > [B, A]"]),
    Case(
      name: "records", kind: "PrometheusRule", old: "rules: [{record: A, expr: x}, {alert: B, expr: A}]",
      new: "rules: [{alert: B, expr: A}, {record: A, expr: x}]", lines: ["% rules: [A, B] > [B, A]"]),
    Case(
      name: "relabeling in any document", kind: nil,
      old: "relabel_configs: [{action: keep, regex: a}, {action: drop, regex: b}]",
      new: "relabel_configs: [{action: drop, regex: b}, {action: keep, regex: a}]",
      lines: ["% relabel_configs: [0, 1] > [1, 0]"]),
    Case(name: "an argument more", old: "args: [a, b, c]", new: "args: [x, a, b, c]", lines: ["+ args[0] = x"]),
    Case(name: "an argument less", old: "args: [a, b, c]", new: "args: [a, c]", lines: ["- args[1] = b"]),
    Case(name: "another argument", old: "args: [a, b, c]", new: "args: [a, x, c]", lines: ["~ args[1]: b > x"]),
    Case(
      name: "arguments moved", old: "args: [a, b, c]", new: "args: [c, a, b]", lines: ["% args: [a, b, c] > [c, a, b]"]),
    Case(
      name: "a repeated argument less", old: "args: [-v, x, -v, y]", new: "args: [x, -v, y]", lines: ["- args[0] = -v"]),
    Case(
      name: "flags find each other", old: "args: [--a=1, --b=2, --c=3]", new: "args: [--x=0, --b=5, --a=9, --c=3]",
      lines: [
        "% args: [--a=1, --b=2, --c=3] > [--b=2, --a=1, --c=3]", "+ args[0] = --x=0", "~ args[1]: --b=2 > --b=5",
        "~ args[2]: --a=1 > --a=9",
      ]),
    Case(name: "lists of lists", old: "m: [[1, 2], [3]]", new: "m: [[1, 2], [3, 4]]", lines: ["+ m[1][1] = 4"]),
    Case(
      name: "unknown maps anchor", old: "w: [{a: 1, b: 1}, {a: 2, b: 2}, {a: 3, b: 3}]",
      new: "w: [{a: 2, b: 2}, {a: 3, b: 4}]", lines: ["- w[0].a = 1", "- w[0].b = 1", "~ w[1].b: 3 > 4"]),
  ]

  private static let changedKeys: [Case] = [
    Case(
      name: "another key of an item that stays the same", old: "t: [{key: a, x: 1, y: 2}, {key: b}]",
      new: "t: [{key: b}, {key: c, x: 1, y: 2}]", lines: ["~ t[1].key: a > c"]),
    Case(
      name: "neighbours that say other things of the same", old: "w: [{a: 1}, {a: 2, b: 1, c: 1, d: 1}]",
      new: "w: [{a: 3}]",
      lines: ["~ w[0].a: 1 > 3", "- w[1].a = 2", "- w[1].b = 1", "- w[1].c = 1", "- w[1].d = 1"]),
    Case(
      name: "rules that share little are others", kind: "Role",
      old: "rules: [{resources: [a], verbs: [get]}, {resources: [b], verbs: [x]}, {resources: [q], verbs: [w]}]",
      new: "rules: [{resources: [c, d, e, f, g], verbs: [get]}]",
      lines: [
        "- rules[0].resources[0] = a", "- rules[0].verbs[0] = get", "- rules[1].resources[0] = b",
        "- rules[1].verbs[0] = x", "- rules[2].resources[0] = q", "- rules[2].verbs[0] = w",
        "+ rules[0].resources[0] = c", "+ rules[0].resources[1] = d", "+ rules[0].resources[2] = e",
        "+ rules[0].resources[3] = f", "+ rules[0].resources[4] = g", "+ rules[0].verbs[0] = get",
      ]),
  ]

  private static let free: [Case] = [
    Case(name: "verbs", kind: "Role", old: "rules: [{verbs: [get, list]}]", new: "rules: [{verbs: [list, get]}]"),
    Case(
      name: "a verb more", kind: "Role", old: "rules: [{verbs: [get, list]}]",
      new: "rules: [{verbs: [list, watch, get]}]",
      lines: ["+ rules[0].verbs[1] = watch"]),
    Case(
      name: "another mode", old: "accessModes: [ReadWriteOnce]", new: "accessModes: [ReadWriteMany]",
      lines: ["~ accessModes[0]: ReadWriteOnce > ReadWriteMany"]),
    Case(
      name: "twice is not once", old: "finalizers: [a, b]", new: "finalizers: [b, a, a]", lines: ["+ finalizers[2] = a"]
    ),
    Case(
      name: "values of expressions", old: "matchExpressions: [{key: k, operator: In, values: [a, b]}]",
      new: "matchExpressions: [{key: k, operator: In, values: [b, a]}]"),
    Case(
      name: "peers", kind: "NetworkPolicy",
      old: "ingress: [{from: [{podSelector: {a: 1}}, {ipBlock: {cidr: x, except: [a, b]}}]}, {ports: [{port: 1}]}]",
      new: "ingress: [{ports: [{port: 1}]}, {from: [{ipBlock: {cidr: x, except: [b, a]}}, {podSelector: {a: 1}}]}]"),
    Case(
      name: "rules of roles", kind: "ClusterRole",
      old:
        "rules: [{apiGroups: [a, b], resources: [x, y], verbs: [get]}, {apiGroups: [c], resources: [z], verbs: [get]}]",
      new:
        "rules: [{apiGroups: [c], resources: [z], verbs: [list]}, {apiGroups: [b, a], resources: [y, x], verbs: [get]}]",
      lines: ["~ rules[0].verbs[0]: get > list"]),
    Case(
      name: "tolerations of one key",
      old: "tolerations: [{key: a, effect: X}, {key: a, effect: Y}, {operator: Exists}]",
      new: "tolerations: [{operator: Exists}, {key: a, effect: Y}, {key: a, effect: Z}]",
      lines: ["~ tolerations[2].effect: X > Z"]),
    Case(
      name: "metrics", kind: "HorizontalPodAutoscaler",
      old:
        "metrics: [{type: Resource, resource: {name: cpu, t: 70}}, {type: Resource, resource: {name: memory, t: 80}}]",
      new:
        "metrics: [{type: Resource, resource: {name: memory, t: 81}}, {type: Resource, resource: {name: cpu, t: 71}}]",
      lines: ["~ metrics[0].resource.t: 80 > 81", "~ metrics[1].resource.t: 70 > 71"]),
  ]

  private static let unnamed: [Case] = [
    Case(
      name: "in what is no object, lists of texts have an order", kind: nil, old: "verbs: [a, b]", new: "verbs: [b, a]",
      lines: ["% verbs: [a, b] > [b, a]"]),
    Case(name: "a list for a map", old: "a: [x]", new: "a: {b: x}", lines: ["- a[0] = x", "+ a.b = x"]),
    Case(name: "a list that fills", old: "a: []", new: "a: [x]", lines: ["+ a[0] = x"]),
    Case(name: "a list that empties", old: "a: [x]", new: "a: []", lines: ["- a[0] = x"]),
    Case(name: "an empty item", old: "a: [{}, x]", new: "a: [x]", lines: ["- a[0] = {}"]),
    Case(
      name: "items of several kinds", old: "a: [1, {b: 1}, [x]]", new: "a: [1, {b: 2}, [x]]", lines: ["~ a[1].b: 1 > 2"]
    ),
  ]
}
