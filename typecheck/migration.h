/* migration.h: the files of a migration directory that are no HCL: SQL files, SQL files in sections (txtar), and
 * atlas.sum. In the module each is a File of one unit that holds the whole text; its typed view is empty, and its
 * dialect says `text` (dialects/txtar). */
#ifndef ATLAS_TYPECHECK_MIGRATION_H
#define ATLAS_TYPECHECK_MIGRATION_H

#include "typecheck/check.h"

/* A directive in a comment: `-- atlas:nolint destructive`. */
typedef struct MigrationDirective {
  Str name, args; /* "nolint", "destructive"; args without blanks around */
  Span span;      /* atlas:nolint through the arguments */
  Span name_span, args_span;
  Span line; /* the whole line, without its newline */
  bool head; /* in the comments at the top, before the first statement */
  bool file; /* holds for the whole file: in the comments at the top, with an empty line behind them */
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

/* Is the file the list of checksums of its directory? By its name. */
bool migration_is_sum(Str path);

/* The checks of a file whose dialect says `text`; called by check_unit. Appends to `out`, list and texts in `arena`. */
void check_text_unit(const Module *module, const Unit *unit, const CheckOptions *options, Arena *arena, DiagList *out);
/* Of these, those of an SQL file: directives, sections and, per section, its SQL in the dialect of the database
 * (File.database, NULL when the project does not tell it). */
void check_sql_file(Check *check, const Migration *migration);

#endif
