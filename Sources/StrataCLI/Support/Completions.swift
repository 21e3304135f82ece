import ArgumentParser
import Catalogue

/// What a shell offers for the word under the cursor. The shell calls this program for it, with the words typed so
/// far; whatever goes wrong there offers nothing.
extension CompletionKind {
  /// Registered scopes of the catalogue that the command line names.
  static var scopes: CompletionKind {
    .custom { words, _, _ in
      guard let catalogue = Completions.catalogue(words) else { return [] }
      return (try? catalogue.profiles().map(\.scope.description)) ?? []
    }
  }
}

extension CompletionKind {
  /// Settings that some version has: parameters, provider keys, and where scalars stand in manifests.
  static var settings: CompletionKind {
    .custom { words, _, _ in
      guard let catalogue = Completions.catalogue(words) else { return [] }
      return (try? catalogue.settingNames()) ?? []
    }
  }
}

enum Completions {
  static func catalogue(_ words: [String]) -> Catalogue? {
    guard let composition = Composition.current else { return nil }
    let path = zip(words, words.dropFirst()).first { $0.0 == "--db" }?.1
    let context = Context(
      console: Console.live(color: .never, isQuiet: true), composition: composition, path: path)
    return try? context.catalogue()
  }
}
