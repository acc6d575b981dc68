/* directory_parts.h: the formats of migration directories, shared by directory.c (files) and directory_file.c (their
 * parts). */
#ifndef ATLAS_STATES_DIRECTORY_PARTS_H
#define ATLAS_STATES_DIRECTORY_PARTS_H

#include "states/directory.h"

typedef struct DirFormat {
  Str name;       /* "goose" */
  Str suffix;     /* of the files that lead on: ".up.sql" */
  Str prefixes;   /* letters that their names start with, one of them; empty: any */
  char baseline;  /* the prefix of files that hold the schema as a whole; 0: none */
  Str separator;  /* behind the version; empty: "_" */
  Str up, down;   /* lines that open the way on and the way back; empty: all of the file leads on */
  Str begin, end; /* lines around a statement that is not to be split */
  bool numbers;   /* by version, not by name: 2 before 10 */
  bool own_order; /* the same, with the folders below; checksums are not known for it */
} DirFormat;

/* An empty name is that of our own directories. NULL: not known. */
const DirFormat *directory_format(Str name);
extern const char directory_format_names[];

#endif
