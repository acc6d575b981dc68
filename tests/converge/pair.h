/* pair.h: what has to hold for a pair of schemas. */
#ifndef ATLAS_TESTS_CONVERGE_PAIR_H
#define ATLAS_TESTS_CONVERGE_PAIR_H

#include "tests/converge/site.h"

typedef enum Verdict {
  PAIR_FINE,
  PAIR_REFUSED,      /* the engine says that no statement can make the change */
  PAIR_ROWS_REFUSED, /* a statement fails because of a NULL, duplicate or value in the rows */
  PAIR_INVALID,      /* the checker finds mistakes in the HCL */
  PAIR_NOT_CREATED,  /* a schema cannot be created from nothing */
  PAIR_UNSTABLE,     /* a schema differs from itself, or planned twice gives two plans */
  PAIR_LOST_SOURCE,  /* a statement has no place in the HCL */
  PAIR_PRINTED,      /* what --inspect prints is no valid HCL or means something else */
  PAIR_UNPLANNED,    /* the engine says that a difference is not planned */
  PAIR_RUN,          /* a statement fails */
  PAIR_DIFFERS,      /* the database is not what was asked for */
  PAIR_NOT_REVERSED, /* the reverse statements do not lead back */
  PAIR_ROWS_LOST,    /* there are fewer rows after it */
  PAIR_NO_WAY_BACK,  /* the plan from B to A does not work */
  PAIR_BROKEN,       /* the database itself gave up */
  PAIR_WRITTEN       /* the HCL differs from a database that was made from it */
} Verdict;

typedef struct PairResult {
  Verdict verdict;
  Buf detail; /* for people */
  bool reversed;
  size_t statements;
} PairResult;

typedef struct PairOptions {
  bool rows;    /* in the tables of A */
  bool written; /* B is also compared as it is written, as without a database to read it */
  bool back;    /* back to A goes a plan of its own, not the reverse statements */
} PairOptions;

/* Two schemas as HCL. `result` is cleared first; its owner frees detail. */
void pair_check(Site *site, const Dialect *dialect, Str a, Str b, PairOptions options, PairResult *result);
const char *verdict_name(Verdict verdict);

#endif
