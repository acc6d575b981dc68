/* deviation.h: where our plan differs from the other engine's on purpose. */
#ifndef ATLAS_TESTS_ORACLE_DEVIATION_H
#define ATLAS_TESTS_ORACLE_DEVIATION_H

#include "tests/oracle/diff/answer.h"

enum { DEVIATIONS = 11 };

/* The names of the deviations, docs/diff.md says more about each. */
extern const char *const deviation_names[DEVIATIONS];
/* Those that the list of known defects of the engine has, as a set of 1 << number. */
extern const unsigned deviation_listed;

/* Those that explain the whole difference between the two answers, as a set of 1 << number; 0: there is more to it. */
unsigned deviation_find(Engine *engine, const Question *question, const Answer *theirs, const Answer *ours,
                        Arena *arena);

#endif
