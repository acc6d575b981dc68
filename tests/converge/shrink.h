/* shrink.h: from a pair that fails to a small one that fails alike. */
#ifndef ATLAS_TESTS_CONVERGE_SHRINK_H
#define ATLAS_TESTS_CONVERGE_SHRINK_H

#include "tests/converge/gen.h"
#include "tests/converge/pair.h"

/* Says what is wrong with a pair; `result` is replaced, its owner frees detail. */
typedef void PairJudge(void *context, const Gen *a, const Gen *b, PairResult *result);
/* Removes elements as long as the verdict stays; `result` becomes that of what is left. */
void shrink(PairJudge *judge, void *context, Gen *a, Gen *b, PairResult *result);

#endif
