import Foundation
import TestSupport
import Testing

/// The forecaster of the bundled template, taken out of its ConfigMap and run against a server that stands for the
/// Kubernetes API and for Prometheus.
@Suite(.enabled(if: Python.path != nil, "python3 is not installed"))
struct `The forecaster` {
  @Test(arguments: Case.all) func `does what the load asks for`(_ example: Case) async throws {
    let program = try await Programs.all.program(of: example.target)
    let outcome = try await program.run(example)
    #expect(outcome["faults"] == .list([]))
    let runs = outcome["runs"]?.items ?? []
    #expect(runs.count == example.runs)
    for run in runs {
      let said = run["out"]?.text ?? ""
      #expect(said.hasSuffix("}\n") && said.dropLast().allSatisfy { !$0.isNewline }, "one line: \(said)")
      #expect(run["err"] == .text(""))
    }
    let first = try #require(runs.first)
    let line = try Tree(json: Array((first["out"]?.text ?? "").utf8))
    #expect(first["code"]?.number == (example.error == nil ? 0 : 1), "\(line)")
    #expect(line["target"] == .text("\(example.target.rawValue)/web"))
    if let error = example.error {
      #expect(line["error"]?.text?.contains(error) == true, "\(line)")
    } else {
      #expect(line["error"] == nil, "\(line)")
    }
    #expect(outcome["writes"]?.items.map(example.target.replicas) == example.writes, "\(line)")
  }

  @Test(arguments: Target.allCases) func `may do what it does, and nothing else`(_ target: Target) async throws {
    let rules = try await Programs.all.program(of: target).role["rules"]?.items ?? []
    let granted = rules.flatMap { rule in
      (rule["resources"]?.items ?? []).flatMap { resource in
        (rule["verbs"]?.items ?? []).map { "\($0.text ?? "") \(resource.text ?? "")" }
      }
    }
    #expect(granted == target.needed)
  }
}

/// What the forecaster writes, by the choices that lead to it.
enum Target: String, CaseIterable, Sendable {
  case scale, floor, revisions

  var parameters: String {
    switch self {
    case .scale: "application_architecture=microservices scaling_requirements=predictive"
    case .floor: "application_architecture=microservices scaling_requirements=auto-scaling,predictive"
    case .revisions: "application_architecture=serverless scaling_requirements=predictive"
    }
  }

  var needed: [String] {
    switch self {
    case .scale: ["get deployments/scale", "update deployments/scale"]
    case .floor: ["get horizontalpodautoscalers", "patch horizontalpodautoscalers"]
    case .revisions: ["get services", "patch revisions", "get podautoscalers", "patch podautoscalers"]
    }
  }

  /// The API's objects, as they are while there are so many replicas. Of two revisions one carries a tenth.
  func objects(_ replicas: Int) -> [String: Any] {
    let namespaced = "namespaces/shop"
    switch self {
    case .scale:
      return [
        "/apis/apps/v1/\(namespaced)/deployments/web/scale": [
          "metadata": ["name": "web", "resourceVersion": "7"], "spec": ["replicas": replicas],
        ]
      ]
    case .floor:
      return [
        "/apis/autoscaling/v2/\(namespaced)/horizontalpodautoscalers/web": [
          "metadata": ["name": "web", "resourceVersion": "7"], "spec": ["minReplicas": replicas, "maxReplicas": 20],
        ]
      ]
    case .revisions:
      let annotation = ["autoscaling.knative.dev/min-scale": "\(replicas)"]
      let scalers = "/apis/autoscaling.internal.knative.dev/v1alpha1/\(namespaced)/podautoscalers"
      let serving = "/apis/serving.knative.dev/v1/\(namespaced)"
      let none: [String: Any] = ["metadata": ["annotations": [String: String]()]]
      return [
        "\(serving)/services/web": [
          "metadata": ["name": "web"],
          "status": [
            "traffic": [
              ["revisionName": "web-00001", "percent": 90, "tag": "stable"] as [String: Any],
              ["revisionName": "web-00002", "percent": 10, "tag": "candidate"],
            ]
          ],
        ],
        "\(serving)/revisions/web-00001": none, "\(serving)/revisions/web-00002": none,
        "\(scalers)/web-00001": ["metadata": ["annotations": annotation]], "\(scalers)/web-00002": none,
      ]
    }
  }

  /// The number in something that was written.
  func replicas(_ write: Tree) -> String {
    let (method, body) = (write["method"]?.text ?? "", write["body"])
    let place = write["path"]?.text?.split(separator: "/").suffix(2).joined(separator: "/") ?? ""
    switch self {
    case .scale: return "\(method) \(body?["spec"]?["replicas"]?.number ?? -1)"
    case .floor: return "\(method) \(body?["spec"]?["minReplicas"]?.number ?? -1)"
    case .revisions:
      let least = body?["metadata"]?["annotations"]?["autoscaling.knative.dev/min-scale"]?.text ?? ""
      return "\(method) \(place) \(least)"
    }
  }
}

/// A load, and what is to come of it. The floor is 3 and the most 20, and a replica answers 100 requests a second.
struct Case: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let target: Target
  let replicas: Int
  /// How the rate moved over the last two hours, in JSON.
  var recent = ""
  /// The rates of one, two, seven and fourteen days ago, then and a quarter of an hour later, in JSON.
  var days = "[]"
  var isSilent = false
  /// How the API answers the first writes.
  var refused: [Int] = []
  var runs = 1
  let writes: [String]
  var error: String?

  init(
    _ name: String, _ target: Target = .scale, replicas: Int, recent: String = "", days: String = "[]",
    isSilent: Bool = false, refused: [Int] = [], runs: Int = 1, writes: [String], error: String? = nil
  ) {
    testDescription = name
    (self.target, self.replicas, self.recent, self.days) = (target, replicas, recent, days)
    (self.isSilent, self.refused, self.runs, self.writes, self.error) = (isSilent, refused, runs, writes, error)
  }

  static let all = [
    Case("a rising load is met before it comes", replicas: 3, recent: "[400, 600]", writes: ["PUT 7"]),
    Case(
      "the same hour of other days doubled", replicas: 4, recent: "[400, 400]",
      days: "[[200, 400], [300, 600], [250, 500], [200, 400]]", runs: 2, writes: ["PUT 7"]),
    Case(
      "a falling load is let go by a fifth", replicas: 10, recent: "[900, 300]", runs: 2, writes: ["PUT 8", "PUT 7"]),
    Case(
      "a forecast of less than now is not believed", replicas: 6, recent: "[600, 600]",
      days: "[[400, 40], [400, 40], [400, 40], [400, 40]]", writes: []),
    Case("what is right is left alone", replicas: 5, recent: "[450, 450]", runs: 2, writes: []),
    Case("never below the floor", replicas: 4, recent: "[10, 10]", runs: 2, writes: ["PUT 3"]),
    Case("never above the most", replicas: 18, recent: "[2500, 2500]", runs: 2, writes: ["PUT 20"]),
    Case("no data holds", replicas: 8, writes: []),
    Case("no data below the floor lifts to it", replicas: 1, writes: ["PUT 3"]),
    Case("a silent Prometheus holds, and fails", replicas: 8, isSilent: true, writes: [], error: "503"),
    Case("a silent Prometheus still keeps the floor", replicas: 1, isSilent: true, writes: ["PUT 3"], error: "503"),
    Case("an absurd forecast is refused", replicas: 6, recent: "[1e9, 1e9]", writes: [], error: "absurd"),
    Case("what is no number is no data", replicas: 6, recent: #"["NaN", "NaN"]"#, writes: []),
    Case(
      "a right that is missing is told", replicas: 3, recent: "[900, 900]", refused: [403], writes: [], error: "403"),
    Case("a conflict is tried again", replicas: 3, recent: "[900, 900]", refused: [409, 409], writes: ["PUT 9"]),
    Case(
      "a conflict that stays is told", replicas: 3, recent: "[900, 900]", refused: [409, 409, 409], writes: [],
      error: "409"),
    Case("the floor of an autoscaler rises", .floor, replicas: 3, recent: "[800, 800]", runs: 2, writes: ["PATCH 8"]),
    Case("the floor of an autoscaler sinks", .floor, replicas: 10, recent: "[300, 300]", writes: ["PATCH 8"]),
    Case(
      "another writer of the autoscaler goes first", .floor, replicas: 3, recent: "[800, 800]", refused: [409],
      writes: ["PATCH 8"]),
    Case(
      "revisions get their share", .revisions, replicas: 3, recent: "[950, 950]", runs: 2,
      writes: [
        "PATCH revisions/web-00001 9", "PATCH podautoscalers/web-00001 9", "PATCH revisions/web-00002 1",
        "PATCH podautoscalers/web-00002 1",
      ]),
  ]

  var json: [String: Any] {
    get throws {
      var json: [String: Any] = [
        "objects": target.objects(replicas), "silent": isSilent, "refuse": refused, "runs": runs,
      ]
      if !recent.isEmpty {
        let rate = #"{"recent": \#(recent), "days": \#(days)}"#
        json["rate"] = try JSONSerialization.jsonObject(with: Data(rate.utf8))
      }
      return json
    }
  }
}

/// The programs of all targets, each taken out of its document once.
private actor Programs {
  static let all = Programs()
  private var made: [Target: Task<Program, any Error>] = [:]

  func program(of target: Target) async throws -> Program {
    let task = made[target] ?? Task { try await Program.of(target) }
    made[target] = task
    return try await task.value
  }
}

/// The program that the template holds for one target, and what stands beside it there.
private struct Program {
  let text: String
  let variables: [String: String]
  let role: Tree

  static func of(_ target: Target) async throws -> Program {
    let place = try Workplace()
    try await place.strata("init")
    try await place.strata(
      "profile set shop/production environment_type=production cluster_size=medium workload_type=web-services"
        + " cloud_provider=aws \(target.parameters)")
    try await place.strata("generate shop/production")
    func manifest(_ name: String) async throws -> Tree {
      try Tree(yaml: try await place.strata("show shop/production --manifest \(name)").out)
    }
    let job = try await manifest("CronJob/forecaster")["spec"]?["jobTemplate"]?["spec"]?["template"]?["spec"]
    let container = try #require(job?["containers"]?.items.first)
    let variables = (container["env"]?.items ?? []).compactMap { entry in
      entry["value"]?.text.flatMap { value in entry["name"]?.text.map { ($0, value) } }
    }
    return Program(
      text: try #require(try await manifest("ConfigMap/forecaster")["data"]?["forecaster.py"]?.text),
      variables: Dictionary(uniqueKeysWithValues: variables), role: try await manifest("Role/forecaster"))
  }

  /// What became of it, as the stub tells.
  func run(_ example: Case) async throws -> Tree {
    let place = try Workplace()
    try place.write("forecaster.py", text)
    var json = try example.json
    json["env"] = variables
    let words = [
      Self.stub, place.path("forecaster.py"),
      String(decoding: try JSONSerialization.data(withJSONObject: json), as: UTF8.self),
    ]
    let python = try #require(Python.path)
    let outcome = try await StrataBinary.run(
      words, of: python, environment: place.environment(), folder: place.folder)
    try #require(outcome.code == 0, "\(outcome.messages)")
    return try Tree(json: outcome.out)
  }

  private static let stub = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Forecaster/stub.py").path
}

/// The interpreter, where this machine has it.
private enum Python {
  static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}
