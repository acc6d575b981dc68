/* line_diff.h: the difference of two texts, as `diff -u` prints it. */
#ifndef ATLAS_CLI_LINE_DIFF_H
#define ATLAS_CLI_LINE_DIFF_H

#include "base/buf.h"

/* Appends a unified diff with three lines of context; nothing when the texts are equal. `name` stands in the head as
 * a/name and b/name, so that `git apply` and `patch -p1` take it. */
void line_diff(Str name, Str before, Str after, bool color, Buf *out);

#endif
