import Manifests
import Testing

@Suite struct `What objects are to each other` {
  @Test(arguments: RelationCase.references) func `a reference leads to an object of the output`(
    _ testCase: RelationCase
  ) {
    #expect(found(testCase) == testCase.found)
  }

  @Test(arguments: RelationCase.selectors) func `a selector finds something`(_ testCase: RelationCase) {
    #expect(found(testCase) == testCase.found)
  }

  @Test(arguments: RelationCase.scalers) func `one controller acts on one target`(_ testCase: RelationCase) {
    #expect(found(testCase) == testCase.found)
  }

  @Test func `one verifier judges outputs one after the other, each by itself`() {
    let verifier = Verifier(kubernetes: VersionNumber(major: 1, minor: 34))
    let user = block(
      "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\nimagePullSecrets: [{name: registry}]\n")
    let secret = block("apiVersion: v1\nkind: Secret\nmetadata: {name: registry}\n")
    #expect(verifier.findings(in: [user]).count == 1)
    #expect(verifier.findings(in: [user, secret]).isEmpty)
    #expect(verifier.findings(in: [user]).count == 1)
    #expect(verifier.findings(in: [secret]).isEmpty)
  }

  @Test func `an identifier outlasts other lines, other versions and other findings`() throws {
    let text = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\nimagePullSecrets: [{name: registry}]\n"
    let first = try #require(Verifier(kubernetes: VersionNumber(major: 1, minor: 31)).findings(in: [block(text)]).first)
    let later = try #require(
      Verifier(kubernetes: VersionNumber(major: 1, minor: 35)).findings(in: [block("# one\n# two\n" + text)]).first)
    #expect(first.id == later.id && first.line + 2 == later.line)
    #expect(first.id == "undefined-reference:" + first.id.suffix(8))
    let other = try #require(
      Verifier(kubernetes: VersionNumber(major: 1, minor: 31)).findings(in: [
        block(text.replacing("registry", with: "other"))
      ])
      .first)
    #expect(other.id != first.id)
  }

  private func block(_ yaml: String) -> BlockFacts {
    BlockFacts(language: "yaml", content: Array("```yaml\n\(yaml)```\n".utf8))
  }

  private func found(_ testCase: RelationCase) -> [String] {
    Verifier(kubernetes: VersionNumber(major: 1, minor: 34)).findings(in: [block(testCase.yaml)])
      .filter { testCase.rules.contains($0.rule) }
      .map { "\($0.line) \($0.rule.rawValue) \($0.object) \($0.path): \($0.message)" }
  }
}
