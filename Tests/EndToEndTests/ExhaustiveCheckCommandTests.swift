import TestSupport
import Testing

@Suite struct `The template check command with --exhaustive` {
  private static let template = """
    ---
    name: t
    version: 1.0.0
    arguments:
      - name: cloud_provider
        enum: [aws, own]
      - name: size
        enum: [small, large]
    ---
    # A
    {{#if (eq cloud_provider "aws")}}
    {{provider "storage.default"}}
    {{/if}}
    ## B
    {{#if (eq cloud_provider "own")}}
    {{add size 1}}
    {{/if}}

    """

  @Test func `findings come with their condition, their line and their first combination`() async throws {
    let place = try Workplace()
    try place.write("t.md", Self.template)
    let outcome = try await place.strata("template check t.md --exhaustive")
    #expect(
      outcome.text == """
        4 combinations: 2 valid, 2 with errors
        t.md:16: error: cannot-be-rendered: cannot be rendered: 'add': expected a number, found 'large'
          in 1 of 4: cloud_provider=own and size=large; first in own|large
        t.md:16: error: cannot-be-rendered: cannot be rendered: 'add': expected a number, found 'small'
          in 1 of 4: cloud_provider=own and size=small; first in own|small
        t.md: no value of 'cloud_provider' changes anything but its own name
        t.md: no value of 'size' changes anything but its own name
        t.md:14: nothing stands beneath '## B'
          in 2 of 4: cloud_provider=aws; first in aws|small, line 3

        """)
    #expect(outcome.messages == "")
  }

  @Test func `--exit-code, formats and a template of the catalogue`() async throws {
    let place = try Workplace()
    try place.write("t.md", Self.template)
    #expect(try await place.run("template check t.md --exhaustive --exit-code").code == 2)
    try await place.strata("init")
    try await place.strata("template import t.md")
    let csv = try await place.strata("template check t --exhaustive --kubernetes 1.30 -o csv").text
    #expect(csv.split(separator: "\n").count == 6, "\(csv)")
    let json = try await place.strata("template check t@1.0.0 --exhaustive -o json").text
    for part in [#""template": "t@1.0.0""#, #""combinations": 4"#, #""valid": 2"#, #""rule": "empty-heading""#] {
      #expect(json.contains(part), "\(part) in \(json)")
    }
  }

  @Test(
    arguments: [
      ("template check t.md --sets", 64), ("template check t.md --kubernetes 1.30", 64),
      ("template check t.md --exhaustive --kubernetes two", 1),
    ] as [(String, Int32)])
  func `what makes no sense is refused`(command: String, code: Int32) async throws {
    let place = try Workplace()
    try place.write("t.md", Self.template)
    let outcome = try await place.run(command)
    #expect(outcome.code == code && outcome.text == "" && outcome.messages.hasPrefix("error: "), "\(outcome.messages)")
  }
}
