/* migration.h: the files of a migration directory that are no HCL: SQL files, SQL files in sections (txtar), and
 * atlas.sum. In the module each is a File of one unit that holds the whole text; its typed view is empty, and its
 * dialect has `is_text` (dialects/txtar). */
#ifndef ATLAS_TYPECHECK_MIGRATION_H
#define ATLAS_TYPECHECK_MIGRATION_H

#include "base/path.h"
#include "typecheck/check_internal.h"

/* A directive in a comment: `-- atlas:nolint destructive`. */
typedef struct MigrationDirective {
  Str name, args; /* "nolint", "destructive"; args without blanks around */
  Span span;      /* atlas:nolint through the arguments */
  Span name_span, args_span;
  Span line;        /* the whole line, without its newline */
  bool head;        /* before the first statement of the file or of its section */
  bool file;        /* in the comments at the very top, with an empty line behind them: holds for the whole file */
  uint32_t section; /* number of sections that have begun before it */
} MigrationDirective;

/* `-- migration.sql --` and what follows it, up to the next such line. */
typedef struct MigrationSection {
  Str name; /* "checks/orders.sql"; empty: a file without sections */
  Span name_span;
  Span span;     /* with the line of the name */
  Span body;     /* SQL: what lies between the lines of names */
  Str delimiter; /* of its statements; empty: ";" */
} MigrationSection;

/* Lists live in the arena; texts point into the text, or live there. */
typedef struct Migration {
  bool txtar;                 /* opens with atlas:txtar */
  MigrationSection *sections; /* a plain file has one, without a name */
  MigrationDirective *directives;
  uint32_t section_count, directive_count;
} Migration;

/* Takes an SQL file apart. Never fails. O(text). */
void migration_parse(Arena *arena, Str text, Migration *out);

/* What the dialects of texts say about a directive; NULL when it is not known. Columns: see MigrationColumn. */
const FactRow *migration_directive(Str name);
/* Cells of the row of a directive. Each is text; place is a list of words. */
typedef enum MigrationColumn {
  MIGRATION_PLACE,
  MIGRATION_ARGUMENTS,
  MIGRATION_WORDS,
  MIGRATION_MESSAGE,
  MIGRATION_ONCE
} MigrationColumn;
/* Is the word in a list with blanks between? */
bool migration_has_word(Str list, Str wanted);
/* Takes the next word off the list; false past the last. */
bool migration_next_word(Str *list, Str *word);

/* Is the file the list of checksums of its directory? By its name. */
bool migration_is_sum(Str path);

/* The checks of a unit whose dialect is a text: an SQL file, or the list of checksums. Called by check_unit. */
void check_text(Check *check);
/* Of these, those of an SQL file: directives, sections and the SQL of each section. */
void check_sql_file(Check *check, const Migration *migration);
/* The list of checksums against the files beside it, as they are in the module. */
void check_sum_file(Check *check);

#endif
