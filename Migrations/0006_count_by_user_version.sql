-- How many migrations made a file is in its header, and nowhere else: they are applied in one transaction.

DROP TABLE IF EXISTS grdb_migrations;

PRAGMA user_version = 6;
