import Catalogue
import Testing

@testable import StrataCLI

struct DiffWriterTests {
  private static let old = "# T\n\n| Cluster size | medium |\n\n    - gp3\nreplicas: 3\nend"
  private static let new = "# T\n\n| Cluster size | large |\n\n    - io2\nreplicas: 5\nmore\nend\n"

  private static func diff(_ old: String, _ new: String, context: Int = 0) -> TextDiff {
    TextDiff(old: Array(old.utf8), new: Array(new.utf8), context: context, manifests: [(4..<6, "Deployment/web")])
  }

  @Test func `a hunk's header says under which heading and in which manifest it is`() {
    let text = DiffWriter.text(Self.diff(Self.old, Self.new), old: "a@1", new: "a@2", marksWords: false)
    #expect(
      text.plain == """
        --- a@1
        +++ a@2
        @@ -3 +3 @@ T
        -| Cluster size | medium |
        +| Cluster size | large |
        @@ -5,3 +5,4 @@ T › Deployment/web
        -    - gp3
        -replicas: 3
        -end
        \\ No newline at end of file
        +    - io2
        +replicas: 5
        +more
        +end

        """)
  }

  @Test func `changed words stand out in a changed line, and nothing in a line that became another`() {
    let text = DiffWriter.text(Self.diff(Self.old, Self.new), old: "a@1", new: "a@2", marksWords: true)
    let marked = text.pieces.filter { $0.style.contains(.changedWord) }.map(\.text)
    #expect(marked == ["medium", "large", "3", "5"])
    #expect(text.pieces.first { $0.text == "medium" }?.style == [.red, .bold, .underline])
    #expect(text.pieces.first { $0.text == "5" }?.style == [.green, .bold, .underline])
  }

  @Test(arguments: [0, 1, 3])
  func `marked words change nothing of the text`(context: Int) {
    let diff = Self.diff(Self.old, Self.new, context: context)
    let plain = DiffWriter.text(diff, old: "a", new: "b", marksWords: false).plain
    #expect(DiffWriter.text(diff, old: "a", new: "b", marksWords: true).plain == plain)
  }
}
