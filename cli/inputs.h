/* inputs.h: from PATH arguments to the list of files to work on. */
#ifndef ATLAS_CLI_INPUTS_H
#define ATLAS_CLI_INPUTS_H

#include "cli/options.h"

typedef struct Input {
  Str shown; /* as it is printed: as given, or below the directory given */
  Str path;  /* absolute */
} Input;

/* Sorted by `shown`; each file once. */
typedef struct Inputs {
  Input *items;
  size_t len, cap;
} Inputs;

/* Files named, and *.hcl below directories named, with the SQL files beside an atlas.sum when they are checked (names
 * that start with a dot and node_modules are skipped unless named themselves). Without paths: the current directory,
 * unless standard input is read. What cannot be read is told on standard error; then the result is false. Texts live in
 * the arena; the caller frees the list. */
bool inputs_collect(Inputs *self, Arena *arena, const CliOptions *options);
void inputs_free(Inputs *self);

/* Does an --exclude pattern hit this path? A pattern without '/' is tried on the last component. */
bool inputs_excluded(const CliOptions *options, Str shown);
/* All of standard input. */
bool inputs_read_stdin(Arena *arena, Str *text);

#endif
