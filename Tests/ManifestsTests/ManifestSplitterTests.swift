import Manifests
import Testing

struct ManifestSplitterTests {
  @Test func `documents that do not parse are split all the same`() {
    let found = ManifestSplitter.split(Array("a: [\n---\n\tb\n---\nc: 1\n".utf8))
    #expect(found.map { String(decoding: $0.text, as: UTF8.self) } == ["a: [\n", "\tb\n", "c: 1\n"])
    #expect(found.map(\.lines) == [1...1, 3...3, 5...5])
  }

  @Test func `the documents of a block without a last line feed end with it`() {
    #expect(ManifestSplitter.split(Array("a: 1\n---\nb: 2".utf8)).last?.text == Array("b: 2".utf8))
  }

  @Test func `a directive at the end of a block is no document`() {
    #expect(ManifestSplitter.split(Array("a: 1\n...\n%YAML 1.2".utf8)).count == 1)
  }
}
