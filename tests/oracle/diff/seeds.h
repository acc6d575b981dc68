/* seeds.h: schemas out of files: HCL, archives of scripts (txtar) and the cases of tests/diff. */
#ifndef ATLAS_TESTS_ORACLE_SEEDS_H
#define ATLAS_TESTS_ORACLE_SEEDS_H

#include "base/array.h"

typedef struct Seed {
  Str path, text;
} Seed;

typedef struct Seeds {
  ARRAY(Seed) items; /* in the arena */
} Seeds;

/* Appends the schemas of a file by its suffix: .hcl, .txtar, .txt; false: it cannot be read. */
bool seeds_read(Seeds *self, Arena *arena, Str path);

#endif
