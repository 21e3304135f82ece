import Foundation
import TestSupport
import Testing

/// Credentials that never were any, through every command that records what it is told.
@Suite struct `Secrets` {
  private static let letters = "Zk3x9QpL7mT2vB8nR4wY6cH1dF5gJ0sA"
  private static let digits = "0123456789abcdef0123456789abcdef"

  /// None has a blank, a comma or a quote, so that it stands anywhere.
  static let canaries = [
    "AKIAIOSFODNN7CANARY1", "ASIAIOSFODNN7CANARY1", "ghp_\(letters)0001", "gho_\(letters)0002", "ghu_\(letters)0003",
    "ghs_\(letters)0004", "ghr_\(letters)0005", "github_pat_11CANARY_\(letters)", "glpat-CANARY\(letters)",
    "xoxb-123456789012-\(letters)", "xoxp-123456789012-\(letters)", "xapp-1-A0CANARY-\(letters)",
    "AIzaCANARY\(letters)", "GOCSPX-CANARY\(letters)", "sk_live_\(letters)", "rk_live_\(letters)",
    "npm_\(letters)wxyz", "pypi-AgEIcHlwaS5vcmc\(letters)", "dop_v1_\(digits)\(digits)", "hvs.CAESI\(letters)",
    "sk-\(letters)canary", "sk-proj-\(letters)", "sk-ant-api03-\(letters)", "SG.\(letters).\(letters)",
    "SK\(digits)", "AccountKey=\(letters)\(letters)==", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.\(letters)",
    "AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQ", "postgres://app:hunter2canary@db/app",
    "-----BEGIN-PRIVATE-KEY-----\(letters)".replacing("BEGIN-PRIVATE-KEY", with: "BEGIN PRIVATE KEY"),
    "dckr_pat_\(letters)", "glsa_\(letters)", "hf_\(letters)",
  ]

  /// A command line and its standard input, in which `CANARY` stands for a credential.
  struct Way: CustomTestStringConvertible, Sendable {
    let command: String
    var input = ""
    /// Whether it takes the credential with `--force`.
    var takesIt = true
    var testDescription: String { command }
  }

  static let ways = [
    Way(command: "profile set payments/production 'owner=CANARY'"),
    Way(command: "profile set payments/production 'CANARY'", takesIt: false),
    Way(command: "profile set payments/production 'CANARY=1'", takesIt: false),
    Way(command: "profile set payments/production 'size=CANARY'", takesIt: false),
    Way(command: "profile set payments/production 'unknown=CANARY'", takesIt: false),
    Way(command: "profile set payments/production 'template=CANARY'", takesIt: false),
    Way(command: "profile set payments/production 'provider.storage.default=CANARY'"),
    Way(command: "profile set 'CANARY' owner=me", takesIt: false),
    Way(command: "profile set payments/production owner=me '--message=CANARY'"),
    Way(command: "profile set payments/production owner=me '--author=CANARY'"),
    Way(command: "STRATA_AUTHOR='CANARY' profile set payments/production owner=me"),
    Way(command: "profile set payments/production owner=me --unknown 'CANARY'", takesIt: false),
    Way(command: "profile set payments/production owner=me '--CANARY'", takesIt: false),
    Way(command: "profile unset payments/production 'CANARY'", takesIt: false),
    Way(command: "apply -f -", input: "everyone: {template: site, owner: 'CANARY'}\n"),
    Way(command: "apply -f - -o json", input: "everyone: {template: site, 'CANARY': 1}\n", takesIt: false),
    Way(command: "apply -f - --dry-run", input: "everyone: {template: site, size: 'CANARY'}\n", takesIt: false),
    Way(command: "apply -f -", input: "everyone: {owner: 'CANARY'\n  ]\n", takesIt: false),
    Way(command: "apply -f -", input: "'CANARY': 1\n", takesIt: false),
    Way(command: "apply -f -", input: "providers: {own: {mapping: {a.b: 'CANARY'}}}\n"),
    Way(command: "apply -f -", input: "providers: {own: {title: 'CANARY', mapping: {a.b: c}}}\n"),
    Way(
      command: "apply -f -", input: "teams: {a: {environments: {b: {clusters: {c: {selectors: {tier: 'CANARY'}}}}}}}\n",
      takesIt: false),
    Way(command: "provider set aws 'storage.default=CANARY'"),
    Way(command: "provider set 'CANARY' a.b=c", takesIt: false),
    Way(command: "provider import -", input: "name: own\nmapping:\n  a.b: 'CANARY'\n"),
    Way(command: "provider import -", input: "name: 'CANARY'\nmapping: {a.b: c}\n", takesIt: false),
    Way(command: "template import -", input: template("default: 'CANARY'", "text")),
    Way(command: "template import -", input: template("example: 'CANARY'", "text")),
    Way(command: "template import -", input: template("default: me", "{{owner}} CANARY")),
    Way(command: "template import -", input: template("default: me", "{{owner CANARY"), takesIt: false),
    Way(command: "template import -", input: template("default: [{'CANARY'", "x"), takesIt: false),
    Way(command: "cluster add payments/production/eu-9 --region 'CANARY'", takesIt: false),
    Way(command: "cluster set payments/production/eu-1 --selector 'tier=CANARY'", takesIt: false),
    Way(command: "label set payments/production@1 'CANARY'", takesIt: false),
    Way(command: "waiver add label-mismatch / --until 2999-01-01 --reason 'CANARY'", takesIt: false),
    Way(command: "generate --all -m 'CANARY'", takesIt: false),
    Way(command: "team rename payments 'CANARY'", takesIt: false),
    Way(command: "plan --set '/:owner=CANARY'", takesIt: false),
    Way(command: "render site.md --set 'owner=CANARY'", takesIt: false),
    Way(command: "render site.md --data -", input: "{\"owner\": \"CANARY\"}", takesIt: false),
    // These record nothing: what they quote is left out.
    Way(command: "query 'CANARY ??'", takesIt: false), Way(command: "show 'CANARY'", takesIt: false),
    Way(command: "profil 'CANARY'", takesIt: false), Way(command: "'CANARY'", takesIt: false),
    Way(command: "sql 'CANARY'", takesIt: false), Way(command: "--db 'CANARY' status", takesIt: false),
  ]

  private static func template(_ argument: String, _ body: String) -> String {
    "---\nname: note\nversion: 1.0.0\narguments:\n  - name: owner\n    \(argument)\n---\n\(body)\n"
  }

  private static func shown(_ text: String, _ canary: String) -> String { text.replacing("CANARY", with: canary) }

  /// The catalogue's bytes.
  private static func stored(_ place: Workplace) throws -> [UInt8] { try place.read("strata.db") }

  private static func holds(_ bytes: [UInt8], _ text: String) -> Bool {
    Data(bytes).range(of: Data(text.utf8)) != nil
  }

  /// What must not be seen: the credential, and all of it but its prefix.
  private static func traces(_ canary: String) -> [String] {
    canary.hasPrefix("postgres") ? ["hunter2canary"] : [canary, String(canary.suffix(12))]
  }

  private static func place() async throws -> Workplace {
    let place = try await Workplace.withFleet()
    try place.write("site.md", "---\nname: s\nversion: 1.0.0\narguments:\n  - name: owner\n---\n{{owner}}\n")
    return place
  }

  @Test(arguments: ways.indices)
  func `a credential is refused, and neither shown nor stored`(number: Int) async throws {
    let way = Self.ways[number]
    let place = try await Self.place()
    let before = try Self.stored(place)
    let all = Self.canaries
    let chosen = FaultRun.isLong ? all : [all[number % all.count], all[(number * 7 + 11) % all.count]]
    for canary in chosen {
      let outcome = try await place.run(Self.shown(way.command, canary), input: Self.shown(way.input, canary))
      let text = outcome.text + outcome.messages
      // A question may hold one: it is stored nowhere.
      #expect(outcome.code != 0 || way.command.hasPrefix("query "), "\(canary)\n\(text)")
      for trace in Self.traces(canary) { #expect(!text.contains(trace), "\(canary)\n\(text)") }
      if way.takesIt {
        #expect(outcome.code == 1)
        #expect(text.contains(" looks like a") && text.contains("--force"), "\(canary)\n\(text)")
      }
      let after = try Self.stored(place)
      #expect(after == before, "\(canary): something was written")
    }
  }

  @Test(arguments: ways.indices.filter { ways[$0].takesIt })
  func `a credential is taken with --force`(number: Int) async throws {
    let way = Self.ways[number]
    for canary in FaultRun.isLong ? Self.canaries : [Self.canaries[(number * 5) % Self.canaries.count]] {
      let place = try await Self.place()
      let outcome = try await place.run(
        Self.shown(way.command, canary) + " --force", input: Self.shown(way.input, canary))
      #expect(outcome.code == 0, "\(canary)\n\(outcome.messages)")
      let stored = try Self.stored(place)
      #expect(Self.holds(stored, canary))
    }
  }

  @Test func `an edited layer with a credential is opened again, and nothing is written`() async throws {
    let place = try await Self.place()
    let before = try Self.stored(place)
    try place.write("editor", "#!/bin/sh\necho 'owner: ghp_\(Self.letters)0009' >\"$1\"\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.path("editor"))
    let edit = "EDITOR=./editor TMPDIR=\(place.folder) profile edit payments"
    let refused = try await place.run(edit)
    #expect(refused.code == 1)
    #expect(refused.messages.contains(":1:8: this looks like a GitHub token: expected a reference to it"))
    #expect(!refused.messages.contains(Self.letters))
    #expect(try Self.stored(place) == before)
    let forced = try await place.run(edit + " --force")
    #expect(forced.code == 0, "\(forced.messages)")
  }

  @Test func `what was taken once is not promoted without --force`() async throws {
    let place = try await Self.place()
    let canary = Self.canaries[2]
    try await place.strata("profile set payments/staging owner=\(canary) --force")
    let refused = try await place.run("promote payments/staging payments/production")
    #expect(refused.code == 1)
    let said = "error: payments/production: the value of 'owner' looks like a GitHub token: expected a reference to it"
    #expect(refused.messages.hasPrefix(said), "\(refused.messages)")
    #expect(!(refused.text + refused.messages).contains(canary))
    let forced = try await place.run("promote payments/staging payments/production --force --dry-run")
    #expect(forced.code == 0, "\(forced.messages)")
    // What else the layer is given concerns nobody who did not write it.
    try await place.strata("profile set payments/staging size=small")
  }
}
