/* migrations.h: a directory of migration files, taken apart: what of them is run, in which order, and what their
 * comments say of them.
 *
 *     20240101_init.sql    version 20240101
 *     20240202_more.sql    version 20240202
 *     atlas.sum            checksums of both */
#ifndef ATLAS_STATES_MIGRATIONS_H
#define ATLAS_STATES_MIGRATIONS_H

#include "base/path.h"
#include "sql/sql.h"

/* A statement of a file, and the nolint directives in the comments right above it. */
typedef struct MigrationStatement {
  Str sql;
  uint32_t offset; /* in the file */
  Str nolint;      /* words, a space apart */
  bool silent;     /* nolint without words */
} MigrationStatement;

typedef struct MigrationFile {
  Str name, text; /* "20240101_init.sql" */
  Str version;    /* "20240101" */
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
  MigrationFile *files; /* by name */
  size_t count;
  Str sum; /* text of the list of checksums */
  bool has_sum;
} MigrationDir;

/* Reads the SQL files of a directory. false with *error when it cannot be read. Statements are not split yet. */
bool migrations_read(Arena *arena, Str path, MigrationDir *out, Str *error);
/* "checksum mismatch (atlas.sum): L2: 1.sql was edited", when the list is not that of the files; without a list all is
 * well. */
bool migrations_verify(Arena *arena, const MigrationDir *self, Str *error);
/* Splits a file into statements as the dialect writes them. */
void migrations_split(Arena *arena, MigrationFile *file, const SqlFlavor *flavor);
/* Index of the file that a replay up to (not including) `end` starts with: the last checkpoint before it, or 0. */
size_t migrations_start(const MigrationDir *self, size_t end);

#endif
