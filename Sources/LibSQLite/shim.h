// The one setting of a connection that has no PRAGMA. Swift cannot call functions that take any number of arguments.
#include <sqlite3.h>

/// Lets no statement write to the schema's own table or switch the journal off, whatever it says.
static inline int strata_sqlite_defend(sqlite3 *connection) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}
