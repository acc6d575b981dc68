/* check_internal.h: the parsers behind sql_check. Each looks at a text in which the piece stands between `before` and
 * an end that it appended itself. */
#ifndef ATLAS_SQL_CHECK_INTERNAL_H
#define ATLAS_SQL_CHECK_INTERNAL_H

#include "sql/sql.h"

/* Longer texts are not parsed. */
enum { SQL_PARSE_MAX = 1 << 20 };

/* What a parser found: its words, and where: an offset into the text of the piece, which may lie beyond its end. */
typedef struct SqlFault {
  Str message; /* in the arena; empty: the text is fine, or wrong in a way that a parser alone cannot judge */
  uint32_t at;
} SqlFault;

SqlFault sql_check_postgresql(Arena *arena, const SqlPiece *piece);
SqlFault sql_check_sqlite(const SqlFlavor *flavor, Arena *arena, const SqlPiece *piece);

/* before + text + after, NUL-terminated in the arena. */
char *sql_wrap(Arena *arena, Str before, Str text, Str after);

#endif
