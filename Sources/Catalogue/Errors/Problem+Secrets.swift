import Handlebars
import Strategy

extension Problem {
  /// What holds a credential, and of which kind; never the credential.
  package init(secret kind: String, in subject: String, _ what: String) {
    self.init(
      subject: subject, text: "\(what) looks like \(kind): expected a reference to it",
      hint: "name the Secret or the path in a secret store that holds it; --force takes it all the same")
  }

  /// One for each credential in a file.
  package static func secrets(in bytes: [UInt8], file: String) -> [Problem] {
    SecretRule.findings(inFile: bytes).map { found in
      Problem(secret: found.kind, in: "\(file):\(found.place.line):\(found.place.column)", "this")
    }
  }
}

extension Catalogue {
  /// - Throws: ``CatalogueError/invalid(_:)`` for settings with credentials, unless they are taken.
  func refuseSecrets(in settings: [(key: String, value: String)], of subject: String) throws {
    guard !takesSecrets else { return }
    let problems = settings.compactMap { setting in
      if let found = SecretRule.find(in: setting.key) { return Problem(secret: found.kind, in: subject, "a key") }
      return SecretRule.find(in: setting.value).map {
        Problem(secret: $0.kind, in: subject, "the value of \(quoted(setting.key))")
      }
    }
    guard problems.isEmpty else { throw CatalogueError.invalid(problems) }
  }
}

extension FleetFile.Issue {
  /// One for each credential in the text of a layer.
  package static func secrets(in text: String) -> [FleetFile.Issue] {
    SecretRule.findings(inFile: Array(text.utf8)).map { found in
      let problem = Problem(secret: found.kind, in: "", "this")
      return FleetFile.Issue(place: found.place, text: problem.text, hint: problem.hint)
    }
  }
}
