/* state.h: from a source, as people name it, to the schema that it means: one of the two sides of a difference.
 *
 *     file://schema.pg.hcl, file://dir        HCL files
 *     file://schema.sql, file://migrations    SQL, replayed on a scratch database
 *     git:HEAD:schema.pg.hcl                  the same files at a commit
 *     saved:schema.pg.hcl                     a file as it lies on the disk, whatever an editor has open
 *     text:2                                  a text that the caller has: the third of StateOptions.texts
 *     sqlite://app.db, postgres://host/db     live databases
 *     env://src, env://url                    what an environment of atlas.hcl names
 *
 * Reading may connect and wait; it is not for a thread that has other work. Nothing is connected to unless the options
 * allow it, and nothing is changed but the scratch database, which is left as it was found. */
#ifndef ATLAS_STATES_STATE_H
#define ATLAS_STATES_STATE_H

#include "base/path.h"
#include "dialects/inspect.h"
#include "diff/diff.h"
#include "states/files.h"
#include "typecheck/diagnostic.h"

typedef enum StateKind { STATE_EMPTY, STATE_HCL, STATE_SQL, STATE_MIGRATIONS, STATE_DATABASE } StateKind;

/* What the check of HCL has found. */
typedef struct StateMistake {
  Str file, message;
  bool second; /* of the second side of a pair */
  DiagCode code;
  Severity severity;
  Span span;       /* bytes of the file */
  TextRange range; /* in UTF-16 units */
} StateMistake;

typedef struct StateOptions {
  const Dialect *dialect; /* forced; NULL: found as for --check */
  StrList vars;           /* "name=value" */
  Str config, env;        /* path of atlas.hcl (empty: none asked for), name of the environment */
  StrList schemas, exclude, include;
  bool tables_only;  /* of databases: no views, functions, triggers, ... */
  Str dev_url;       /* scratch database; empty: that of the environment, else SQLite in memory where that will do */
  bool changes;      /* of a pair only the difference is wanted: tables that are the same may be bare, see Table.bare */
  bool run_programs; /* programs that the project file names may run */
  bool connect;      /* databases may be opened, the scratch database too; SQLite in memory always may */
  unsigned jobs;     /* threads; 0: all processors */
  DbOptions db;      /* limits and the cancel flag */
  /* Text of a file that is open in an editor; ptr == NULL: read the disk. May be NULL. Called on the caller's thread
   * of state_read. */
  Str (*open_text)(void *user, Arena *arena, Str path);
  /* What is being done, for people: "replaying 3 of 12 files". May be NULL. */
  void (*progress)(void *user, Str message);
  /* Every mistake of the HCL files, also those that are no errors, in the order of files. May be NULL. */
  void (*mistake)(void *user, const StateMistake *mistake);
  void *user;
  const FilesText *texts;
  size_t text_count;
} StateOptions;

typedef struct State {
  Arena arena;
  uint8_t kind;           /* StateKind */
  const Dialect *dialect; /* NULL: STATE_EMPTY */
  Realm *realm;           /* owned */
  Realm *written;         /* what was normalised; `realm` has objects of it. NULL: nothing was. Owned */
  bool bound;             /* the source stands for one schema: a database URL that names one */
  Str schema;             /* its name */
  bool normalised;        /* came out of a database */
} State;

/* Reads one side; sources of one side are added together. NULL with *error (in `arena`, without secrets): what is
 * wrong, with the place when it is in a file. */
State *state_read(Arena *arena, const StrList *sources, const StateOptions *options, Str *error);
void state_free(State *self); /* NULL is allowed */

/* Both sides and how they are compared: HCL is normalised by the scratch database when there is one, names are
 * qualified or not, and a pair that cannot be compared is refused (a schema with a whole database, two dialects). */
typedef struct StatePair {
  State *from, *to;
  const Dialect *dialect;
  DiffOptions diff; /* schema, qualify, normalised: filled in; the rest is the caller's */
} StatePair;
bool state_read_pair(Arena *arena, const StrList *from, const StrList *to, const StateOptions *options, StatePair *out,
                     Str *error);
void state_free_pair(StatePair *self);

#endif
