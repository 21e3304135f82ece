import Testing

@testable import Manifests

struct ValueMeaningTests {
  private static func pod(_ body: String) -> String { "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n\(body)\n" }

  @Test(arguments: [
    ("1", "1000m"), ("\"1\"", "1"), ("0.5", "500m"), ("'1Gi'", "1024Mi"), ("1.0", "1"), ("2e3", "2k"), ("1E", "1e18"),
    ("9007199254740993", "9007199254740993000m"), ("0", "0m"), ("-0", "0"),
  ])
  func `quantities of one amount are equal where quantities stand`(old: String, new: String) {
    let places = [
      "spec: {containers: [{name: c, resources: {limits: {cpu: @}}}]}",
      "spec: {containers: [{name: c, resources: {requests: {nvidia.com/gpu: @}}}]}",
      "spec: {volumes: [{name: v, emptyDir: {sizeLimit: @}}]}", "spec: {overhead: {podFixed: {memory: @}}}",
      "spec: {resources: {requests: {storage: @}}}", "spec: {capacity: {storage: @}}", "spec: {hard: {count/pods: @}}",
      "spec: {hard: {requests.cpu: @}}", "spec: {limits: [{type: Container, max: {memory: @}, default: {cpu: @}}]}",
      "spec: {metrics: [{type: Pods, pods: {target: {averageValue: @}}}]}", "spec: {limits: {cpu: @}}",
      "spec: {a: [{resourceFieldRef: {divisor: @}}]}", "spec: {policies: [{minAllowed: {cpu: @}}]}",
    ]
    for place in places {
      let lines = Difference(
        ValueMeaningTests.pod(place.replacing("@", with: old)), ValueMeaningTests.pod(place.replacing("@", with: new))
      ).lines
      #expect(lines.isEmpty, "\(place): \(lines)")
    }
  }

  @Test func `amounts of some kinds of object are known`() {
    let scaler = {
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nm: {target: {value: \($0 as String)}}\n"
    }
    #expect(Difference(scaler("1k"), scaler("1000")).lines.isEmpty)
    let capacity = { "apiVersion: storage.k8s.io/v1\nkind: CSIStorageCapacity\ncapacity: \($0 as String)\n" }
    #expect(Difference(capacity("1Ti"), capacity("1024Gi")).lines.isEmpty)
    #expect(Difference("capacity: 1Ti\n", "capacity: 1024Gi\n").lines.count == 1)
  }

  @Test(arguments: [
    ("1", "1001m"), ("1Gi", "1G"), ("9007199254740993", "9007199254740992"), ("1", "-1"), ("500m", "0.50001"),
    ("1Ki", "1000"), ("1", "~"), ("1", "true"), ("1", "{}"), ("1", "x"),
  ])
  func `other amounts are changes`(old: String, new: String) {
    let place = "spec: {containers: [{name: c, resources: {limits: {cpu: @}}}]}"
    let lines = Difference(
      ValueMeaningTests.pod(place.replacing("@", with: old)), ValueMeaningTests.pod(place.replacing("@", with: new))
    ).lines
    #expect(
      lines == [
        "~ spec.containers[c].resources.limits.cpu: \(old) > \(new)"
      ])
  }

  @Test(arguments: [
    "metadata: {labels: {version: @}}", "metadata: {labels: {memory: @}}", "metadata: {annotations: {cpu: @}}",
    "spec: {env: [{name: a, value: @}]}", "data: {cpu: @}", "spec: {nodeSelector: {memory: @}}", "spec: {args: [@]}",
    "spec: {replicas: @}", "spec: {parameters: {memory: @}}", "spec: {min: @}",
  ])
  func `what looks like a quantity is text elsewhere`(place: String) {
    for (old, new) in [("'1'", "'1000m'"), ("1Gi", "1024Mi"), ("'1.10'", "'1.1'"), ("1", "'1'")] {
      let lines = Difference(
        "kind: A\napiVersion: v1\n" + place.replacing("@", with: old),
        "kind: A\napiVersion: v1\n" + place.replacing("@", with: new)
      ).lines
      #expect(lines.count == 1 && lines.first?.hasPrefix("~ ") == true, "\(place): \(lines)")
    }
  }

  @Test(arguments: [
    ("1", "1.0"), ("0x1F", "31"), ("0o17", "15"), ("0644", "420"), ("1e3", "1000"), ("1.50", "1.5"), ("+5", "5"),
    ("true", "True"), ("FALSE", "false"), ("~", "null"), ("", "NULL"), ("x", "'x'"), ("\"a\\tb\"", "'a\tb'"),
    (".inf", "+.INF"), (".NaN", ".nan"), ("|\n  x\n  y\n", "\"x\\ny\\n\""), ("{}", "{ }"), ("-0", "0"),
    ("!!str 1", "'1'"), ("!!int '5'", "5"), ("12345678901234567890", "12345678901234567890.0"), ("08", "8"),
  ])
  func `values of one meaning are equal`(old: String, new: String) {
    #expect(Difference("a: \(old)\n", "a: \(new)\n").lines.isEmpty)
    #expect(
      Difference("a: [\(old)]\n".replacing("\n", with: " "), "a: [\(old)]\n".replacing("\n", with: " ")).lines.isEmpty)
  }

  @Test(arguments: [
    ("1", "'1'"), ("1", "2"), ("true", "'true'"), ("~", "''"), ("~", "'null'"), ("x", "X"), ("x", "'x '"),
    ("0644", "644"),
    ("1.1", "1.10000001"), ("{}", "[]"), ("~", "{}"), ("[]", "~"), (".inf", "-.inf"), ("true", "1"), ("true", "false"),
    ("12345678901234567890", "12345678901234567891"), ("1000m", "1"), ("'\u{E9}'", "'e\u{301}'"), ("yes", "true"),
  ])
  func `values of another meaning are not`(old: String, new: String) {
    #expect(Difference("a: \(old)\n", "a: \(new)\n").lines.count == 1)
  }

  @Test(arguments: [
    ("", ""), (".", ""), ("-", ""), ("1x", ""), ("1e", ""), ("1e99999999999999999999", ""), ("0x", ""),
    ("1" + String(repeating: "0", count: 60), ""),
  ])
  func `what is no number is none`(text: String, _: String) {
    #expect(ExactDecimal(number: text) == nil)
    #expect(ExactDecimal(quantity: text) == nil)
  }
}
