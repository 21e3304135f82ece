package import Manifests
package import Strategy

/// Where a scalar stands: a path that documents have in common.
package struct SettingPathRecord: Sendable {
  package let id: ID<SettingPath>
  package let path: SettingPath

  package init(id: ID<SettingPath>, path: SettingPath) {
    self.id = id
    self.path = path
  }
}

package struct SettingValueRecord: Sendable {
  package let id: ID<SettingValue>
  package let value: SettingValue

  package init(id: ID<SettingValue>, value: SettingValue) {
    self.id = id
    self.value = value
  }
}

/// That a document has a value at a path.
package struct SettingPlace: Sendable, Hashable {
  package let manifest: ID<Manifest>
  package let path: ID<SettingPath>
  package let value: ID<SettingValue>

  package init(manifest: ID<Manifest>, path: ID<SettingPath>, value: ID<SettingValue>) {
    self.manifest = manifest
    self.path = path
    self.value = value
  }
}

/// A stored document, by what it says it is.
package struct ManifestRecord: Sendable, Hashable {
  package let id: ID<Manifest>
  package let apiVersion: String?
  package let kind: String?
  package let namespace: String?
  package let name: String?
  /// What of it does not parse.
  package let problems: [String]

  package init(
    id: ID<Manifest>, apiVersion: String?, kind: String?, namespace: String?, name: String?, problems: [String]
  ) {
    self.id = id
    self.apiVersion = apiVersion
    self.kind = kind
    self.namespace = namespace
    self.name = name
    self.problems = problems
  }
}

extension ManifestRecord {
  /// Its problems, each with the line of the document that it is in, from 1.
  package var placedProblems: [(line: Int, text: String)] {
    problems.map { problem in
      let parts = problem.split(separator: ": ", maxSplits: 1)
      guard parts.count == 2, parts[0].hasPrefix("line "), let line = Int(parts[0].dropFirst(5)) else {
        return (1, problem)
      }
      return (line, String(parts[1]))
    }
  }
}

/// A document of an output, with all that it says.
package struct ManifestSettings: Sendable {
  package let manifest: ManifestRecord
  /// Which block of the output it is in, from 1.
  package let block: Int
  /// Where it begins in the output, from 1.
  package let line: Int
  package let settings: [Setting]

  package init(manifest: ManifestRecord, block: Int, line: Int, settings: [Setting]) {
    self.manifest = manifest
    self.block = block
    self.line = line
    self.settings = settings
  }
}

/// A version that a query looks at, and the cluster that runs it where it asks about clusters.
package struct QuerySubject: Sendable {
  package let cluster: ScopeRecord?
  package let strategy: ScopeRecord
  package let version: VersionKey
  package let output: ID<OutputSummary>
  package let parameters: ID<ParameterSet>
  package let provider: ID<ProviderRevision>?
  package let template: ID<TemplateRevision>

  package init(
    cluster: ScopeRecord?, strategy: ScopeRecord, version: VersionKey, output: ID<OutputSummary>,
    parameters: ID<ParameterSet>, provider: ID<ProviderRevision>?, template: ID<TemplateRevision>
  ) {
    self.cluster = cluster
    self.strategy = strategy
    self.version = version
    self.output = output
    self.parameters = parameters
    self.provider = provider
    self.template = template
  }
}

/// Which versions to look among.
package enum QueryCandidates: Sendable {
  case all
  case outputs([ID<OutputSummary>])
  /// Made from these parameters, or confirmed for them.
  case parameters([ID<ParameterSet>])
}

/// What outputs and parameters say, by index. What a method is given no list of, it takes for all.
package protocol SettingReading {
  /// - Parameter shapes: ``SettingPath/shape``.
  func settingPaths(shapes: [String]?) throws -> [SettingPathRecord]
  func settingPaths(withIDs ids: [ID<SettingPath>]) throws -> [SettingPathRecord]
  /// Every value that stands at some paths, each once.
  func settingValues(ofPaths paths: [ID<SettingPath>]?) throws -> [SettingValueRecord]
  /// The values that are this text, or of this number.
  func settingValues(equalTo text: String, number: Double?) throws -> [SettingValueRecord]
  func settingValues(withIDs ids: [ID<SettingValue>]) throws -> [SettingValueRecord]
  func settingPlaces(paths: [ID<SettingPath>]?, values: [ID<SettingValue>]?) throws -> [SettingPlace]
  func manifests(withIDs ids: [ID<Manifest>]) throws -> [ManifestRecord]
  func blocks(ofManifests manifests: [ID<Manifest>]) throws -> [(manifest: ID<Manifest>, block: ID<StoredBlock>)]
  func outputCount(ofBlocks blocks: [ID<StoredBlock>]) throws -> Int
  func outputs(ofBlocks blocks: [ID<StoredBlock>]) throws -> [(block: ID<StoredBlock>, output: ID<OutputSummary>)]
  func blocks(ofOutputs outputs: [ID<OutputSummary>]) throws -> [(output: ID<OutputSummary>, blocks: [ID<StoredBlock>])]
  /// The documents of an output with their settings, in order.
  func manifestSettings(ofOutput digest: Digest) throws -> [ManifestSettings]

  /// `Kind:path` of every scalar of every document, any list item as `[*]`; `:path` for what is no Kubernetes object.
  func manifestSettingNames() throws -> [String]

  /// The names of all parameters that any version has, overridden provider keys as `provider.KEY` among them.
  func parameterKeys() throws -> [String]
  /// The values that a parameter has anywhere; or, without a key, all values of all parameters.
  func parameterValues(_ key: String?) throws -> [(id: Int64, key: String, value: String)]
  /// The parameter sets that have a value of each list, which are best given with the rarest values first.
  func parameterSets(withEach values: [[Int64]]) throws -> [ID<ParameterSet>]
  func parameterSets(withIDs ids: [ID<ParameterSet>]) throws -> [(ID<ParameterSet>, ParameterSet)]

  /// The clusters in use that run any of some versions.
  /// - Parameter moment: the last audit entry to take into account.
  func running(_ candidates: QueryCandidates, asOf moment: ID<AuditEntry>?) throws -> [QuerySubject]
  /// Versions themselves, each once with every inputs that it was made from or confirmed for, in the order in which they
  /// were made.
  func versions(_ candidates: QueryCandidates, asOf moment: ID<AuditEntry>?) throws -> [QuerySubject]
}
