#ifndef STRATA_SEEDS_H
#define STRATA_SEEDS_H

#include <stddef.h>

/// One file that ships with the program: its name without a folder or an ending, and its bytes.
typedef struct {
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t count;
} strata_seed;

/// The bundled templates.
size_t strata_seed_template_count(void);
strata_seed strata_seed_template_at(size_t index);

/// The bundled provider mappings.
size_t strata_seed_provider_count(void);
strata_seed strata_seed_provider_at(size_t index);

#endif
