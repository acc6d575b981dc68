/* donors.h: what attributes and blocks of real schemas look like, by their paths: material for random edits. */
#ifndef ATLAS_TESTS_ORACLE_DONORS_H
#define ATLAS_TESTS_ORACLE_DONORS_H

#include "base/map.h"
#include "tests/oracle/diff/outline.h"
#include "tests/property/random.h"

typedef struct Donor {
  Str name; /* of the attribute; of a block: its type */
  Str text; /* value of the attribute; the whole block */
  bool is_block;
} Donor;

typedef struct DonorList {
  ARRAY(Donor) items;
} DonorList;

/* Owns `arena` and `seen`. */
typedef struct Donors {
  Arena arena;
  Map values;  /* path of an attribute -> DonorList of its values */
  Map members; /* path of a block -> DonorList of what stands in one */
  Map seen;
} Donors;

void donors_init(Donors *self);
void donors_free(Donors *self);
void donors_add(Donors *self, const Outline *outline);
/* NULL: nothing is known. */
const Donor *donors_value(const Donors *self, Random *random, Str path);
/* `path`: of a block; empty: of the file. */
const Donor *donors_member(const Donors *self, Random *random, Str path);

#endif
