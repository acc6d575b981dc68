/* directory.h: a directory of migrations: its files in the order to run them, and the statements of each. Directories
 * of other tools are read too: the URL says which, file://migrations?format=goose.
 *
 *     1_init.sql, 2_users.sql, atlas.sum   ->   files 1_init.sql, 2_users.sql, after their checksums were verified */
#ifndef ATLAS_STATES_DIRECTORY_H
#define ATLAS_STATES_DIRECTORY_H

#include "base/text.h"
#include "sql/sql.h"
#include "states/files.h"

typedef struct DirFile {
  Str name;        /* as messages show it: the path as given */
  Str text;        /* the whole file */
  Str version;     /* "20240101120000" of 20240101120000_users.sql */
  Span part;       /* of the text: what is to be run, without the way back and without checks */
  Str delimiter;   /* of its statements; empty: found in the text, or ';' */
  bool whole;      /* statements may be marked by lines of comments (goose) */
  bool checkpoint; /* the schema as a whole; what comes before needs not be run */
} DirFile;
typedef ARRAY(DirFile) DirFiles;

typedef struct DirOptions {
  Str format;         /* "atlas", "golang-migrate", "goose", "flyway", "liquibase", "dbmate"; empty: atlas */
  Str version;        /* the last one that is read; empty: all */
  const Files *files; /* NULL: the disk */
} DirOptions;

/* Reads the directory; texts live in the arena, the caller frees the list. false with *error: it cannot be read, its
 * checksums do not fit, no such version or format. */
bool directory_read(Arena *arena, Str path, const DirOptions *options, DirFiles *out, Str *error);
/* One SQL file on its own. */
bool directory_read_file(Arena *arena, Str path, Str text, Str format, DirFile *out, Str *error);
/* Paths of `-- atlas:import PATH`, as seen from the folder of the file. The caller frees the list. */
void directory_imports(Arena *arena, Str text, StrList *out);
/* Is it the list of checksums, by its name? */
bool directory_is_sum(Str name);
/* Index of the file to start with: the last checkpoint, or 0. */
size_t directory_start(const DirFiles *files);
/* Spans, in the text of the file, of its statements. */
void directory_statements(const DirFile *file, const SqlFlavor *flavor, SqlSpans *out);

#endif
