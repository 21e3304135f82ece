import Catalogue
import Strategy

/// Who decided, where, when and why.
enum DecisionWriter {
  static func text(_ decision: Decision) -> String {
    guard let audit = decision.audit else { return decision.place.description }
    return "\(decision.place), \(said(audit))"
  }

  /// `ada, 2026-11-22T23:22:08Z: ready for Black Friday`
  static func said(_ audit: AuditEntry) -> String {
    "\(audit.author), \(audit.time)\(audit.message.isEmpty ? "" : ": \(audit.message)")"
  }

  static func record(_ decision: Decision) -> Record {
    Record([
      ("value", Field(decision.value)), ("place", .text(decision.place.description)),
      ("author", Field(decision.audit?.author)), ("time", Field(decision.audit?.time.description)),
      ("message", Field(decision.audit?.message)), ("entry", Field(decision.audit.map { Int($0.id.rawValue) })),
    ])
  }
}
