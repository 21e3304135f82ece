import Catalogue
import SQLiteStore
import Strategy

/// Something that is done to a catalogue, and acknowledged when it returns.
struct Operation: Sendable {
  let name: String
  /// - Parameter folder: where the catalogue is.
  let run: @Sendable (_ folder: String) throws -> Void

  init(_ name: String, inFolder run: @escaping @Sendable (String) throws -> Void) {
    self.name = name
    self.run = run
  }

  /// A use case, on a connection of its own as in a command.
  init(_ name: String, _ body: @escaping @Sendable (Catalogue) throws -> Void) {
    self.init(name) { folder in
      try body(Operation.catalogue(SQLiteStore.open(at: Place.catalogue(in: folder), mode: .readWrite)))
    }
  }

  private static func catalogue(_ store: SQLiteStore) -> Catalogue {
    Catalogue(store: store, author: "tester", now: { Timestamp(milliseconds: 1_700_000_000_000) })
  }

  static let create = Operation("init") { folder in
    let provider = Bundled.File(name: "aws") { Array("name: aws\ntitle: AWS\nmapping: {storage.default: gp3}\n".utf8) }
    try SQLiteStore.create(at: Place.catalogue(in: folder)) { store in
      let bundle = Bundled(templates: [Bundled.File(name: "site") { site(version: 1) }], providers: [provider])
      _ = try catalogue(store).initialise(bundle)
    }
  }

  /// Only opens the catalogue, which may bring it up to date.
  static let open = Operation("open") { (catalogue: Catalogue) in _ = try catalogue.templates() }

  static let backUp = Operation("backup") { folder in
    _ = try SQLiteStore.backUp(Place.catalogue(in: folder), to: Place.copy(in: folder), replaces: true)
  }

  static let restore = Operation("restore") { folder in
    _ = try SQLiteStore.restore(Place.copy(in: folder), to: Place.catalogue(in: folder), replaces: true)
  }

  static func note(_ text: String) -> Operation {
    Operation("profile set notes") { _ = try $0.setProfile(.team("notes"), [("owner", text)], message: "") }
  }

  /// Something of every kind that writes, once the catalogue is made.
  /// - Parameter seed: chooses values.
  static func everyKind(seed: UInt64) throws -> [Operation] {
    let production = Scope.environment(team: "payments", environment: "production")
    let cluster = Scope.cluster(team: "payments", environment: "production", cluster: "eu-1")
    let sizes = ["small", "medium", "large"]
    let size = { @Sendable (step: UInt64) in sizes[Int((seed &+ step) % 3)] }
    let owner = String(repeating: "o", count: Int(seed % 37) + 1)
    let fleet = try FleetFile.read(self.fleet(size: size(0)), name: "fleet.yaml")
    let label = try Label(parsing: "stable")
    let until = try Day(parsing: "2024-01-31")
    let waived = try WaivedFinding(parsing: "removed-api")
    return [
      Operation("apply") { _ = try $0.apply(fleet) },
      Operation("generate") { _ = try $0.generate(.init(scopes: [.root], message: "first")) },
      Operation("label set") { _ = try $0.setLabel(label, to: version(production, 1), message: "") },
      Operation("profile set") {
        _ = try $0.setProfile(production, [("size", size(1)), ("owner", owner)], message: "")
      },
      Operation("generate one") { _ = try $0.generate(.init(scopes: [production], message: "")) },
      Operation("cluster add") { _ = try $0.addCluster(cluster, message: "") { _ in .none } },
      Operation("cluster pin") { _ = try $0.pin(cluster, to: .version(.number(1)), message: "") },
      Operation("rollback") { _ = try $0.rollback(to: version(production, 1), message: "") },
      Operation("template import") { _ = try $0.importTemplates([("site.md", site(version: 2))], message: "") },
      Operation("provider set") { _ = try $0.setProvider("aws", [("storage.default", "io2")], message: "") },
      Operation("profile set /") { _ = try $0.setProfile(.root, [("template", "site@2.0.0")], message: "") },
      Operation("generate all") { _ = try $0.generate(.init(scopes: [.root], message: "", releases: true)) },
      Operation("waiver add") { _ = try $0.addWaiver(waived, at: .root, until: until, reason: "known", message: "") },
      Operation("cluster unpin") { _ = try $0.unpin(cluster, message: "") },
      Operation("team rename") { _ = try $0.rename(.team("search"), to: "discovery", message: "") },
      Operation("team retire") { _ = try $0.retire(.team("discovery"), message: "") },
      Operation("label remove") { _ = try $0.removeLabel(label, from: production, message: "") },
    ]
  }

  private static func version(_ scope: Scope, _ number: Int) -> VersionAddress {
    VersionAddress(scope: scope, selector: .number(number))
  }

  private static func fleet(size: String) -> String {
    """
    everyone: {template: site, size: \(size), cloud_provider: aws}
    teams:
      payments: {environments: {staging: {}, production: {parameters: {owner: ada}}}}
      search: {environments: {production: {}}}
    """
  }

  private static func site(version: Int) -> [UInt8] {
    let sections = (1...4).map { number in
      """
      ## Service \(number)

      ```yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: "service-\(number)", namespace: "{{@team}}"}
      spec:
        replicas: {{#if (eq size "large")}}12{{else}}\(number + version){{/if}}
        template: {spec: {containers: [{name: web, image: "shop/web:\(version)", env: [{name: OWNER, value: "{{owner}}"}]}]}}
      ```

      """
    }
    let head = """
      ---
      name: site
      version: \(version).0.0
      provider_argument: cloud_provider
      arguments:
        - name: size
          enum: [small, medium, large]
          default: small
        - name: cloud_provider
          enum: [aws]
          default: aws
        - name: owner
          default: nobody
      ---
      # {{@team}}, {{size}}, {{provider "storage.default"}}

      """
    return Array((head + sections.joined(separator: "\n")).utf8)
  }
}
