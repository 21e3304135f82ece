import Foundation
import Strategy
import TestSupport
import Testing

struct BlockSplitterTests {
  /// Each block as its language in angle brackets (nothing for prose) and its text.
  private static func shown(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return BlockSplitter.blocks(of: bytes).map { block in
      let content = String(decoding: bytes[block.range], as: UTF8.self)
      return switch block.kind {
      case .prose: content
      case .code(let language): "<\(language)>\(content)"
      }
    }
  }

  @Test(arguments: [
    ("", []), ("text", ["text"]), ("text\n", ["text\n"]), ("\n\n", ["\n\n"]),
    ("a\n```yaml\nb\n```\nc\n", ["a\n", "<yaml>```yaml\nb\n```\n", "c\n"]),
    ("```yaml\nb\n```\n", ["<yaml>```yaml\nb\n```\n"]), ("```\nb\n```", ["<>```\nb\n```"]),
    ("```a\n```\n```b\n```\n", ["<a>```a\n```\n", "<b>```b\n```\n"]),
    ("~~~sh\nb\n~~~\nc", ["<sh>~~~sh\nb\n~~~\n", "c"]),
    // Unclosed
    ("a\n```yaml\nb\n", ["a\n", "<yaml>```yaml\nb\n"]), ("```", ["<>```"]), ("a\n```", ["a\n", "<>```"]),
    // Fences of the other kind, shorter and longer ones
    ("```\n~~~\n```\n", ["<>```\n~~~\n```\n"]), ("~~~\n```\n~~~\n", ["<>~~~\n```\n~~~\n"]),
    ("````\n```\nb\n````\nc\n", ["<>````\n```\nb\n````\n", "c\n"]),
    ("```\nb\n`````\nc\n", ["<>```\nb\n`````\n", "c\n"]),
    ("``\nb\n``\n", ["``\nb\n``\n"]), ("~~\n", ["~~\n"]),
    // Indented
    ("   ```yaml\nb\n   ```\nc\n", ["<yaml>   ```yaml\nb\n   ```\n", "c\n"]), ("    ```\nb\n", ["    ```\nb\n"]),
    ("```\n    ```\nb\n```\n", ["<>```\n    ```\nb\n```\n"]), ("```\nb\n ```\nc", ["<>```\nb\n ```\n", "c"]),
    ("\t```\nb\n", ["\t```\nb\n"]),
    // Info strings
    ("``` YAML title=\"x\"\n```\n", ["<yaml>``` YAML title=\"x\"\n```\n"]),
    ("```yaml,x\n```", ["<yaml,x>```yaml,x\n```"]),
    ("```a`b\nc\n", ["```a`b\nc\n"]), ("~~~a`b\nc\n~~~\n", ["<a`b>~~~a`b\nc\n~~~\n"]),
    ("```\n``` x\n```\n", ["<>```\n``` x\n```\n"]), ("```\nb\n```  \t\nc", ["<>```\nb\n```  \t\n", "c"]),
    ("```x``` text\n", ["```x``` text\n"]), ("text ```\nb\n", ["text ```\nb\n"]), ("> ```\n> b\n", ["> ```\n> b\n"]),
    // Line ends
    ("a\r\n```yaml\r\nb\r\n```\r\nc\r\n", ["a\r\n", "<yaml>```yaml\r\nb\r\n```\r\n", "c\r\n"]),
    ("a\r```\rb", ["a\r```\rb"]),
    ("```é\nb\n```\n", ["<é>```é\nb\n```\n"]),
  ])
  func `a text is cut at its fences`(text: String, blocks: [String]) {
    #expect(BlockSplitterTests.shown(text) == blocks)
  }

  @Test func `the blocks of any text are that text, in order and without gaps`() {
    let pieces = [
      "```", "````", "~~~", "``", "`", "\n", "\n", "\n", " ", "    ", "yaml", "a: b", "\r\n", "\t", "é", "\u{0}", "# x",
    ]
    var generator = SplitMix64(seed: 3)
    for _ in 0..<3000 {
      let count = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<count).flatMap { _ in Array((pieces.randomElement(using: &generator) ?? "").utf8) }
      let blocks = BlockSplitter.blocks(of: bytes)
      #expect(blocks.flatMap { bytes[$0.range] } == bytes, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
      var position = 0
      for block in blocks {
        #expect(block.range.lowerBound == position && !block.range.isEmpty)
        position = block.range.upperBound
      }
      for (block, next) in zip(blocks, blocks.dropFirst()) {
        #expect(block.kind != .prose || next.kind != .prose, "two stretches of prose that are one")
        #expect(bytes[block.range].last == UInt8(ascii: "\n"), "a block that ends within a line")
      }
      #expect(position == bytes.count)
    }
  }

  @Test func `cutting a code block alone gives that block`() {
    let text = "a\n````yaml\n```\nb\n`````\nc\n~~~\nd"
    let bytes = Array(text.utf8)
    for block in BlockSplitter.blocks(of: bytes) {
      let alone = BlockSplitter.blocks(of: Array(bytes[block.range]))
      #expect(alone.map(\.kind) == [block.kind])
      #expect(alone.map(\.range) == [0..<block.range.count])
    }
  }

  @Test(
    .enabled(if: Shared.file("seed/container_orchestration.md") != nil, "the shared seed is not beside this checkout"))
  func `the seed's 3,840 outputs have 46,080 code blocks, of which 69 are distinct`() throws {
    let seed = try #require(Shared.file("seed/container_orchestration.md"))
    let template = try Template.parse(Array(seed), file: "seed")
    let renderer = StrategyRenderer(template)
    var outputs = 0
    var count = 0
    var distinct: Set<[UInt8]> = []
    try Matrix(template).forEach { _, parameters in
      try renderer.renderPlain(RenderInput(parameters: parameters, mapping: nil)) { bytes in
        outputs += 1
        for block in BlockSplitter.blocks(of: bytes) where block.kind != .prose {
          count += 1
          distinct.insert(Array(bytes[block.range]))
        }
      }
    }
    #expect(outputs == 3840)
    #expect(count == 46_080)
    #expect(distinct.count == 69)
  }
}
