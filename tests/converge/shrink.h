/* shrink.h: from a pair that fails to a small one that fails alike. */
#ifndef ATLAS_TESTS_CONVERGE_SHRINK_H
#define ATLAS_TESTS_CONVERGE_SHRINK_H

#include "tests/converge/gen.h"
#include "tests/converge/pair.h"

void check_gen(Site *site, const Gen *a, const Gen *b, PairResult *result);
/* Removes elements as long as the verdict stays; `result` becomes that of what is left. */
void shrink(Site *site, Gen *a, Gen *b, PairResult *result);

#endif
