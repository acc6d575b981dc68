/* replay.h: runs migration files statement by statement on a scratch database and tells what each of them changes, so
 * that they can be linted.
 *
 *     DROP TABLE pets;    ->  LintStep {sql, offset, changes: [DROP_TABLE pets]} */
#ifndef ATLAS_STATES_REPLAY_H
#define ATLAS_STATES_REPLAY_H

#include "diff/lint.h"
#include "states/migrations.h"
#include "states/scratch.h"

typedef struct ReplayFile {
  const MigrationFile *file;
  LintFile lint;       /* what it changes, for lint_file; of a failed file what it changed up to there */
  size_t change_count; /* top-level changes of all steps */
  Str error;           /* why it stopped: "executing statement: ..."; empty: it ran to its end */
  uint32_t error_offset;
} ReplayFile;

/* Owns the realms and diffs that the steps point into. */
typedef struct Replay {
  Arena *arena;
  Scratch *scratch;
  const Dialect *dialect;
  const Driver *driver;
  ReplayFile *files; /* the new ones */
  size_t count;
  const Realm *first, *last; /* the schema before and after them */
  ARRAY(Realm *) realms;
  ARRAY(Diff *) diffs;
  Str error; /* of the files before the new ones, or of the scratch database; empty: none */
} Replay;

/* Runs the files of the directory; those from index `first` on are the new ones, which are taken apart. Splits the
 * files of the directory. The scratch database must be empty; it is left as the last file leaves it. What goes wrong is
 * in self->error or in that of a file, and nothing is run after it. O(statements * schema). */
void replay_run(Replay *self, Arena *arena, Scratch *scratch, const MigrationDir *dir, size_t first);
void replay_free(Replay *self);

#endif
