internal import Catalogue
internal import Manifests
internal import Strategy

extension Transaction {
  func findings(_ keys: [CheckKey]) throws -> [CheckKey: [Finding]] {
    var reader = FindingReader(self)
    // One statement for each Kubernetes version and rule set, of which there are few.
    let groups = Dictionary(grouping: Set(keys)) { [$0.kubernetes, $0.ruleSet] }
    for group in groups.values { try reader.read(group) }
    return try reader.findings()
  }

  func keep(_ checks: [CheckKey: [Finding]]) throws {
    let writer = try FindingWriter(self)
    // In the order of the outputs, so that equal calls write equal files.
    let ordered = checks.map { (key: $0.key, order: [$0.key.output.hex, $0.key.kubernetes, $0.key.ruleSet], $0.value) }
    for check in ordered.sorted(by: { $0.order.lexicographicallyPrecedes($1.order) }) {
      try writer.add(check.2, of: check.key)
    }
  }
}

/// Gathers which findings are where, and then reads each text that they share once.
private struct FindingReader {
  private struct Place {
    let position: Int
    let line: Int
    let text: Int64
  }

  private let transaction: Transaction
  private var places: [CheckKey: [Place]] = [:]

  init(_ transaction: Transaction) {
    self.transaction = transaction
  }

  /// - Parameter keys: all with the same rule set and Kubernetes version.
  mutating func read(_ keys: [CheckKey]) throws {
    guard let first = keys.first else { return }
    // The digests are bound one behind the other: JSON holds no bytes.
    let sql = """
      WITH RECURSIVE wanted (place) AS (SELECT 0 UNION ALL SELECT place + 1 FROM wanted WHERE place + 1 < ?2)
      SELECT c.id, w.place, f.position, f.line, f.text_id
      FROM wanted w
      CROSS JOIN output o ON o.digest = substr(?1, 32 * w.place + 1, 32)
      CROSS JOIN output_check c ON c.output_id = o.id AND c.kubernetes = ?3 AND c.rule_set = ?4
      LEFT JOIN check_finding f ON f.check_id = c.id
      """
    let digests = keys.flatMap(\.output.bytes)
    let values: [SQLValue] = [.bytes(digests), .integer(keys.count), .text(first.kubernetes), .text(first.ruleSet)]
    var found: [[Place]?] = Array(repeating: nil, count: keys.count)
    try transaction.prepare(sql, of: "check").eachRow(values) { row in
      let index = try row.number(1)
      guard found.indices.contains(index) else { return }
      if found[index] == nil { found[index] = [] }
      let place = try row.optional(2) { column in
        Place(position: try row.number(column), line: try row.number(3), text: try row.integer(4))
      }
      if let place { found[index]?.append(place) }
    }
    for (key, found) in zip(keys, found) {
      places[key] = found?.sorted { $0.position < $1.position }
    }
  }

  func findings() throws -> [CheckKey: [Finding]] {
    let texts = try texts(Set(places.values.lazy.flatMap { $0 }.map(\.text)))
    return places.compactMapValues { places in
      var findings: [Finding] = []
      findings.reserveCapacity(places.count)
      for place in places {
        guard let text = texts[place.text] else { return nil }
        findings.append(text.moved(by: place.line))
      }
      return findings
    }
  }

  /// The findings with these texts, at line 0; those of rules that this program does not know are left out.
  private func texts(_ ids: Set<Int64>) throws -> [Int64: Finding] {
    let sql = """
      SELECT t.id, t.rule, t.object, t.path, t.subject, t.message, t.hint FROM finding_text t
      WHERE t.id IN (SELECT value FROM json_each(?))
      """
    var texts: [Int64: Finding] = [:]
    try transaction.prepare(sql, of: "finding").eachRow([Transaction.list(ids.sorted())]) { row in
      guard let rule = Rule(rawValue: try row.text(1)) else { return }
      texts[try row.integer(0)] = Finding(
        rule, object: try row.text(2), path: try row.text(3), line: 0, subject: try row.text(4),
        message: try row.text(5), hint: try row.optional(6, row.text))
    }
    return texts
  }
}

private final class FindingWriter {
  private let output: Prepared
  private let known: Prepared
  private let check: Prepared
  private let finding: Prepared
  private let text: SharedRows<Finding>

  init(_ transaction: Transaction) throws {
    output = try transaction.prepare("SELECT id FROM output WHERE digest = ?", of: "output")
    known = try transaction.prepare(
      "SELECT id FROM output_check WHERE output_id = ? AND kubernetes = ? AND rule_set = ?", of: "check")
    check = try transaction.prepare(
      "INSERT INTO output_check (output_id, kubernetes, rule_set) VALUES (?, ?, ?)", of: "check")
    finding = try transaction.prepare(
      "INSERT INTO check_finding (check_id, position, text_id, line) VALUES (?, ?, ?, ?)", of: "finding")
    text = SharedRows(
      find: try transaction.prepare(
        """
        SELECT id FROM finding_text
        WHERE finding = ? AND rule = ? AND object = ? AND path = ? AND subject = ? AND message = ? AND hint IS ?
        """, of: "finding"),
      insert: try transaction.prepare(
        """
        INSERT INTO finding_text (finding, rule, object, path, subject, message, hint, severity)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """, of: "finding")
    ) { finding in
      let texts = [finding.id, finding.rule.rawValue, finding.object, finding.path, finding.subject, finding.message]
      return texts.map(SQLValue.text) + [finding.hint.map(SQLValue.text) ?? .null]
    }
  }

  func add(_ findings: [Finding], of key: CheckKey) throws {
    guard let output = try output.first([.digest(key.output)], { try $0.integer(0) }) else { return }
    let columns: [SQLValue] = [.integer(output), .text(key.kubernetes), .text(key.ruleSet)]
    guard try known.first(columns, { try $0.integer(0) }) == nil else { return }
    let check = try check.insert(columns)
    for (index, found) in findings.enumerated() {
      let text = try text.id(found.moved(by: -found.line)) { [.text(found.rule.severity.rawValue)] }
      try finding.insert([.integer(check), .integer(index + 1), .integer(text), .integer(found.line)])
    }
  }
}
