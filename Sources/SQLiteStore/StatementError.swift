internal import Catalogue

/// Why a statement that somebody typed did not run to its end.
package enum StatementError: Error, Sendable, Equatable {
  case empty
  case several
  /// It does something else than reading, in words.
  case refused(String)
  /// What SQLite says.
  case wrong(String)
  case tooLong(seconds: Int)
  case tooLarge(bytes: Int)
}

extension StatementError: Explained {
  package var message: String {
    switch self {
    case .empty: "the statement is empty: expected a SELECT"
    case .several: "more than one statement: expected one SELECT"
    case .refused(let reason): "the statement is refused, for \(reason): expected one SELECT"
    case .wrong(let message): "the statement does not run: \(message)"
    case .tooLong(let seconds): "the statement was stopped after \(seconds) \(seconds == 1 ? "second" : "seconds")"
    case .tooLarge(let bytes): "the answer has more than \(bytes >> 20) MiB"
    }
  }

  package var hint: String? {
    switch self {
    case .wrong(let message) where message.hasPrefix("no such table"):
      "strata sql \"SELECT name FROM sqlite_schema WHERE type = 'view'\""
    case .wrong(let message) where message.hasPrefix("no such column"):
      "strata sql \"SELECT name FROM pragma_table_info('VIEW')\""
    case .tooLong: "ask for less, or give it more time: --timeout SECONDS"
    case .tooLarge: "ask for less, with WHERE or LIMIT"
    case .empty, .several, .refused, .wrong: nil
    }
  }
}
