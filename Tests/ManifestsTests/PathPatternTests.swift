import Manifests
import Testing

struct PathPatternTests {
  private static func path(_ steps: SettingPath.Step...) -> SettingPath { SettingPath(steps) }

  private static let image = path(
    .key("spec"), .key("containers"), .item(index: 1, name: "web"), .key("image"))
  private static let args = path(.key("args"), .item(index: 0, name: nil))
  private static let annotation = path(.key("metadata"), .key("annotations"), .key("a.b/c"))

  @Test(arguments: [
    (image, "spec.containers[web].image", true), (image, "spec.containers[1].image", true),
    (image, "spec.containers[*].image", true), (image, "spec.containers[\"web\"].image", true),
    (image, "spec.containers[w*].image", true), (image, "spec.*[?eb].im*", true), (image, "*.*[*].*", true),
    (image, "spec[\"containers\"][web][\"image\"]", true),
    (image, "spec.containers[0].image", false), (image, "spec.containers[Web].image", false),
    (image, "spec.containers[web]", false), (image, "spec.containers.web.image", false),
    (image, "spec.containers[\"1\"].image", false), (image, "spec.containers.*.image", false),
    (image, "containers[web].image", false), (image, "*", false), (image, "spec.containers[\"w*\"].image", false),
    (image, "spec.containers[99999999999999999999].image", false), (image, "Spec.containers[web].image", false),
    (args, "args[0]", true), (args, "args[*]", true), (args, "args[00]", true), (args, "args[a*]", false),
    (args, "args[\"0\"]", false), (args, "args", false),
    (annotation, "metadata.annotations[\"a.b/c\"]", true), (annotation, "metadata.annotations.*", true),
    (annotation, "metadata.annotations.a.b/c", false), (annotation, "metadata.annotations[a.b/c]", false),
    (annotation, "metadata.annotations[\"a.b\\/\\u0063\"]", true),
    (path(.key("a/b")), "a/b", true), (path(.key("ü")), "ü", true), (path(.key("$x")), "$*", true),
    (path(.key("*")), "[\"*\"]", true), (path(.key("a")), "[\"*\"]", false),
    (path(.item(index: 2, name: nil), .key("a")), "[2].a", true),
  ])
  func `a pattern matches paths`(path: SettingPath, text: String, matches: Bool) throws {
    let pattern = try PathPattern(parsing: text)
    #expect(pattern.matches(path) == matches)
    #expect(pattern.matches(text: path.text, positions: path.positions) == matches)
    #expect(!matches || pattern.shapes.isEmpty || pattern.shapes.contains(path.shape))
  }

  @Test(arguments: [image, args, annotation])
  func `a path's own text is a pattern that matches it`(path: SettingPath) throws {
    #expect(try PathPattern(parsing: path.text).matches(path))
  }

  @Test(arguments: [
    ("a.b", ["a.b"]), ("a[0].b[web]", ["a[*].b[*]"]), ("a*.b", []), ("a?", []), ("a[w*]", ["a[*]"]),
    ("a[\"b c\"].d", ["a[\"b c\"].d", "a[*].d"]), ("a[\"8\"]", ["a.8"]),
    ("[\"plain\"].b", ["plain.b", "[*].b"]), ("a/b", ["[\"a/b\"]"]), ("a[\"*\"]", ["a[\"*\"]"]),
    (String(repeating: "[\"x\"]", count: 30), []),
  ])
  func `the shapes of what a pattern matches are known unless a key is a glob`(text: String, shapes: [String]) throws {
    #expect(try PathPattern(parsing: text).shapes == shapes)
  }

  @Test(arguments: [
    ("", 1, "expected a path"), (".a", 1, "expected a key"), ("a.", 3, "expected a key"), ("a..b", 3, "expected a key"),
    ("a.[0]", 3, "expected a key"), ("a[", 2, "a '[' that is not closed"), ("üa[0", 3, "a '[' that is not closed"),
    ("a[]", 3, "expected an index"), ("a[0]b", 5, "expected '.' or '['"), ("a]", 2, "unexpected ']'"),
    ("a b", 2, "unexpected blank"), ("a\"b", 2, "unexpected '\"'"), ("a[[0]]", 3, "unexpected '['"),
    ("a[\"b]", 3, "a '\"' that is not closed"), ("a[\"b\"", 6, "expected ']'"), ("a[\"b\"c]", 6, "expected ']'"),
    ("a[\"\\q\"]", 4, "expected an escape"), ("a[x\"]", 4, "unexpected '\"'"), ("a[\"b\\", 5, "expected an escape"),
    (" a", 1, "unexpected blank"),
  ])
  func `what is no path is refused with its column`(text: String, column: Int, sentence: String) {
    let error = #expect(throws: PatternError.self) { try PathPattern(parsing: text) }
    #expect(error?.column == column)
    #expect(error?.description.hasPrefix("'\(text)' at column \(column): \(sentence)") == true, "\(error as Any)")
  }
}
