#ifndef STRATA_MIGRATIONS_H
#define STRATA_MIGRATIONS_H

#include <stddef.h>

/// One migration: its file name without `.sql`, and its SQL.
typedef struct {
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t count;
} strata_migration;

/// How many migrations there are.
size_t strata_migration_count(void);

/// The migration at an index, in the order of the numbers. The index must be below the count.
strata_migration strata_migration_at(size_t index);

#endif
