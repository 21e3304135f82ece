import Foundation
import Strategy
import Testing

/// The reference's own rendering of the seed template: a line per combination, `values<TAB>SHA-256<TAB>bytes`.
/// The two files come with the project's shared material, which a user's clone does not have.
private let oracle = Shared.file("oracle/container_orchestration.tsv")
private let seed = Shared.file("seed/container_orchestration.md")

struct OracleTests {
  @Test(.enabled(if: oracle != nil && seed != nil, "the shared oracle is not beside this checkout"))
  func `the seed renders as the reference renders it, for every combination`() throws {
    let template = try Template.parse(Array(try #require(seed)), file: "seed")
    let renderer = StrategyRenderer(template)
    var lines: [String] = []
    try Matrix(template).forEach { key, parameters in
      try renderer.renderPlain(RenderInput(parameters: parameters, mapping: nil)) { bytes in
        lines.append("\(key)\t\(Digest(of: bytes).hex)\t\(bytes.count)")
      }
    }
    let expected = String(decoding: try #require(oracle), as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(expected.count == 3840)
    #expect(lines.count == expected.count)
    let different = zip(lines, expected).filter { $0 != $1 }
    #expect(different.isEmpty, "\(different.count) differ, the first: \(different.first.map { "\($0)" } ?? "")")
  }
}

/// Material that stands beside the checkout in the project's own workplace.
enum Shared {
  static func file(_ path: String) -> Data? {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try? Data(contentsOf: root.appending(path: "../shared/\(path)"))
  }
}
