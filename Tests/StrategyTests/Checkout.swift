import Foundation
import Strategy

/// Files of this checkout.
enum Checkout {
  static func bytes(_ path: String) throws -> [UInt8] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return Array(try Data(contentsOf: root.appending(path: path)))
  }
}

extension Template {
  /// A template of that front matter (name and version are there already) and body.
  static func of(_ header: String, body: String = "") throws -> Template {
    try Template.parse(Array("---\nname: t\nversion: 1\n\(header)---\n\(body)".utf8), file: "t.md")
  }

  /// The one argument `x` that the header's lines describe.
  static func argument(_ lines: String, body: String = "") throws -> TemplateArgument {
    let header = "arguments:\n  - name: x\n" + lines.split(separator: "\n").map { "    \($0)\n" }.joined()
    guard let argument = try of(header, body: body).frontMatter.argument("x") else {
      throw StrategyError.document(name: "t.md", place: nil, problem: "no argument x")
    }
    return argument
  }
}
