package import Strategy

/// Why a use case refused or failed: facts only. The sentences are made in `CatalogueError+Message.swift`.
package enum CatalogueError: Error, Sendable, Equatable {
  // Grammar of addresses and names
  case badScope(String, problem: String)
  case badAddress(String, problem: String)
  case badTemplateReference(String)
  case badSetting(String)
  case badWhatIf(String, expected: String)
  case repeatedKey(String)
  case badLabel(String)
  case badTerm(String, problem: String)
  case badDate(String)
  case badDay(String)
  case badFinding(String)
  case badKubernetesVersion(String)
  case badHead(String)

  // Things that are not there
  case unknownScope(Scope, nearest: String?)
  case renamedScope(Scope, now: Scope)
  case retiredScope(Scope)
  case unknownTemplate(TemplateReference, nearest: String?)
  case unknownProvider(String, nearest: String?)
  case unknownVersion(Scope, VersionSelector, latest: Int?)
  /// - Parameter known: the labels that the strategy has.
  case unknownLabel(String, Scope, known: [String])
  case noVersions(Scope)
  case runsOther(Scope, VersionAddress)
  case noParent(VersionAddress)
  case notAStrategy(Scope)
  case notACluster(Scope)
  case noStrategies([Scope])
  case noBlock(Int, count: Int)
  /// Causes are asked for of what is no version.
  case noCauses
  /// One file, and nothing to compare it with.
  case noSecondSide
  /// What an address did not mean at the moment that was asked for.
  case notThen(VersionAddress)
  /// What would be generated is no version yet.
  case notMade(Scope)
  case noLine(Int, VersionAddress, count: Int)
  case noSetting(String, VersionAddress)
  case noHeading(String, nearest: String?)
  case noManifest(String, nearest: String?)
  case nothingRecorded(until: Timestamp)
  case unknownRule(String, nearest: String?)
  /// - Parameters:
  ///   - here: what is waived at the scope.
  ///   - elsewhere: where the finding is waived.
  case notWaived(String, Scope, here: [String], elsewhere: [Scope])
  case missingKey(String, in: String, nearest: String?)

  // Refusals
  /// A rendering from what a version recorded does not give its output.
  case doesNotReproduce(VersionAddress)
  case templateExists(TemplateReference, digest: Digest, new: Digest)
  case invalid([Problem])
  case nothingToSet
  /// Two different scopes are wanted.
  case sameScope(Scope)
  case clusterExists(Scope)
  case foreignPin(Scope, VersionAddress)
  /// Of a rollback.
  case newestAlready(VersionAddress)
  case sameAsNewest(VersionAddress, newest: Int)
  case nameTaken(Scope, by: Scope)

  // The store
  case storage(StorageFailure)
}

/// One thing that is wrong, of several that are reported together.
package struct Problem: Sendable, Equatable {
  /// What it is about: a scope, a file with line and column, a key.
  package let subject: String
  package let text: String
  package let hint: String?

  package init(subject: String, text: String, hint: String? = nil) {
    self.subject = subject
    self.text = text
    self.hint = hint
  }
}

/// What a store can run into, whatever it is made of.
package enum StorageFailure: Error, Sendable, Equatable {
  case notFound(path: String)
  case alreadyExists(path: String)
  /// Not a catalogue: an empty file, text, another application's database.
  case notACatalogue(path: String, found: String)
  case newerSchema(path: String, found: Int, known: Int)
  case olderSchema(path: String, found: Int, known: Int)
  case readOnly(path: String)
  /// Another file was put in its place since it was opened.
  case replaced(path: String)
  /// - Parameter hint: what to do when that is meant.
  case wouldReplace(path: String, hint: String)
  case sameFile(path: String)
  /// A journal without its catalogue, which would be played into the next one of that name.
  case strayJournal(path: String)
  case busy(path: String, seconds: Int)
  case full(path: String)
  case corrupt(path: String, detail: String)
  case failed(path: String, detail: String)
}
