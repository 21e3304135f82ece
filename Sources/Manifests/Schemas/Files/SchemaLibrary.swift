/// All schemas there are, found by what objects say they are. Belongs to one thread at a time.
final class SchemaLibrary {
  /// What there is for an object.
  enum Answer {
    case found(Schema, SchemaEntry)
    /// There are others of the kind.
    case otherVersions([String])
    /// The kind is written otherwise.
    case otherKind(String)
    case unreadable(path: String, ReadingFailure)
    case unknown
    /// Nothing is said of the kind's group at all.
    case silent
  }

  private struct Question: Hashable {
    let identity: SchemaIdentity
    let release: SchemaRelease?
  }

  private var entries: [String: [SchemaEntry]] = [:]
  private var sources: [String: SchemaSource] = [:]
  private var releases: Set<SchemaRelease> = []
  /// Files of definitions, whose kinds are entered when they are needed: they are large, and there may be one for each
  /// version of Kubernetes.
  private var definitions: [(source: SchemaSource, release: SchemaRelease?)] = []
  private var hasOwnKinds = false
  private var answers: [Question: Answer] = [:]

  var isEmpty: Bool { entries.isEmpty && definitions.isEmpty }

  // MARK: Filling

  func add(_ entry: SchemaEntry) {
    let kind: String
    switch entry.claim {
    case .exact(let identity, _):
      kind = identity.kind.lowercased()
      if SchemaIdentity.isOwn(identity.group) { hasOwnKinds = true }
    case .named(let name, let group, _):
      kind = name
      if group.isEmpty || entry.release != nil { hasOwnKinds = true }
    case .catalogue(let name, _, _): kind = name
    }
    if let release = entry.release { releases.insert(release) }
    entries[kind, default: []].append(entry)
    hold(entry.source)
  }

  /// Has `source` found by references to its path.
  func hold(_ source: SchemaSource) {
    if sources[source.path] == nil { sources[source.path] = source }
  }

  func addDefinitions(_ source: SchemaSource, release: SchemaRelease?) {
    definitions.append((source, release))
    if let release { releases.insert(release) }
    hold(source)
  }

  private func enterDefinitions(for release: SchemaRelease?) {
    let (wanted, rest) = (
      definitions.filter { $0.release == nil || $0.release == release },
      definitions.filter { $0.release != nil && $0.release != release }
    )
    definitions = rest
    for (source, release) in wanted {
      let tree = source.tree
      for place in [["definitions"], ["$defs"], ["components", "schemas"]] {
        guard let schemas = tree.node(at: place) else { continue }
        for (_, node) in tree.pairs(of: schemas) {
          for identity in tree.identities(ofSchema: node) {
            add(SchemaEntry(source: source, release: release, claim: .exact(identity, node: node)))
          }
        }
      }
    }
  }

  // MARK: Asking

  func answer(to identity: SchemaIdentity, on kubernetes: VersionNumber) -> Answer {
    let question = Question(identity: identity, release: SchemaRelease.best(of: releases, for: kubernetes))
    if let answer = answers[question] { return answer }
    let answer = find(question)
    answers[question] = answer
    return answer
  }

  private func find(_ question: Question) -> Answer {
    enterDefinitions(for: question.release)
    let wanted = question.identity
    var others: [String] = []
    var otherKind: String?
    var failure: (path: String, ReadingFailure)?
    let candidates = (entries[wanted.kind.lowercased()] ?? []).filter {
      $0.release == nil || $0.release == question.release
    }
    // Definitions say more than the files of single kinds beside them, where required fields may be null.
    for entry in candidates.filter(\.isExact) + candidates.filter({ !$0.isExact }) {
      guard let (identities, node) = open(entry, for: wanted) else {
        if let problem = entry.source.failure { failure = (entry.source.path, problem) }
        continue
      }
      for identity in identities where identity.group == wanted.group && entry.isServed {
        if identity == wanted { return .found(entry.source.schema(at: node), entry) }
        if identity.kind != wanted.kind { otherKind = identity.kind } else { others.append(identity.version) }
      }
    }
    if let failure { return .unreadable(path: failure.path, failure.1) }
    if !others.isEmpty {
      let sorted = Set(others).sorted { left, right in
        guard let first = APIVersionOrder(left), let second = APIVersionOrder(right) else { return left < right }
        return second < first
      }
      return .otherVersions(
        sorted.map { SchemaIdentity(group: wanted.group, version: $0, kind: wanted.kind).apiVersion })
    }
    if let otherKind { return .otherKind(otherKind) }
    if SchemaIdentity.isOwn(wanted.group), !hasOwnKinds { return .silent }
    // `kubectl` takes lists apart.
    return wanted.kind == "List" && wanted.group.isEmpty ? .silent : .unknown
  }

  /// Which objects the entry is for, and where the schema stands; nil where it is for none like the one that is asked for.
  private func open(_ entry: SchemaEntry, for wanted: SchemaIdentity) -> ([SchemaIdentity], node: Int)? {
    switch entry.claim {
    case .exact(let identity, let node): return ([identity], node)
    case .named(_, let group, let version):
      guard wanted.group.prefix(while: { $0 != "." }).lowercased() == group else { return nil }
      let tree = entry.source.tree
      guard !tree.nodes.isEmpty else { return nil }
      let identities = tree.identities(ofSchema: 0)
      if !identities.isEmpty { return (identities, 0) }
      // Parts of objects have files of this name too.
      guard tree.node(at: ["properties", "kind"]) != nil else { return nil }
      return ([SchemaIdentity(group: wanted.group, version: version, kind: wanted.kind)], 0)
    case .catalogue(_, let group, let version):
      guard group.map({ $0 == wanted.group.lowercased() }) ?? !SchemaIdentity.isOwn(wanted.group) else { return nil }
      guard !entry.source.tree.nodes.isEmpty else { return nil }
      return ([SchemaIdentity(group: wanted.group, version: version, kind: wanted.kind)], 0)
    }
  }

  // MARK: References

  /// The schema that a `$ref` in `source` means; nil where there is none.
  func schema(for reference: String, in source: SchemaSource) -> Schema? {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let file = parts.first else { return nil }
    let target: SchemaSource?
    if file.isEmpty {
      target = source
    } else {
      // All references that are known lead to a file of the same folder, whatever address they give it.
      let folder = source.path.lastIndex(of: "/").map { source.path[...$0] } ?? ""
      let name = file.lastIndex(of: "/").map { file[file.index(after: $0)...] } ?? file
      target = sources["\(folder)\(name)"]
    }
    guard let target, let node = target.node(at: parts.count > 1 ? parts[1] : "") else { return nil }
    return target.schema(at: node)
  }
}
