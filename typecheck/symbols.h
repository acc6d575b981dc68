/* symbols.h: the summary of a unit: what it defines and what it names. It is all that the index keeps of a file that
 * is not open: it needs neither the text nor the syntax tree. */
#ifndef ATLAS_TYPECHECK_SYMBOLS_H
#define ATLAS_TYPECHECK_SYMBOLS_H

#include "base/map.h"
#include "dialects/dialect.h"
#include "grammar/syntax.h"

/* A block (of any depth up to three), a local, or a top-level attribute. Positions are relative to the unit. */
typedef struct SymDef SymDef;

/* What few definitions have. */
typedef struct SymOwn {
  Str real_name; /* literal `name` attribute in place of the label */
  Str schema;    /* label of the owning schema as referenced: "public"; empty: none or not plain */
} SymOwn;

struct SymDef {
  Str type;              /* "table", "column", "local"; a top-level attribute: empty */
  Str qualifier, name;   /* `table "public" "users"`: public, users; a block without labels: empty name */
  const BlockSpec *spec; /* NULL: unknown to the dialect */
  SymDef *parent, *children, *next;
  Span keyword, name_span, span; /* name_span: the last label with its quotes; empty without labels */
  Str type_text;                 /* column: its type as written without blanks, "varchar(255)", "enum.status" */
  const SymOwn *own;             /* NULL: both are empty; see sym_schema and sym_real_name */
  Str *attrs;                    /* names of attributes that can be read through a reference: literal values only */
  uint32_t attr_count;
  uint32_t ordinal; /* number among its kind in the parent, from 0 */
  bool repeated;    /* has for_each */
};

/* An occurrence in SQL text. Its root is empty, its steps are the schema (empty: not said), the table or function and,
 * of a column, its name; the span of what is not written there is empty. */
typedef enum SymSql { SYM_NOT_SQL, SYM_SQL_TABLE, SYM_SQL_COLUMN, SYM_SQL_FUNCTION } SymSql;

/* An occurrence of a name: a path in an expression. root = "table", steps = users, column, id. */
typedef struct SymRef {
  Str root;
  Str *steps;  /* literal steps: .name and ["name"] */
  Span *spans; /* count + 1: root, then each step without its dot */
  uint32_t count;
  Span span;            /* the whole path, with all that follows the literal steps */
  uint8_t sql;          /* SymSql */
  const SymDef *inside; /* innermost definition of the unit around it; NULL at top level */
} SymRef;

typedef struct SymUnit {
  SymDef *defs; /* top-level definitions of the unit: one block, the locals of a locals block, ... */
  SymRef *refs; /* in order of position */
  uint32_t ref_count;
  uint64_t *keys; /* sorted hashes of the module-level names that its diagnostics depend on (sym_key) */
  uint32_t key_count;
  uint64_t signature; /* hash of all that other units can see of it */
  Str *made;          /* names that its SQL may bring about or take away, outside of languages of databases */
  uint32_t made_count;
  bool makes_any; /* what else its SQL does is not to be seen */
  bool relays;    /* has locals: who names one depends on what the local names */
} SymUnit;

static inline Str sym_schema(const SymDef *def) { return def->own != NULL ? def->own->schema : STR(""); }
static inline Str sym_real_name(const SymDef *def) { return def->own != NULL ? def->own->real_name : STR(""); }

/* How references name a type of definition: "variable" -> "var", "table" -> "table". */
Str sym_root(Str type);
/* The type of the definitions that a root stands for: "var" -> "variable"; empty for "variable" itself, which no
 * reference can start with. */
Str sym_type(Str root);
/* Key of a module-level name as references write it: ("var", "x"), ("table", "users") or, for the existence of a kind,
 * ("table", ""). */
uint64_t sym_key(Str root, Str name);
/* Key of the set of all kinds: suggestions for an unknown word come from it. */
uint64_t sym_kinds_key(void);

/* Strings that several summaries share, each kept once in `arena`. The owner calls sym_strings_free, after which the
 * strings live on in the arena. */
typedef struct SymStrings {
  Arena *arena;
  Map known;
} SymStrings;
void sym_strings_free(SymStrings *self);

/* Builds the summary of a parsed unit. `database`: what its SQL is for when its dialect does not say how SQL is
 * written; NULL: not known. With `copy`, strings are copied to the arena, so that the unit's text and tree may go; else
 * they point into the text. O(unit). */
SymUnit *sym_build(Arena *arena, const SynUnit *unit, const Dialect *dialect, const Dialect *database, bool copy);
/* The same with strings copied to a shared pool. */
SymUnit *sym_build_shared(Arena *arena, const SynUnit *unit, const Dialect *dialect, const Dialect *database,
                          SymStrings *strings);
/* The summary of an SQL file; `database` may be NULL. */
SymUnit *sym_build_text(Arena *arena, Str text, const Dialect *database);
/* Child definition; NULL when absent. The first wins. */
const SymDef *sym_child(const SymDef *def, Str type, Str name);
/* Do the child blocks of a type hide those of the module when `name` is asked for? Children that never have a label are
 * known by number only, so in `operator { operator = operator.eq }` the name is that of a top-level operator. */
bool sym_hides(const SymDef *def, Str type, Str name);

#endif
