/* narrow.h: from two texts that are planned differently to small ones that are. */
#ifndef ATLAS_TESTS_ORACLE_NARROW_H
#define ATLAS_TESTS_ORACLE_NARROW_H

#include "base/buf.h"
#include "tests/oracle/diff/answer.h"

/* The verdict of a pair; `detail` may be NULL. */
typedef int NarrowLook(void *context, Str from, Str to, bool qualify, Buf *detail);
/* Takes blocks and attributes out of both texts as long as the verdict stays. */
void narrow(NarrowLook look, void *context, Question *question, int verdict, Arena *arena);

#endif
