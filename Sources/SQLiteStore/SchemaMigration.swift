internal import GRDB
internal import Migrations

/// One numbered step of the schema. A landed one is never changed.
struct SchemaMigration: Sendable {
  /// `0001_create_catalogue`
  let name: String
  let sql: String

  /// Those of the folder Migrations, in order.
  static let all: [SchemaMigration] = (0..<strata_migration_count()).map { index in
    let migration = strata_migration_at(index)
    return SchemaMigration(
      name: String(cString: migration.name),
      sql: String(decoding: UnsafeBufferPointer(start: migration.bytes, count: migration.count), as: UTF8.self))
  }
}

extension [SchemaMigration] {
  /// Applies those that are missing, each in a transaction of its own.
  func migrate(_ queue: DatabaseQueue) throws {
    var migrator = DatabaseMigrator()
    for migration in self {
      migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
    }
    try migrator.migrate(queue)
  }
}
