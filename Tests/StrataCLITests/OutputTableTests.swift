import Testing

@testable import StrataCLI

@Suite struct `Output: tables` {
  private let log = Rows(
    [.text("scope"), .number("version"), .text("message"), .text("label", isOptional: true)],
    [
      ["scope": "payments/production", "version": 4, "message": "Raise the worker pool to twelve nodes for the sale"],
      ["scope": "search/staging", "version": 12, "message": "更新する 🚀"],
    ])

  private func table(_ rows: Rows, width: Int?) -> String {
    TableWriter(width: width).table(rows).plain
  }

  @Test func `a pipe has no width, so nothing folds`() {
    #expect(
      table(log, width: nil) == """
        SCOPE                VERSION  MESSAGE
        payments/production        4  Raise the worker pool to twelve nodes for the sale
        search/staging            12  更新する 🚀

        """)
  }

  @Test func `in a pipe a very long cell widens its own row only`() {
    let long = String(repeating: "x", count: TableWriter.widestPadding + 1)
    let rows = Rows(
      [.text("key"), .text("value"), .number("line")],
      [["key": "a", "value": .text(long), "line": 1], ["key": "b", "value": "short", "line": 12]])
    #expect(
      table(rows, width: nil) == """
        KEY  VALUE  LINE
        a    \(long)     1
        b    short    12

        """)
  }

  @Test func `a table that fits is not folded`() {
    #expect(table(log, width: 80) == table(log, width: nil))
    #expect(table(log, width: 79) != table(log, width: nil))
  }

  @Test func `at 60 columns only the widest column folds`() {
    #expect(
      table(log, width: 60) == """
        SCOPE                VERSION  MESSAGE
        payments/production        4  Raise the worker pool to
                                      twelve nodes for the sale
        search/staging            12  更新する 🚀

        """)
  }

  @Test func `at 40 columns the text columns share what the numbers leave`() {
    #expect(
      table(log, width: 40) == """
        SCOPE           VERSION  MESSAGE
        payments/             4  Raise the
        production               worker pool to
                                 twelve nodes
                                 for the sale
        search/staging       12  更新する 🚀

        """)
  }

  @Test func `a screen too narrow for the table still shows all of it`() {
    let narrow = table(log, width: 10)
    #expect(narrow.contains("payments") && narrow.contains("twelve") && narrow.contains("🚀"))
  }

  @Test func `no rows print nothing`() {
    #expect(TableWriter(width: 80).table(Rows([.text("scope")])).isEmpty)
  }

  @Test func `an optional column is there when a row has a value in it`() {
    var labelled = log
    labelled.rows[1]["label"] = "stable"
    #expect(table(labelled, width: nil).hasPrefix("SCOPE                VERSION  MESSAGE"))
    #expect(table(labelled, width: nil).split(separator: "\n")[0].hasSuffix("LABEL"))
    #expect(!table(log, width: nil).contains("LABEL"))
  }

  @Test func `line breaks, tabs and control characters stay within their cell`() {
    let rows = Rows([.text("a"), .text("b")], [["a": "x\ny\tz", "b": "\u{1b}[2J\r\u{202e}"]])
    #expect(
      table(rows, width: nil) == #"""
        A        B
        x\ny\tz  \u{1b}[2J\u{d}\u{202e}

        """#)
  }

  @Test func `lists are joined, null is empty and deeper values are compact JSON`() {
    let rows = Rows(
      [.text("a"), .text("b"), .text("c"), .text("d")],
      [["a": ["x", 1, true], "b": nil, "c": ["k": ["v"]], "d": [["k": "v"]]]])
    #expect(
      table(rows, width: nil) == """
        A           B  C            D
        x, 1, true     {"k":["v"]}  [{"k":"v"}]

        """)
  }

  @Test func `styles do not count as width`() {
    let rows = Rows(
      [.text("state", style: { $0 == "ok" ? .green : .red }), .number("n")],
      [["state": "ok", "n": 1], ["state": "behind", "n": 22]])
    #expect(
      TableWriter(width: nil).table(rows).rendered(isShown: true, usesColor: true) == """
        \u{1b}[1mSTATE\u{1b}[0m    \u{1b}[1mN\u{1b}[0m
        \u{1b}[32mok\u{1b}[0m       1
        \u{1b}[31mbehind\u{1b}[0m  22

        """)
  }

  @Test func `a record is a line per value with dotted names`() {
    let record: Record = [
      "scope": "payments", "parameters": ["region": "eu", "zones": ["a", "b"]],
      "problems": [["text": "bad"]], "empty": [:],
    ]
    #expect(
      TableWriter(width: nil).record(record).plain == """
        scope              payments
        parameters.region  eu
        parameters.zones   a, b
        problems[0].text   bad
        empty

        """)
  }
}
