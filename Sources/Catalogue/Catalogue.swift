import Strategy

/// The use cases: what can be asked of a catalogue and done to it. Each is one method, in the folder of what it is
/// about; each reads in one transaction, or writes in one with one audit entry, and gives a value to print.
package struct Catalogue: Sendable {
  package let store: any CatalogueStore
  let author: String
  let takesSecrets: Bool
  let now: @Sendable () -> Timestamp

  /// - Parameters:
  ///   - author: who is recorded with what is written.
  ///   - takesSecrets: whether layers may be given values that look like credentials.
  ///   - now: the clock.
  package init(
    store: any CatalogueStore, author: String, takesSecrets: Bool = false, now: @escaping @Sendable () -> Timestamp
  ) {
    self.store = store
    self.author = author
    self.takesSecrets = takesSecrets
    self.now = now
  }

  func stamp(_ action: String, _ subject: String, _ message: String) -> AuditStamp {
    AuditStamp(time: now(), author: author, action: action, subject: subject, message: message)
  }
}

/// What ships with the program: file names, and bytes that are parsed when they are needed.
package struct Bundled: Sendable {
  package struct File: Sendable {
    package let name: String
    package let bytes: @Sendable () -> [UInt8]

    package init(name: String, bytes: @escaping @Sendable () -> [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  package let templates: [File]
  package let providers: [File]

  package init(templates: [File], providers: [File]) {
    self.templates = templates
    self.providers = providers
  }

  /// The mapping of a bundled provider; nil where there is none of that name.
  func mapping(_ provider: String) throws -> ProviderMapping? {
    try providers.first { $0.name == provider }.map { try document($0).mapping }
  }

  func document(_ file: File) throws -> ProviderDocument {
    try ProviderMapping.parse(String(decoding: file.bytes(), as: UTF8.self), file: "\(file.name).yaml")
  }
}
