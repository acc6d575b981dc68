/* state_parts.h: what the files of states/ share: a source that was taken apart, and the work of reading two sides. */
#ifndef ATLAS_STATES_STATE_PARTS_H
#define ATLAS_STATES_STATE_PARTS_H

#include "states/config.h"
#include "states/files.h"
#include "states/scratch.h"
#include "typecheck/build.h"
#include "typecheck/module.h"

/* A source as people name it. */
typedef struct Source {
  Str text;            /* as given, without secrets */
  uint8_t kind;        /* StateKind */
  Str path;            /* of files; a directory when is_dir */
  Str format, version; /* of a directory of migrations: ?format=goose&version=3 */
  bool is_dir;
  bool in_memory;     /* a text: nothing around it counts */
  const Files *files; /* where path lies */
  Str prefix;         /* in front of its name in messages: "git:HEAD:" */
  Str url;            /* DATABASE */
  /* What the project file gives to this source alone; NULL: it is not from there. */
  const ConfigSource *given;
} Source;
typedef ARRAY(Source) Sources;

/* Files that were read and checked, and the state that the schema of them is for. */
typedef struct HclBuild {
  State *state;
  Module *module; /* owned */
  BuildOptions inputs;
} HclBuild;

/* Reading of one or two sides. Owns the scratch database and the lists. */
typedef struct Work {
  Arena *arena; /* of errors and of what is needed to the end */
  StateOptions options;
  const Dialect *hint;        /* what the other side, the scratch database or the user says; NULL: nothing yet */
  Scratch *scratch;           /* open from the first use to the end */
  bool used;                  /* something was run on it since it was empty */
  ARRAY(GitCommit *) commits; /* owned */
  Config *config;             /* project file; NULL: none was asked for */
  StrList lists[2];           /* owned: options.schemas and options.exclude with those of the env */
  DiffOptions policies;
  bool second;        /* the second side is being read, or the only one */
  bool pair;          /* two sides are read: a schema may be missing on one */
  HclBuild builds[2]; /* of sides whose schema is to be built yet */
  size_t build_count;
  bool may_normalise; /* the dev URL can be used; containers that an env names cannot */
  Str error;
} Work;

/* Always false; keeps the first error. */
bool work_fail(Work *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
void work_progress(Work *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The scratch database, empty; NULL when there is none. */
Scratch *work_scratch(Work *self);
/* Closes it; false: something is left on it. */
bool work_end(Work *self);

/* pair.c: dialects of one kind of server, such as MySQL and MariaDB. */
bool dialects_are_related(const Dialect *a, const Dialect *b);

/* source.c: takes a source apart and looks what is there. */
bool source_read(Work *work, Str text, Source *out);
/* The text of a file of it: what an editor has open, else what lies there. */
bool source_text(Work *work, const Source *source, Str path, Str *text);
/* Names in a folder of it. */
bool source_list(Work *work, const Source *source, Str path, StrList *names);
FileKind source_kind(const Source *source, Str path);
/* What messages call a file of it. */
Str source_name(Work *work, const Source *source, Str path);

/* A state of that kind, without a realm. */
State *state_new(StateKind kind);
/* read_hcl.c: files and directories of HCL, as one schema, which is built by state_build_hcl. */
State *state_read_hcl(Work *work, const Sources *sources);
/* read_hcl_pair.c: both sides of HCL at once, where that is allowed. False: they are to be read one by one; else both
 * states are set, or one is NULL with work->error. state_build_hcl builds what is not built yet. */
bool state_read_hcl_pair(Work *work, const Sources *from, const Sources *to, StatePair *out);
/* The schemas of all that was read, side by side. */
void state_build_hcl(Work *work);
/* read_sql.c: SQL files and directories of migrations, replayed. */
State *state_read_sql(Work *work, const Sources *sources);
/* read_db.c: a live database. */
State *state_read_database(Work *work, const Source *source);
/* normalise.c: what the scratch database makes of an HCL schema takes its place. */
bool state_normalise(Work *work, State *state);
/* Keeps the schemas and objects that were asked for. */
bool state_filter(Work *work, State *state);

/* Any of the four by its sources, which are of one kind. NULL with work->error. */
State *state_read_sources(Work *work, const Sources *sources);

/* pair.c: may the two be compared, and how. Normalises what is to be normalised. */
bool pair_settle(Work *work, StatePair *pair);

#endif
