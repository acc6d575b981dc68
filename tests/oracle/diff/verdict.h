/* verdict.h: two answers compared, and what is counted of it. */
#ifndef ATLAS_TESTS_ORACLE_VERDICT_H
#define ATLAS_TESTS_ORACLE_VERDICT_H

#include "tests/oracle/diff/deviation.h"
#include "tests/oracle/diff/verify.h"

enum { VERDICT_EQUAL, VERDICT_REFUSED, VERDICT_STATEMENTS, VERDICT_ERROR, VERDICT_ORDER };

typedef struct Counts {
  unsigned long pairs, equal, refused, planned, comments, reverses, statements;
  unsigned long deviations[DEVIATIONS], fails, misses, listed, explained, shown;
} Counts;

int verdict_of(const Answer *theirs, const Answer *ours);
/* The statements that only one of them has, or all. */
void verdict_describe(Buf *out, const Answer *theirs, const Answer *ours, bool all);
/* Counts an equal pair by what it holds. */
void verdict_count_equal(Counts *counts, const Answer *theirs, const Answer *ours);
/* Does the difference have a name, or does the other plan not work? Counts it. `site` may be NULL. `effect`, may be
 * NULL, becomes what the other plan does. */
bool verdict_explain(Engine *engine, Site *site, const Question *question, const Answer *theirs, const Answer *ours,
                     Counts *counts, Effect *effect, Arena *arena);
/* Prints the counts; 1 when fewer than 98 in a hundred agree. */
int verdict_report(const char *title, const Counts *counts);

#endif
