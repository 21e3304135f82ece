import Testing

@testable import StrataCLI

@Suite struct `Output: terminal decisions` {
  private func lookup(_ values: [String: String]) -> (String) -> String? {
    { values[$0] }
  }

  @Test(
    arguments: [
      (.auto, true, ["TERM": "xterm"], true),
      (.auto, false, ["TERM": "xterm"], false),
      (.auto, true, ["TERM": "dumb"], false),
      (.auto, true, [:], false),
      (.auto, true, ["TERM": "xterm", "NO_COLOR": "1"], false),
      (.auto, true, ["TERM": "xterm", "NO_COLOR": ""], true),
      (.auto, false, ["TERM": "xterm", "CLICOLOR_FORCE": "1"], false),
      (.always, false, ["TERM": "dumb", "NO_COLOR": "1"], true),
      (.never, true, ["TERM": "xterm"], false),
    ] as [(ColorChoice, Bool, [String: String], Bool)])
  func `colour follows the flag, then the environment`(
    choice: ColorChoice, onTerminal: Bool, environment: [String: String], expected: Bool
  ) {
    #expect(choice.usesColor(onTerminal: onTerminal, environment: lookup(environment)) == expected)
  }

  @Test(
    arguments: [
      (.init(columns: 120, lines: 50), ["COLUMNS": "60"], .init(columns: 120, lines: 50)),
      (.init(columns: 0, lines: 0), ["COLUMNS": "60", "LINES": "30"], .init(columns: 60, lines: 30)),
      (nil, ["COLUMNS": "wide", "LINES": "-1"], .init(columns: 80, lines: 24)),
      (nil, [:], .init(columns: 80, lines: 24)),
    ] as [(Terminal.Size?, [String: String], Terminal.Size)])
  func `the size is the terminal's, then the environment's, then 80 by 24`(
    told: Terminal.Size?, environment: [String: String], size: Terminal.Size
  ) {
    #expect(Terminal.size(told: told, environment: lookup(environment)) == size)
  }

  @Test(
    arguments: [
      (["PATH": "/a:/usr/bin"], "less -FRX"),
      (["PATH": "/a"], nil),
      ([:], nil),
      (["PATH": "/usr/bin", "PAGER": ""], nil),
      (["PATH": "/usr/bin", "PAGER": " "], nil),
      (["PATH": "/usr/bin", "PAGER": "cat"], nil),
      (["PAGER": "more -d | cat"], "more -d | cat"),
    ] as [([String: String], String?)])
  func `the pager is the user's, else less where there is one`(environment: [String: String], command: String?) {
    #expect(Pager(environment: lookup(environment), isExecutable: { $0 == "/usr/bin/less" })?.command == command)
  }

  @Test(arguments: [("a\nb\n", 4, false), ("a\nb\nc\n", 4, false), ("a\nb\nc\nd\n", 4, true)])
  func `a pager is for text with more lines than the screen`(text: String, lines: Int, isNeeded: Bool) {
    #expect(Pager.isNeeded(for: text, on: .init(columns: 80, lines: lines)) == isNeeded)
    #expect(!Pager.isNeeded(for: text, on: nil))
  }
}
