internal import Catalogue
internal import Strategy

/// The records that hang from an audit entry. What reading them refuses is the problem; what their entry covers is
/// the digest as it is stored.
extension SealCheck {
  func checkScopes() throws {
    let sql = "SELECT \(ScopeColumns.sql), s.audit_id FROM scope s"
    try each(sql, by: "s.id", in: "scope", of: "scope") { row in
      cover(Seal.scope(try transaction.readScopeName(row, at: 1)), by: try row.integer(ScopeColumns.count))
    }
    if concerns("scope") { try checkMembership() }
  }

  /// A cluster belongs to the environment under whose name, of that moment, it was registered: one that was there
  /// before it, and has or had that name.
  private func checkMembership() throws {
    let sql = """
      SELECT s.id, c.environment_id FROM scope s LEFT JOIN cluster c ON c.scope_id = s.id
      WHERE s.cluster <> '' AND NOT EXISTS (
        SELECT 1 FROM scope e WHERE e.id = c.environment_id AND e.id < s.id AND e.cluster = '' AND (
          (e.team = s.team AND e.environment = s.environment) OR EXISTS (
            SELECT 1 FROM scope_change n
            WHERE n.scope_id = e.id AND n.team = s.team AND n.environment = s.environment AND n.cluster = '')))
      """
    try each(sql, of: "cluster") { throw $0.corrupt("it is not under the environment it was registered in") }
    try each("SELECT scope_id FROM cluster c JOIN scope s ON s.id = c.scope_id WHERE s.cluster = ''", of: "cluster") {
      throw $0.corrupt("it is no cluster")
    }
  }

  func checkFleet() throws {
    try each(Transaction.scopeChangeSQL, by: "c.id", in: "scope_change", of: "scope change") { row in
      cover(try row.digest(7), by: try row.integer(8))
      _ = try transaction.readScopeChange(row)
    }
    try each(Transaction.clusterRevisionSQL, by: "r.id", in: "cluster_revision", of: "cluster revision") { row in
      cover(try row.digest(5), by: try row.integer(6 + ScopeColumns.count))
      _ = try transaction.readClusterRevision(row)
    }
    try each(Transaction.pinMoveSQL, by: "m.id", in: "pin_move", of: "pin move") { row in
      cover(try row.digest(5), by: try row.integer(6))
      _ = try transaction.readPinMove(row)
    }
    try each(Transaction.waiverMoveSQL, by: "w.id", in: "waiver_move", of: "waiver move") { row in
      cover(try row.digest(4), by: try row.integer(5 + ScopeColumns.count))
      _ = try transaction.readWaiver(row)
    }
  }

  func checkRevisions() throws {
    try each(Transaction.templateRevisionSQL, by: "t.id", in: "template_revision", of: "template revision") { row in
      cover(try row.digest(4), by: try row.integer(5))
      _ = try transaction.templateContent(try transaction.readTemplateRevision(row).id)
    }
    try each(Transaction.providerRevisionSQL, by: "p.id", in: "provider_revision", of: "provider revision") { row in
      cover(try row.digest(5), by: try row.integer(6))
      _ = try transaction.readProviderRevision(row)
    }
    try each(Transaction.profileRevisionSQL, by: "p.id", in: "profile_revision", of: "profile revision") { row in
      cover(try row.digest(3), by: try row.integer(4 + ScopeColumns.count))
      _ = try transaction.readProfileRevision(row)
    }
  }

  func checkVersions() throws {
    try each(Transaction.versionSQL, by: "v.id", in: "version", of: "version") { row in
      cover(try row.digest(2), by: try row.integer(9 + ScopeColumns.count))
      _ = try transaction.readVersion(row)
    }
    try each(Transaction.confirmationSQL, by: "c.id", in: "confirmation", of: "confirmation") { row in
      cover(try row.digest(1), by: try row.integer(5 + ScopeColumns.count))
      _ = try transaction.readConfirmation(row)
    }
    try each(Transaction.labelMoveSQL, by: "m.id", in: "label_move", of: "label move") { row in
      cover(try row.digest(4), by: try row.integer(5 + ScopeColumns.count))
      _ = try transaction.readLabelMove(row)
    }
  }
}
