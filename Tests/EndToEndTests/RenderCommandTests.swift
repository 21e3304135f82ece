import TestSupport
import Testing

@Suite struct `The render command` {
  @Test func `--raw renders plain Handlebars with data from standard input and a partial`() async throws {
    let place = try Workplace()
    try place.write("t.hbs", "{{#each items}}{{> item}}{{/each}}\n")
    try place.write("item.hbs", "[{{@index}} {{name}}]")
    let data = #"{"items": [{"name": "<b>"}, {"name": "é"}]}"#
    let plain = try await place.strata("render --raw t.hbs --data - --partial item=item.hbs", input: data)
    #expect(plain.text == "[0 <b>][1 é]\n")
    #expect(plain.messages == "")
    let html = try await place.strata("render --raw t.hbs --data - --partial item=item.hbs --escape html", input: data)
    #expect(html.text == "[0 &lt;b&gt;][1 é]\n")
  }

  @Test func `a template from standard input is rendered with data from a file`() async throws {
    let place = try Workplace()
    try place.write("d.yaml", "a: [1, 2.50, yes]\n")
    #expect(try await place.strata("render --raw - --data d.yaml", input: "{{a}}").text == "1,2.5,yes")
  }

  @Test func `what is not there is empty, and an error with --strict`() async throws {
    let place = try Workplace()
    try place.write("t.hbs", "a{{nothing}}b\n")
    #expect(try await place.strata("render --raw t.hbs").text == "ab\n")
    let strict = try await place.run("render --raw t.hbs --strict")
    #expect(strict.code == 1)
    #expect(strict.text == "")
    #expect(strict.messages.hasPrefix("error: t.hbs:1:4: 'nothing' has no value"))
  }

  @Test func `--helpers adds Strata's helpers to --raw`() async throws {
    let place = try Workplace()
    try place.write("t.hbs", #"{{#if (eq a "b" "c")}}yes{{else}}no{{/if}}"#)
    #expect(try await place.strata("render --raw --helpers t.hbs --set a=c").text == "yes")
    #expect(try await place.run("render --raw t.hbs --set a=c").code == 1)
  }

  @Test func `--set is laid over --data, and defaults fill the rest`() async throws {
    let place = try Workplace()
    try place.write(
      "t.md",
      """
      ---
      name: t
      version: 1.0.0
      arguments:
        - name: size
          enum: [small, large]
          default: small
        - name: zones
          enum: [a, b, c]
          multiple: true
      ---
      {{size}} in {{zones}}

      """)
    try place.write("d.json", #"{"zones": ["c", "a"], "size": "small"}"#)
    #expect(try await place.strata("render t.md --set zones=b").text == "small in b\n")
    #expect(try await place.strata("render t.md --data d.json --set size=large").text == "large in a, c\n")
    #expect(try await place.strata("render t.md --data - --set zones=c,b", input: "{}").text == "small in b, c\n")
  }

  @Test func `an escaped mustache stays, and bytes are kept as they are`() async throws {
    let place = try Workplace()
    try place.write("t.hbs", Array("\\{{pod}}\t\r\n".utf8) + [0x01])
    #expect(try await place.strata("render --raw t.hbs").out == Array("{{pod}}\t\r\n".utf8) + [0x01])
  }

  @Test func `messages of the log helper go to standard error`() async throws {
    let place = try Workplace()
    try place.write("t.hbs", "a{{log \"seen\" level=\"warn\"}}b")
    let outcome = try await place.strata("render --raw t.hbs")
    #expect(outcome.text == "ab")
    #expect(outcome.messages == "warn: seen\n")
  }
}
