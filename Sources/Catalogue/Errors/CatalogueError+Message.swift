import Strategy

/// An error as it is told to a person: what failed, with which value and what was expected; and what to do.
package protocol Explained: Error {
  var message: String { get }
  /// A command to run, or what was likely meant.
  var hint: String? { get }
}

extension CatalogueError: Explained {
  package var message: String {
    switch self {
    case .badScope(let text, let problem): "scope \(quoted(text)): \(problem)"
    case .badAddress(let text, let problem): "address \(quoted(text)): \(problem)"
    case .badTemplateReference(let text): "template \(quoted(text)): expected NAME or NAME@VERSION"
    case .badSetting(let text): "setting \(quoted(text)): expected KEY=VALUE"
    case .badWhatIf(let text, let expected): "assumption \(quoted(text)): expected \(expected)"
    case .repeatedKey(let key): "key \(quoted(key)) is given twice: expected one value"
    case .badLabel(let text):
      "label \(quoted(text)): expected a lower-case letter, then letters, digits, '-' or '_'; latest and next are taken"
    case .badTerm(let text, let problem): "term \(quoted(text)): \(problem)"
    case .badDate(let text):
      "date \(quoted(text)): expected YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SSZ, in UTC"
    case .badDay(let text): "date \(quoted(text)): expected a day, as in 2027-01-31"
    case .badFinding(let text):
      "finding \(quoted(text)): expected RULE or RULE:ID, whose ID is eight digits from 0 to 9 and a to f"
    case .unknownRule(let name, _): "no rule \(quoted(name))"
    case .notWaived(let finding, let scope, let here, _):
      "\(quoted(finding)) is not waived at '\(scope)': "
        + (here.isEmpty ? "nothing is" : "expected \(here.map(quoted).joined(separator: ", "))")
    case .badKubernetesVersion(let text): "Kubernetes version \(quoted(text)): expected one as in 1.31"
    case .badHead(let text): "head \(quoted(text)): expected all 64 digits, from 0 to 9 and a to f"
    case .nothingRecorded(let time): "nothing was recorded until \(time)"
    case .unknownScope(let scope, _): "no scope '\(scope)' is registered"
    case .renamedScope(let scope, let now): "'\(scope)' is called '\(now)' now"
    case .retiredScope(let scope): "'\(scope)' is retired"
    case .nameTaken(let scope, let other):
      scope == other
        ? "the name '\(scope)' is taken" : "the name '\(scope)' is a former one of '\(other)', which keeps it"
    case .unknownTemplate(let reference, _): "no template '\(reference)'"
    case .unknownProvider(let name, _): "no provider \(quoted(name))"
    case .unknownVersion(let scope, let selector, let latest):
      "'\(scope)' has no version '\(selector)'" + (latest.map { ": its latest is \($0)" } ?? "")
    case .unknownLabel(let label, let scope, let known):
      "'\(scope)' has no label '\(label)': "
        + (known.isEmpty ? "it has none" : "expected \(known.map { "'\($0)'" }.joined(separator: ", "))")
    case .noVersions(let scope): "'\(scope)' has no version yet"
    case .runsOther(let scope, let address): "'\(scope)' has no version of its own: it runs '\(address)'"
    case .noParent(let address): "'\(address)' has no parent: it is the first version"
    case .notAStrategy(let scope):
      "'\(scope)' has no versions of its own: expected TEAM/ENVIRONMENT or TEAM/ENVIRONMENT/CLUSTER"
    case .notACluster(let scope): "'\(scope)' is no cluster: expected TEAM/ENVIRONMENT/CLUSTER"
    case .clusterExists(let scope): "cluster '\(scope)' is registered already"
    case .foreignPin(let scope, let address):
      "'\(scope)' cannot run '\(address)': expected a version of '\(scope)' or '\(scope.owners.last ?? scope)'"
    case .newestAlready(let address): "'\(address)' is the newest version already: expected an earlier one"
    case .sameAsNewest(let address, let newest):
      "'\(address)' has the very output of the newest version, \(newest): expected another one"
    case .noStrategies(let scopes) where scopes.count == 1 && scopes[0].layer == .cluster:
      "'\(scopes[0])' has no strategy of its own, as its layer sets nothing: it runs what its environment does"
    case .noStrategies(let scopes):
      "there is no strategy beneath '\(scopes.map(\.description).joined(separator: " "))'"
    case .noBlock(let number, let count): "no block \(number): expected 1 to \(count)"
    case .noCauses: "causes can be told of versions and of '@next' only: found a file"
    case .noSecondSide: "a file is compared with something: expected a second address or file"
    case .notThen(let address): "'\(address)' had no version then"
    case .notMade(let scope): "'\(scope)@next' is not made yet: expected a version"
    case .noLine(let number, let address, let count): "'\(address)' has no line \(number): expected 1 to \(count)"
    case .noSetting(let text, let address): "'\(address)' has no setting \(quoted(text))"
    case .doesNotReproduce(let address): "'\(address)' does not come out as it is stored when it is rendered again"
    case .noHeading(let text, _): "no heading contains \(quoted(text))"
    case .noManifest(let text, _): "no manifest \(quoted(text)): expected Kind or Kind/name"
    case .missingKey(let key, let owner, _): "\(owner) has no key \(quoted(key))"
    case .templateExists(let reference, let digest, let new):
      "template '\(reference)' exists with other content: it has digest \(digest.short), the file has \(new.short)"
    case .invalid(let problems):
      problems.map { "\($0.subject): \($0.text)" }.joined(separator: "\n")
    case .sameScope(let scope): "'\(scope)' is given twice: expected two scopes"
    case .nothingToSet: "nothing to set: expected KEY=VALUE"
    case .storage(let failure): failure.message
    }
  }

  package var hint: String? {
    switch self {
    case .unknownScope(_, let nearest?): "did you mean '\(nearest)'?"
    case .unknownScope(let scope, nil): "\(registering(scope)) registers a scope"
    case .renamedScope(_, let now): "did you mean '\(now)'?"
    case .retiredScope(let scope): "\(registering(scope)) takes it up again"
    case .unknownTemplate(_, let nearest): nearest.map { "did you mean '\($0)'?" } ?? "strata template list"
    case .unknownProvider(_, let nearest): nearest.map { "did you mean '\($0)'?" } ?? "strata provider list"
    case .unknownVersion(let scope, _, _): "strata log \(scope)"
    case .unknownLabel(let label, let scope, let known):
      Nearest.likely(label, among: known).map { "did you mean '\(scope)@\($0)'?" } ?? "strata label list \(scope)"
    case .runsOther(_, let address): "strata log \(address.scope)"
    case .nameTaken(let scope, let other): scope == other ? nil : "did you mean '\(other)'?"
    case .notThen(let address): "strata log \(address.scope)"
    case .notMade(let scope): "strata generate \(scope); or strata diff \(scope)@next"
    case .noSetting(_, let address): "strata settings \(address)"
    case .doesNotReproduce(let address): "strata verify --reproduce \(address)"
    case .noVersions(let scope):
      // Not every cluster has a strategy of its own.
      "strata generate \(scope.layer == .cluster ? scope.owners.last ?? scope : scope)"
    case .clusterExists(let scope): "strata cluster set \(scope)"
    case .foreignPin(let scope, _): "strata log \(scope.owners.last ?? scope)"
    case .newestAlready(let address), .sameAsNewest(let address, _): "strata log \(address.scope)"
    case .noParent(let address): "strata show \(address)"
    case .noStrategies(let scopes) where scopes.count == 1 && scopes[0].layer == .cluster:
      "strata generate \(scopes[0].owners.last ?? scopes[0])"
    case .noStrategies: "strata profile set TEAM/ENVIRONMENT KEY=VALUE registers one"
    case .missingKey(_, _, let nearest): nearest.map { "did you mean '\($0)'?" }
    case .unknownRule(_, let nearest): nearest.map { "did you mean '\($0)'?" } ?? "docs/verify.md lists the rules"
    case .notWaived(let finding, _, let here, let elsewhere):
      if let other = elsewhere.first {
        "it is waived at '\(other)'"
      } else {
        Nearest.likely(finding, among: here).map { "did you mean '\($0)'?" } ?? "strata waiver list"
      }
    case .noHeading(_, let nearest), .noManifest(_, let nearest): nearest.map { "the nearest is '\($0)'" }
    case .badHead: "strata log and strata doctor print heads"
    case .badTerm: "strata query --help"
    case .templateExists: "raise the version in its front matter: a revision is never changed"
    case .invalid(let problems): problems.count == 1 ? problems[0].hint : nil
    case .storage(let failure): failure.hint
    case .badScope, .badAddress, .badTemplateReference, .badSetting, .badWhatIf, .repeatedKey, .badLabel, .badDate,
      .badDay,
      .badFinding, .badKubernetesVersion, .notAStrategy, .notACluster, .noBlock, .noLine, .noCauses,
      .noSecondSide, .sameScope, .nothingToSet, .nothingRecorded:
      nil
    }
  }

  private func registering(_ scope: Scope) -> String {
    scope.layer == .cluster ? "strata cluster add \(scope)" : "strata profile set \(scope.typed) KEY=VALUE"
  }
}

extension StorageFailure: Explained {
  package var message: String {
    switch self {
    case .notFound(let path): "no catalogue at '\(path)'"
    case .alreadyExists(let path): "'\(path)' exists already"
    case .notACatalogue(let path, let found): "'\(path)' is not a catalogue: \(found)"
    case .newerSchema(let path, let found, let known):
      "'\(path)' has schema \(found), this strata knows up to \(known): it was written by a newer version"
    case .olderSchema(let path, let found, let known):
      "'\(path)' has schema \(found), this strata needs \(known), and it cannot be written to"
    case .readOnly(let path): "'\(path)' cannot be written to"
    case .replaced(let path): "another catalogue was put in the place of '\(path)' meanwhile"
    case .wouldReplace(let path, _): "'\(path)' exists already"
    case .sameFile(let path): "'\(path)' is the catalogue itself"
    case .strayJournal(let path): "'\(path)' is left of a catalogue that is not there any more"
    case .busy(let path, let seconds): "'\(path)' was locked by another process for \(seconds) seconds"
    case .full(let path): "no space left to write '\(path)'"
    case .corrupt(let path, let detail): "'\(path)' is damaged: \(detail)"
    case .failed(let path, let detail): "'\(path)': \(detail)"
    }
  }

  package var hint: String? {
    switch self {
    case .notFound: "strata init"
    case .newerSchema: "install the newer strata"
    case .corrupt: "strata doctor tells what is hurt, and what is safe to do"
    case .wouldReplace(_, let hint): hint
    case .strayJournal: "move it away: with its own catalogue it is needed, to any other it does harm"
    case .alreadyExists: "strata doctor checks it; --db PATH makes another one"
    case .notACatalogue(_, "an empty file"): "strata init fills it"
    case .busy, .replaced: "run it again"
    default: nil
    }
  }
}

extension StrategyError: Explained {
  package var message: String { description }
  package var hint: String? { suggestion }
}
