/* sql_region.h: the pieces of SQL in HCL: strings and heredocs of attributes that hold SQL, and sql("..."). The text is
 * what the database sees, without escapes and indent; a map leads from it back into the file. */
#ifndef ATLAS_TYPECHECK_SQL_REGION_H
#define ATLAS_TYPECHECK_SQL_REGION_H

#include "dialects/dialect.h"
#include "grammar/syntax.h"
#include "sql/sql.h"

/* Blocks around an attribute, innermost first; `spec` NULL: unknown. */
typedef struct SqlFrame SqlFrame;
struct SqlFrame {
  const SqlFrame *outer; /* NULL: the file */
  const SynBlock *block;
  const BlockSpec *spec;
};

/* From here on, byte `text` of the text is byte `source` of the unit, up to the next step. */
typedef struct SqlStep {
  uint32_t text, source;
} SqlStep;

typedef struct SqlRegion {
  SqlPiece piece;
  const SynExpr *expr; /* the string; NULL: the text is no HCL */
  Span source;         /* what lies between its quotes, or the lines of the heredoc */
  const SqlStep *steps;
  uint32_t step_count;
} SqlRegion;

typedef void (*SqlRegionFn)(void *context, const SqlRegion *region);

/* Calls fn with each piece of SQL in the value of an attribute; `spec` NULL: an attribute that is not known, in which
 * only sql("...") counts. Texts and maps live in the arena or, like the region, only during the call. O(value). */
void sql_regions(Arena *arena, const SynUnit *unit, const SqlFrame *frame, const SynAttr *attr, const AttrSpec *spec,
                 SqlRegionFn fn, void *context);
/* Is it worth looking for SQL in this value? Quick: for most attributes the answer is no. */
bool sql_may_hold(const SynExpr *value);

/* Calls fn with each statement of a script; `delimiter` as in sql_statements. O(text). */
void sql_region_statements(Arena *arena, const SqlFlavor *flavor, const SqlRegion *region, Str delimiter,
                           SqlRegionFn fn, void *context);
/* Part of a text that is no HCL as a region; *only is the map, and must live as long. */
SqlRegion sql_region_of_text(Str text, Span part, SqlStep *only);

/* The piece of SQL at an offset of a unit; false when there is none. */
bool sql_region_at(Arena *arena, const SynUnit *unit, const Dialect *dialect, uint32_t offset, SqlRegion *out);
/* Takes the attribute SQL, whatever its value is? */
bool sql_attr_takes(const AttrSpec *spec);

/* A span of the text as a span of the unit, and the other way round (clamped). O(log steps). */
Span sql_source_span(const SqlRegion *region, Span text);
uint32_t sql_text_offset(const SqlRegion *region, uint32_t source);

/* The spec of a block inside another; the variant that its first label selects. NULL: unknown. */
const BlockSpec *sql_child_spec(const BlockSpec *parent, const SynBlock *block);

#endif
