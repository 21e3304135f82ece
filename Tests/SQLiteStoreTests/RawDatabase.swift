import GRDB

@testable import SQLiteStore

/// The file of a catalogue, opened past the store.
enum RawDatabase {
  /// Runs statements as anyone with the file can, the triggers and constraints being in force.
  static func execute(_ sql: String, at path: String, foreignKeys: Bool = true) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = foreignKeys
    try DatabaseQueue(path: path, configuration: configuration).writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  /// Changes what is never to be changed: without triggers, CHECK constraints and foreign keys.
  static func tamper(_ sql: String, at path: String) throws {
    let drops = try texts("SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'", at: path)
    let triggers = try texts("SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger'", at: path)
    try execute(
      "PRAGMA ignore_check_constraints = ON; \(drops.joined()) \(sql); \(triggers.joined(separator: "\n"))", at: path,
      foreignKeys: false)
  }

  static func texts(_ sql: String, at path: String) throws -> [String] {
    try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: sql) }
  }
}
