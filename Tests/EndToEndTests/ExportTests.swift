import Foundation
import TestSupport
import Testing

@Suite struct `Export` {
  @Test func `the files hold what the version holds`() async throws {
    let place = try await Workplace.withStrategy()
    let exported = try await place.strata("export payments/production out")
    #expect(exported.messages.hasPrefix("out: ") && exported.messages.hasSuffix(" added, 0 unchanged\n"))
    let document = try await place.strata("show payments/production").out
    #expect(try place.read("out/strategy.md") == document)
    let shown = try await place.strata("show payments/production --manifest Deployment/web").out
    #expect(try place.read("out/deployment-web.yaml") == shown)
    let manifests = try place.files(in: "out").filter { $0.hasSuffix(".yaml") && !$0.hasPrefix("other/") }
    #expect(manifests.count > 20)
    for name in manifests {
      let tree = try Tree(yaml: try place.read("out/\(name)"))
      guard case .text(let kind) = tree["kind"], case .text(let object) = tree["metadata"]?["name"] else {
        Issue.record("\(name) is no object")
        continue
      }
      let plain = "\(kind.lowercased())-\(object)"
      let namespace = tree["metadata"]?["namespace"]?.text ?? ""
      // The template's SecretStore 'platform' is in three namespaces.
      #expect(name == "\(plain).yaml" || kind == "SecretStore" && name == "\(plain)-\(namespace).yaml", "\(name)")
    }
  }

  @Test func `the lock tells each file's digest, and where it comes from`() async throws {
    let place = try await Workplace.withStrategy()
    try await place.strata("export payments/production out --layout kustomize")
    let lock = try Tree(json: try place.read("out/strata.lock"))
    let log = try Tree(json: try await place.strata("log payments/production -o json").out)
    let strategy = try #require(lock["strategies"]?.items.first)
    #expect(strategy["address"] == .text("payments/production@1"))
    #expect(strategy["digest"] == log["versions"]?.items.first?["digest"])
    #expect(strategy["output"] == log["versions"]?.items.first?["output"])
    let files = lock["files"]?.items ?? []
    #expect(files.compactMap { $0["path"]?.text } == (try place.files(in: "out").filter { $0 != "strata.lock" }))
    for file in files {
      let path = try #require(file["path"]?.text)
      #expect(file["size"]?.number == (try place.read("out/\(path)").count))
    }
  }

  @Test(arguments: ["", " --layout kustomize", " --document"])
  func `a second run changes nothing`(_ layout: String) async throws {
    let place = try await Workplace.withLayers()
    try await place.strata("generate --all")
    for what in ["payments/production one", "--all all"] {
      try await place.strata("export \(what)\(layout)")
      let before = place.contents()
      let second = try await place.strata("export \(what)\(layout)")
      #expect(second.text == "")
      #expect(second.messages.contains(": up to date, "))
      #expect(place.contents() == before)
      #expect(try await place.run("export \(what)\(layout) --check --exit-code").code == 0)
    }
  }

  @Test func `files that are no longer owned go, with the folders that exports made; others stay`() async throws {
    let place = try await Workplace.withStrategy()
    try place.makeFolder("out/mine")
    try place.write("out/mine/notes", "n")
    try place.write("out/README.md", "r")
    try await place.strata("export payments/production out")
    #expect(try place.files(in: "out").contains { $0.hasPrefix("other/") })
    try await place.strata("export payments/production out --document")
    #expect(try place.files(in: "out") == ["README.md", "mine/notes", "strata.lock", "strategy.md"])
    #expect(!FileManager.default.fileExists(atPath: place.path("out/other")))
  }

  @Test func `a new version adds, changes and removes, as --dry-run and --check said`() async throws {
    let place = try await Workplace.withStrategy()
    try await place.strata("export payments/production out")
    try await place.strata("profile set payments/production workload_type=batch-jobs")
    try await place.strata("generate --all")
    let before = place.contents()
    let rehearsed = try await place.strata("export payments/production out --dry-run -o json")
    let checked = try await place.run("export payments/production out --check --exit-code -o json")
    #expect(checked.code == 2)
    #expect(try await place.run("export payments/production out --check").code == 0)
    #expect(try await place.run("export payments/production@1 out --check --exit-code").code == 0)
    #expect(place.contents() == before)
    let written = try await place.strata("export payments/production out -o json")
    #expect(rehearsed.out == written.out && checked.out == written.out)
    let actions = try Tree(json: written.out)["changes"]?.items.compactMap { $0["action"]?.text } ?? []
    #expect(Set(actions) == ["add", "change", "remove"])
    #expect(try await place.run("export payments/production out --check --exit-code").code == 0)
  }

  @Test func `the same objects come to the same tree, whatever was there before`() async throws {
    let place = try await Workplace.withTwoVersions()
    for step in ["out", "out --layout kustomize", "out --document", "out"] {
      try await place.strata("export payments/production@1 \(step)")
      try await place.strata("export payments/production \(step)")
    }
    try await place.strata("export payments/production fresh")
    #expect(try place.files(in: "out") == place.files(in: "fresh"))
    for name in try place.files(in: "out") { #expect(try place.read("out/\(name)") == place.read("fresh/\(name)")) }
  }

  @Test func `all strategies go to a folder each, beneath their team and environment`() async throws {
    let place = try await Workplace.withLayers()
    try await place.strata("generate --all")
    try await place.strata("export --all out --layout kustomize")
    let kustomizations = try place.files(in: "out").filter { $0.hasSuffix("kustomization.yaml") }
    #expect(
      kustomizations == [
        "teams/payments/production/clusters/eu-1/kustomization.yaml", "teams/payments/production/kustomization.yaml",
      ])
    #expect(try place.files(in: "out").filter { !$0.hasPrefix("teams/payments/production/") } == ["strata.lock"])
  }

  @Test func `what was changed by hand is kept, unless --force says otherwise`() async throws {
    let place = try await Workplace.withStrategy()
    try await place.strata("export payments/production out")
    let good = try place.read("out/service-web.yaml")
    try place.write("out/service-web.yaml", "mine\n")
    let checked = try await place.run("export payments/production out --check --exit-code -o csv")
    #expect(checked.code == 2)
    #expect(checked.text.contains("edited,service-web.yaml,"))
    #expect(try await place.run("export payments/production out").code == 1)
    #expect(try place.read("out/service-web.yaml") == Array("mine\n".utf8))
    try await place.strata("export payments/production out --force")
    #expect(try place.read("out/service-web.yaml") == good)
    try FileManager.default.removeItem(atPath: place.path("out/service-web.yaml"))
    try await place.strata("export payments/production out")
    #expect(try place.read("out/service-web.yaml") == good)
  }

  @Test func `a rename of a folder to a link is refused, and nothing is written`() async throws {
    let place = try await Workplace.withStrategy()
    try await place.strata("export payments/production out")
    try place.makeFolder("elsewhere")
    try FileManager.default.removeItem(atPath: place.path("out/other"))
    try FileManager.default.createSymbolicLink(
      atPath: place.path("out/other"), withDestinationPath: place.path("elsewhere"))
    let before = place.contents()
    #expect(try await place.run("export payments/production out --force").code == 1)
    #expect(place.contents() == before)
    #expect(try place.files(in: "elsewhere") == [])
  }

  @Test(arguments: 0..<6)
  func `an export that is killed at its work is finished by the next`(_ moment: Int) async throws {
    let place = try await Workplace.withStrategy()
    try await place.strata("export payments/production out --document")
    let code = try await place.kill("export payments/production out --layout kustomize") {
      for _ in 0..<5000 {
        if try String(decoding: place.read("out/strata.lock"), as: UTF8.self).contains("\"replaced\"") { break }
        try await Task.sleep(for: .milliseconds(1))
      }
      try await Task.sleep(for: .milliseconds(moment))
    }
    #expect(code == 0 || code == 137)
    try await place.strata("export payments/production out --layout kustomize")
    try await place.strata("export payments/production fresh --layout kustomize")
    #expect(try place.files(in: "out") == place.files(in: "fresh"))
    #expect(try await place.run("export payments/production out --layout kustomize --check --exit-code").code == 0)
  }

  @Test(
    .enabled(if: Kubectl.path != nil, "kubectl is not installed"),
    arguments: ["microservices", "monolith", "serverless", "hybrid"])
  func `kubectl kustomize accepts every tree`(_ architecture: String) async throws {
    let kubectl = try #require(Kubectl.path)
    let place = try Workplace()
    try await place.strata("init")
    for (index, provider) in ["aws", "azure", "gcp", "on-premise", "hybrid"].enumerated() {
      let workload = ["web-services", "batch-jobs", "ai-ml", "data-processing", "web-services"][index]
      let scaling = ["event-driven", "auto-scaling", "predictive", "manual", "auto-scaling,event-driven"][index]
      try await place.strata(
        "profile set \(provider)/production application_architecture=\(architecture) environment_type=production"
          + " cluster_size=large workload_type=\(workload) cloud_provider=\(provider) scaling_requirements=\(scaling)")
    }
    try await place.strata("generate --all")
    try await place.strata("export --all out --layout kustomize")
    for provider in ["aws", "azure", "gcp", "on-premise", "hybrid"] {
      let built = try await StrataBinary.run(
        ["kustomize", "out/teams/\(provider)/production"], of: kubectl, environment: place.environment(),
        folder: place.folder)
      #expect(built.code == 0, "\(provider): \(built.messages)")
      let listed =
        try String(decoding: place.read("out/teams/\(provider)/production/kustomization.yaml"), as: UTF8.self)
        .components(separatedBy: "\n- ").count - 1
      #expect(built.text.components(separatedBy: "\n---\n").count == listed)
    }
  }
}

/// The program that reads kustomizations, where this machine has it.
private enum Kubectl {
  static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    .map { "\($0)/kubectl" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}

extension Workplace {
  /// The files beneath a folder, sorted.
  fileprivate func files(in folder: String) throws -> [String] {
    let all = try FileManager.default.subpathsOfDirectory(atPath: path(folder))
    return all.filter { name in
      let type =
        try? FileManager.default.attributesOfItem(atPath: path("\(folder)/\(name)"))[.type] as? FileAttributeType
      return type == .typeRegular
    }.sorted()
  }
}
