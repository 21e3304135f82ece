package import Strategy

/// The digests that seal records. Each begins with a word for its kind, and every field is preceded by its length,
/// so that no two records of any kind have the same fields hashed alike.
package enum Seal {
  package static func provider(_ provider: String, number: Int, title: String, mapping: String) -> Digest {
    digest("provider") { hash in
      hash.field(provider)
      hash.field(String(number))
      hash.field(title)
      hash.field(mapping)
    }
  }

  /// Scopes are numbered in the order in which they are added, so their order in an entry's content seals that too.
  package static func scope(_ scope: Scope) -> Digest {
    digest("scope") { hash in hash.field(scope.description) }
  }

  package static func profile(scope: ID<Scope>, number: Int, parameters: String) -> Digest {
    digest("profile") { hash in
      hash.field(String(scope.rawValue))
      hash.field(String(number))
      hash.field(parameters)
    }
  }

  /// - Parameter parent: the digest of the strategy's version before, nil for the first.
  package static func version(
    scope: ID<Scope>, number: Int, inputs: Inputs, output: Digest, source: Int?, stamp: AuditStamp, parent: Digest?
  ) -> Digest {
    digest("version") { hash in
      hash.field(parent?.bytes ?? [])
      hash.field(String(scope.rawValue))
      hash.field(String(number))
      add(inputs, to: &hash)
      hash.field(output.bytes)
      hash.field(source.map(String.init) ?? "")
      hash.field(stamp.author)
      hash.field(stamp.message)
      hash.field(String(stamp.time.milliseconds))
    }
  }

  package static func confirmation(version: Digest, inputs: Inputs) -> Digest {
    digest("confirmation") { hash in
      hash.field(version.bytes)
      add(inputs, to: &hash)
    }
  }

  package static func label(scope: ID<Scope>, label: String, version: Int?) -> Digest {
    digest("label") { hash in
      hash.field(String(scope.rawValue))
      hash.field(label)
      hash.field(version.map(String.init) ?? "")
    }
  }

  package static func cluster(scope: ID<Scope>, number: Int, attributes: ClusterAttributes) -> Digest {
    digest("cluster") { hash in
      hash.field(String(scope.rawValue))
      hash.field(String(number))
      hash.field(attributes.kubernetes)
      hash.field(attributes.region)
      hash.field(attributes.canonicalSelectors)
    }
  }

  /// - Parameter version: nil where the move takes the pin away.
  package static func pin(cluster: ID<Scope>, version: VersionKey?) -> Digest {
    digest("pin") { hash in
      hash.field(String(cluster.rawValue))
      hash.field(version.map { String($0.scope.rawValue) } ?? "")
      hash.field(version.map { String($0.number) } ?? "")
    }
  }

  /// - Parameter scope: by its identifier, with the name it has from now on.
  package static func change(of scope: ScopeRecord, number: Int) -> Digest {
    digest("scope-change") { hash in
      hash.field(String(scope.id.rawValue))
      hash.field(String(number))
      hash.field(scope.scope.description)
      hash.field(scope.isRetired ? "retired" : "")
    }
  }

  /// - Parameter until: nil where the move takes the waiver away.
  package static func waiver(scope: ID<Scope>, finding: String, until: Day?, reason: String) -> Digest {
    digest("waiver") { hash in
      hash.field(String(scope.rawValue))
      hash.field(finding)
      hash.field(until?.description ?? "")
      hash.field(reason)
    }
  }

  private static func add(_ inputs: Inputs, to hash: inout Digest.Hasher) {
    hash.field(inputs.templateDigest.bytes)
    hash.field(inputs.providerDigest?.bytes ?? [])
    for layer in inputs.layerDigests { hash.field(layer?.bytes ?? []) }
    hash.field(inputs.parameters.digest.bytes)
    hash.field(inputs.reads.digest.bytes)
    let variables = inputs.key.variables
    for text in [variables.team, variables.environment, variables.cluster, variables.region, variables.kubernetes] {
      hash.field(text)
    }
  }

  // MARK: The audit trail

  /// What an operation's entry says of its content: the digests of the rows it added, in order.
  package static func content(_ digests: [Digest]) -> Digest {
    digest("content") { hash in
      for digest in digests { hash.field(digest.bytes) }
    }
  }

  package static func audit(id: Int64, stamp: AuditStamp, content: Digest, previous: Digest?) -> Digest {
    digest("audit") { hash in
      hash.field(previous?.bytes ?? [])
      hash.field(String(id))
      hash.field(String(stamp.time.milliseconds))
      hash.field(stamp.author)
      hash.field(stamp.action)
      hash.field(stamp.subject)
      hash.field(stamp.message)
      hash.field(content.bytes)
    }
  }

  private static func digest(_ kind: String, _ add: (inout Digest.Hasher) -> Void) -> Digest {
    var hash = Digest.Hasher()
    hash.field(kind)
    add(&hash)
    return hash.finish()
  }
}

/// Who is about to do what, when and why.
package struct AuditStamp: Sendable {
  package let time: Timestamp
  package let author: String
  package let action: String
  package let subject: String
  package let message: String

  package init(time: Timestamp, author: String, action: String, subject: String, message: String) {
    self.time = time
    self.author = author
    self.action = action
    self.subject = subject
    self.message = message
  }
}
