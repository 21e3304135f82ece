import ArgumentParser

/// An option that the command in hand does not have. The argument parser tells of it only when nothing else is wrong.
struct UnknownOption {
  let name: String
  let hint: String

  init?(_ arguments: [String]) {
    var node: any ParsableCommand.Type = StrataCommand.self
    var path = "strata"
    for argument in arguments {
      guard argument != "--" else { return nil }
      if let child = node.configuration.subcommands.first(where: { $0.isNamed(argument) }) {
        node = child
        path += " \(argument)"
        continue
      }
      guard argument.hasPrefix("--") else { continue }
      let name = String(argument.prefix { $0 != "=" })
      let isGroup = !node.configuration.subcommands.isEmpty
      let known = isGroup ? ["--help", "--version"] : UnknownOption.names(in: node.helpMessage())
      guard !known.contains(name) else { continue }
      self.name = name
      if isGroup, UnknownOption.names(in: Doctor.helpMessage()).contains(name) {
        hint = "options stand behind the command, as in 'strata doctor \(name)'"
      } else {
        hint = Suggestion.nearest(to: name, among: known).map { "did you mean '\(path) \($0)'?" } ?? "\(path) --help"
      }
      return
    }
    return nil
  }

  /// The long options that a help text lists.
  private static func names(in help: String) -> [String] {
    let words = help.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
    return Array(Set(words.filter { $0.hasPrefix("--") } + ["--help"])).sorted()
  }
}

extension ParsableCommand {
  static func isNamed(_ word: String) -> Bool {
    _commandName == word || configuration.aliases.contains(word)
  }
}
