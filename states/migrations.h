/* migrations.h: what the comments of migration files say to the analyzers, statement by statement.
 *
 *     -- atlas:nolint destructive       ->  statement {DROP TABLE pets, nolint "destructive"}
 *     DROP TABLE pets; */
#ifndef ATLAS_STATES_MIGRATIONS_H
#define ATLAS_STATES_MIGRATIONS_H

#include "states/directory.h"

/* A statement of a file, and the nolint directives in the comments right above it. */
typedef struct MigrationStatement {
  Str sql;
  uint32_t offset; /* in the file */
  Str nolint;      /* words, a space apart */
  bool silent;     /* nolint without words */
} MigrationStatement;

typedef struct MigrationFile {
  Str name, text, version; /* "20240101_init.sql", its text, "20240101" */
  MigrationStatement *statements;
  size_t statement_count;
  Str *checks; /* statements of its checks, of a txtar file */
  size_t check_count;
  Str nolint; /* words that hold for the whole file */
  bool silent;
  bool checkpoint;     /* holds the whole schema up to here */
  bool no_transaction; /* txmode none */
} MigrationFile;

/* Owned by the arena. */
typedef struct MigrationDir {
  Str path;
  MigrationFile *files; /* in the order to run them */
  size_t count;
} MigrationDir;

/* "checksum mismatch (atlas.sum): L2: 1.sql was edited", when the list of checksums is not that of the files; without a
 * list all is well. */
bool migrations_verify(Arena *arena, Str path, const Files *files, Str *error);
/* Reads the files of a directory, see directory.h. `flavor`: how its SQL is written; NULL: not known. false with
 * *error. */
bool migrations_read(Arena *arena, Str path, const DirOptions *options, const SqlFlavor *flavor, MigrationDir *out,
                     Str *error);
/* Index of the file that a replay up to (not including) `end` starts with: the last checkpoint before it, or 0. */
size_t migrations_start(const MigrationDir *self, size_t end);

#endif
