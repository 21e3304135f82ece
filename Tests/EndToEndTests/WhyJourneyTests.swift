import Foundation
import TestSupport
import Testing

/// Why versions differ, and where lines come from, with the real binary.
@Suite struct `Why journey` {
  @Test func `each change has its cause, and the cause its author`() async throws {
    let place = try await Workplace.withTwoVersions()
    let text = try await place.strata("diff payments/production --why --context 0")
    #expect(text.lines[0] == "[1] parameter cluster_size: large (payments/production) → small (payments/production)")
    #expect(text.lines[1].hasPrefix("    payments/production revision 2, tester, "))
    #expect(text.lines.contains("[1] -| Cluster size | large |"))
    #expect(text.lines.contains("[1] +| Cluster size | small |"))
    let settings = try await place.strata("diff payments/production --why --semantic")
    #expect(settings.lines.contains("[1]       node_pools[general].max_nodes: 100 → 10"))
    let json = try Tree(json: try await place.strata("diff payments/production --why -o json").out)
    #expect(json["causes"]?.items.map { $0["key"] } == [.text("cluster_size")])
    #expect(json["totals"]?.items.map { $0["kind"] } == [.text("one")])
    let markdown = try await place.strata("diff payments/production --why -o markdown")
    #expect(markdown.lines[0] == "### `payments/production@1` → `payments/production@2`")
    #expect(markdown.lines.contains("| Setting | From | To | Why |"))
  }

  @Test func `no line that differs is without a cause`() async throws {
    let place = try await Workplace.withStrategy()
    for change in ["scaling_requirements=manual", "application_architecture=serverless", "cloud_provider=gcp"] {
      try await place.strata("profile set payments/production \(change)")
      let diff = try Tree(json: try await place.strata("diff payments/production@next --why -o json --context 0").out)
      let lines = diff["hunks"]?.items.flatMap { $0["lines"]?.items ?? [] } ?? []
      #expect(lines.count > 20)
      #expect(lines.allSatisfy { $0["why"] != nil }, "\(change)")
    }
  }

  @Test func `a line leads back to the template, the parameter and its author`() async throws {
    let place = try await Workplace.withTwoVersions()
    let blame = try Tree(json: try await place.strata("blame payments/production -o json").out)
    let lines = blame["lines"]?.items ?? []
    let sized = try #require(lines.first { $0["inputs"]?.items.contains(.text("cluster_size")) == true })
    guard case .number(let number)? = sized["line"], case .number(let templateLine)? = sized["template_line"] else {
      return #expect(Bool(false), "no numbers")
    }
    let explained = try await place.strata("explain payments/production \(Int(number))")
    #expect(explained.lines[0].hasPrefix("payments/production@2, line \(Int(number))"))
    #expect(explained.lines.contains("written by container_orchestration@2.0.0, line \(Int(templateLine))"))
    #expect(
      explained.lines.contains { $0.hasPrefix("  cluster_size = small  payments/production revision 2, tester, ") })
    let log = try await place.strata("log payments/production --setting cluster_size")
    #expect(log.messages == "changed in 2 of 2 versions\n")
    let text = try await place.strata("blame payments/production")
    #expect(text.lines.count == lines.count)
  }

  @Test func `a broken side is told, and is no removal that goes unseen`() async throws {
    let place = try Workplace()
    try place.write("a.yaml", "apiVersion: v1\nkind: A\nmetadata: {name: x}\n")
    try place.write("b.yaml", "apiVersion: v1\nkind: A\nmetadata: {name: x\n")
    let diff = try await place.run("diff a.yaml b.yaml --semantic --exit-code")
    #expect(diff.code == 2)
    #expect(diff.messages.contains("b.yaml:"))
  }

  @Test(.enabled(if: access("/usr/bin/git", X_OK) == 0, "needs git"))
  func `git compares manifests by their settings`() async throws {
    let place = try await Workplace.withTwoVersions()
    try place.write("m.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: b, c: d}\n")
    let script = """
      set -e
      mkdir bin && ln -s "$STRATA_BINARY" bin/strata
      export PATH="$PWD/bin:$PATH"
      git init -q . && git config user.name tester && git config user.email tester@example.com
      strata git-setup | sh
      git add m.yaml .gitattributes && git commit -qm first
      printf 'kind: ConfigMap\\napiVersion: v1\\nmetadata:\\n  name: x\\ndata:\\n  c: d\\n  a: e\\n' >m.yaml
      git diff -U0 m.yaml
      git difftool -t strata --no-prompt m.yaml
      """
    let outcome = try await StrataBinary.run(
      ["-c", script], of: "/bin/sh", environment: place.environment(["STRATA_BINARY": StrataBinary.path]),
      folder: place.folder)
    try #require(outcome.code == 0, "\(outcome.messages)")
    let output = outcome.text
    #expect(output.contains("-ConfigMap/x:data.a: b\n"))
    #expect(output.contains("+ConfigMap/x:data.a: e\n"))
    #expect(output.contains("~ ConfigMap/x  1 setting\n      data.a: b → e\n"))
    #expect(!output.contains("-ConfigMap/x:data.c") && !output.contains("+ConfigMap/x:data.c"))
  }
}
