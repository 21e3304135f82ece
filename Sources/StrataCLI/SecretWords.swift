import ArgumentParser
import Catalogue
import Strategy

/// Credentials in the words of a command that records what it is told. They are refused before the words are taken
/// apart, so that no message about anything else can quote one.
struct SecretWords {
  let problems: [Problem]

  /// Nil where there is nothing to refuse.
  init?(_ words: [String]) {
    let found = words.indices.compactMap { index in SecretRule.find(in: words[index]).map { (index, $0) } }
    guard !found.isEmpty, !words.prefix(while: { $0 != "--" }).contains("--force"),
      SecretWords.takesForce(words)
    else { return nil }
    problems = found.map { Problem(secret: $1.kind, in: "command line", SecretWords.place(of: $0, in: words)) }
  }

  /// Whether the command takes `--force` for credentials: the others only ask, or have no values.
  private static func takesForce(_ words: [String]) -> Bool {
    var node: any ParsableCommand.Type = StrataCommand.self
    for word in words {
      guard let child = node.configuration.subcommands.first(where: { $0.isNamed(word) }) else { break }
      node = child
    }
    return Mirror(reflecting: node.init()).children.contains {
      $0.value is OptionGroup<RecordOptions> || $0.value is OptionGroup<SecretOptions>
    }
  }

  /// `the value of 'db_url'`, `the value of '--message'`, `word 4`
  private static func place(of index: Int, in words: [String]) -> String {
    let parts = words[index].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, SecretRule.find(in: parts[0]) == nil { return "the value of \(quoted(parts[0]))" }
    if index > 0, words[index - 1].hasPrefix("-") { return "the value of \(quoted(words[index - 1]))" }
    return "word \(index + 1)"
  }
}
