/* symbols_internal.h: what symbols.c (definitions) and symbol_refs.c (references, keys) share. */
#ifndef ATLAS_TYPECHECK_SYMBOLS_INTERNAL_H
#define ATLAS_TYPECHECK_SYMBOLS_INTERNAL_H

#include "base/array.h"
#include "typecheck/symbols.h"

enum { SYM_SQL_KINDS = 12 };

/* The kinds of blocks that a name in SQL may mean. */
typedef struct SymSqlKinds {
  Str items[SYM_SQL_KINDS];
  uint32_t count;
  bool known;
} SymSqlKinds;

typedef struct SymBuilder {
  Arena *arena; /* of the result */
  const SynUnit *unit;
  const Dialect *dialect;
  const Dialect *database; /* of its SQL: the dialect itself, or that of the schema; NULL: not known */
  SymStrings *strings;     /* NULL: strings point into the text */
  const SymDef *inside;    /* around the expression being walked */
  ARRAY(SymRef) refs;
  ARRAY(uint64_t) keys;
  ARRAY(Str) bound;         /* names of the `for` expressions around the expression being walked */
  ARRAY(Str) made;          /* see SymUnit */
  bool makes_any;           /* see SymUnit */
  SymSqlKinds sql_kinds[2]; /* tables and the like, routines */
  const SymRef *last_sql;   /* whose keys were added last */
  bool names_unknown;       /* a word that the dialect does not know stands in an expression */
  const SymDef *last_with_attrs;
  const struct SqlFrame *frame; /* blocks around, for SQL; NULL: the file */
} SymBuilder;

/* The string as the result may keep it. */
Str sym_keep(SymBuilder *self, Str s);
/* Collects the references of an expression (NULL: none). */
void sym_collect_refs(SymBuilder *self, const SynExpr *expr);
/* symbol_sql.c: collects the names in the SQL of an attribute; those of its keys that SQL needs. */
void sym_collect_sql(SymBuilder *self, const SynAttr *attr);
void sym_add_sql_keys(SymBuilder *self, const SymRef *ref);
void sym_free_builder(SymBuilder *self);
/* Fills refs, keys and what SQL makes of the result. */
void sym_finish_refs(SymBuilder *self, SymUnit *out);

#endif
