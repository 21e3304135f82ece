import ArgumentParser
import Catalogue

/// What a shell offers for the word under the cursor. The shell calls this program for it, with the words typed so
/// far; whatever goes wrong there offers nothing.
extension CompletionKind {
  /// Registered scopes of the catalogue that the command line names.
  static var scopes: CompletionKind {
    .custom { words, index, _ in
      Completions.offer(words, at: index) { catalogue in try catalogue.profiles().map(\.scope.description) }
    }
  }

  /// Registered scopes; behind an '@' the labels of a strategy.
  static var addresses: CompletionKind {
    .custom { words, index, _ in
      Completions.offer(words, at: index) { catalogue in
        guard Completions.word(words, at: index).contains("@") else {
          return try catalogue.profiles().map(\.scope.description)
        }
        return try catalogue.labels([]).map { "\($0.scope.scope)@\($0.label)" }
      }
    }
  }

  /// Settings that some version has: parameters, provider keys, and where scalars stand in manifests.
  static var settings: CompletionKind {
    .custom { words, index, _ in Completions.offer(words, at: index) { catalogue in try catalogue.settingNames() } }
  }
}

enum Completions {
  static func offer(
    _ words: [String], at index: Int, _ names: (Catalogue) throws -> [String]
  ) -> [String] {
    guard let catalogue = catalogue(words), let names = try? names(catalogue) else { return [] }
    let shell = CompletionShell.requesting
    let typed = shell == .bash ? typed(words, before: index) : ""
    return names.filter { $0.hasPrefix(typed) && !$0.unicodeScalars.contains(where: isControl) }.map { name in
      literal(String(name.dropFirst(typed.count)), in: shell)
    }
  }

  private static func catalogue(_ words: [String]) -> Catalogue? {
    guard let composition = Composition.current else { return nil }
    let context = Context(
      console: Console.live(color: .never, isQuiet: true), composition: composition, path: path(words))
    return try? context.catalogue()
  }

  /// `--db PATH` or `--db=PATH`, which bash cuts into three words.
  private static func path(_ words: [String]) -> String? {
    for (index, word) in words.enumerated() where word.hasPrefix("--db") {
      if word.hasPrefix("--db=") { return String(word.dropFirst("--db=".count)) }
      if word == "--db" { return words[(index + 1)...].first { $0 != "=" } }
    }
    return nil
  }

  /// The argument under the cursor, as far as it is typed.
  fileprivate static func word(_ words: [String], at index: Int) -> String {
    guard words.indices.contains(index) else { return "" }
    guard CompletionShell.requesting == .bash else { return words[index] }
    return typed(words, before: index) + (isSign(words[index]) ? "" : words[index])
  }

  private static func isSign(_ word: String) -> Bool { !word.isEmpty && word.allSatisfy { ":=@".contains($0) } }

  /// What stands before the word under the cursor in the same argument: bash takes ':', '=' and '@' for words.
  private static func typed(_ words: [String], before index: Int) -> String {
    guard words.indices.contains(index) else { return "" }
    var start = index
    while start > 0, isSign(words[start]) || isSign(words[start - 1]) { start -= 1 }
    return words[start..<(isSign(words[index]) ? index + 1 : index)].joined()
  }

  /// Names are what others wrote. The scripts let bash expand what they are given, so that `$(…)` would run; zsh takes
  /// what follows a ':' for a description.
  private static func literal(_ name: String, in shell: CompletionShell?) -> String {
    let special: (Unicode.Scalar) -> Bool
    switch shell {
    case .bash?: special = { $0.isASCII && !$0.properties.isAlphabetic && !("0"..."9").contains($0) }
    case .zsh?: special = { $0 == ":" || $0 == "\\" }
    default: return name
    }
    var literal = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if special(scalar) { literal.append("\\") }
      literal.append(scalar)
    }
    return String(literal)
  }

  /// Whether it would end a line, or act on the terminal that lists it.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\t" || Shown.isUnsafe(scalar)
  }
}
