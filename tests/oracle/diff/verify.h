/* verify.h: what the other engine's plan does on a real database. */
#ifndef ATLAS_TESTS_ORACLE_VERIFY_H
#define ATLAS_TESTS_ORACLE_VERIFY_H

#include "tests/converge/site.h"
#include "tests/oracle/diff/answer.h"

typedef enum Effect {
  EFFECT_UNKNOWN, /* the schemas cannot be made on the database */
  EFFECT_FAILS,   /* a statement fails */
  EFFECT_MISSES,  /* the database is not what was asked for */
  EFFECT_REACHES
} Effect;

/* Runs the plan on a database at question->from, which is to become question->to. The answer is to be qualified. */
Effect verify_plan(Site *site, const Question *question, const Answer *answer, Arena *arena);

#endif
