internal import Catalogue

extension Transaction {
  private static let counted: [(name: String, sql: String)] = [
    ("template revisions", "SELECT count(*) FROM template_revision"),
    ("provider revisions", "SELECT count(*) FROM provider_revision"),
    ("scopes", "SELECT count(*) FROM scope"),
    ("profile revisions", "SELECT count(*) FROM profile_revision"),
    ("strategies", "SELECT count(*) FROM version WHERE number = 1"),
    ("versions", "SELECT count(*) FROM version"),
    ("confirmations", "SELECT count(*) FROM confirmation"),
    ("outputs", "SELECT count(*) FROM output"),
    ("blocks", "SELECT count(*) FROM block"),
    ("documents", "SELECT count(*) FROM manifest"),
    ("settings", "SELECT count(*) FROM setting"),
    ("clusters", "SELECT count(*) FROM cluster"),
    ("pin moves", "SELECT count(*) FROM pin_move"),
    ("label moves", "SELECT count(*) FROM label_move"),
    ("waiver moves", "SELECT count(*) FROM waiver_move"),
    ("audit entries", "SELECT count(*) FROM audit"),
  ]

  func counts() throws -> [(name: String, count: Int)] {
    try Transaction.counted.map { counted in
      (counted.name, try prepare(counted.sql, of: "count").first { try $0.number(0) } ?? 0)
    }
  }
}
