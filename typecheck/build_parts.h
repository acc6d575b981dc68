/* build_parts.h: what the files of the model builder share. build.c: blocks, copies, schemas; build_value.c: values and
 * texts; build_reason.c: why a value is unknown; build_ref.c: references; build_table.c, build_column.c, build_key.c,
 * build_object.c: the parts of the model. */
#ifndef ATLAS_TYPECHECK_BUILD_PARTS_H
#define ATLAS_TYPECHECK_BUILD_PARTS_H

#include "typecheck/build.h"
#include "typecheck/val.h"

/* A top-level block, or one copy of a repeated one, and what it became. */
typedef struct BuildItem BuildItem;
struct BuildItem {
  const SynBlock *syn;
  const BlockSpec *spec;
  const SymDef *def; /* NULL: unknown to the index */
  const Unit *unit;
  const Val *each_key, *each_value; /* NULL: not repeated, or not known */
  bool repeated;
  Schema *schema; /* that it is, or that it belongs to */
  Table *table;
  Object *object;
  BuildItem *next; /* further copies of the same block */
};

typedef struct Build {
  Realm *realm;
  const Module *module;
  const BuildOptions *options;
  const Dialect *dialect;
  Arena arena;   /* of items and of the values of for_each */
  Arena scratch; /* of values; emptied after each item */
  ARRAY(BuildItem *) items;
  Map by_def;            /* address of a SymDef -> first BuildItem */
  uint32_t first_source; /* index in Realm.sources of the module's first file */
  const SymDef *home;    /* of the item being filled: its members are named without it */
  const Unit *lines_of;  /* the unit that `lines` belongs to */
  Lines lines;
  Str schema_label; /* of the last block that names a schema, when that may be used again; empty: not */
  Schema *schema;   /* of that block */
  bool has_copies;  /* some blocks are repeated */
} Build;

/* A block being read. */
typedef struct BuildBlock {
  Build *build;
  BuildItem *item;
  const SynBlock *syn;
  const BlockSpec *spec; /* NULL: not known */
  const SymDef *inside;  /* innermost definition around its attributes */
} BuildBlock;

/* Value of an attribute, and why it is unknown. */
typedef struct BuildValue {
  const Val *val; /* never NULL */
  Str why;        /* of an unknown value */
  bool present;   /* the attribute is there and not null */
  const SynAttr *syn;
} BuildValue;

/* Calls fn for each child block, in order, with its spec and definition. */
typedef void (*BuildChildFn)(const BuildBlock *child, void *context);
void build_children(const BuildBlock *b, BuildChildFn fn, void *context);

/* build_value.c */
BuildValue build_attr(const BuildBlock *b, const AttrSpec *spec, const SynAttr *attr);
/* The attribute with a role; not present when the block has none. */
BuildValue build_role(const BuildBlock *b, AttrRole role);
const SynAttr *build_find(const BuildBlock *b, const AttrSpec *spec);
/* An expression in the place of the attribute's value, e.g. one element of its list. */
BuildValue build_expr(const BuildBlock *b, const AttrSpec *spec, const SynAttr *attr, const SynExpr *expr);
/* The value as text in the scratch arena: strings as they are, references as "table.users", lists as "[a, b]". */
Str build_text(Build *build, const Val *value);
ModelText build_model_text(const BuildBlock *b, const BuildValue *value);
/* -1: unknown or no bool */
int build_bool(const BuildValue *value);
/* Appends the attribute as it is, for what has no role. */
void build_plain(const BuildBlock *b, const AttrSpec *spec, const SynAttr *attr, ModelAttrs *out);
/* Keeps a text in the realm. */
Str build_keep(Build *build, Str text);
Str build_label(const SynBlock *block); /* last label; empty without labels */
ModelPos build_pos(Build *build, const Unit *unit, const SynBlock *block);
ModelPos build_pos_of(Build *build, const Unit *unit, Span span);
void build_gap(const BuildBlock *b, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* build_reason.c: why the expression is unknown: "needs data.sql.x", "no value for var.y". */
Str build_reason(Scope *scope, const SynExpr *expr);

/* build_ref.c */

/* Where a reference leads. Names are known even when there is no such block. */
typedef struct BuildRef {
  BuildItem *item;   /* NULL: no such block, or it is not known which copy */
  Str kind;          /* "table" */
  Str schema, name;  /* of the top-level block; schema may be empty */
  Str member_kind;   /* "column"; empty: the block itself */
  Str member;        /* label of the column */
  const SymDef *def; /* NULL: not found */
  Str why;           /* of an item that is NULL */
} BuildRef;
bool build_ref(const BuildBlock *b, const BuildValue *value, const SynExpr *expr, BuildRef *out);
typedef void (*BuildRefFn)(const BuildBlock *b, const BuildRef *ref, void *context);
/* Calls fn with each reference of an attribute (a list or a single one). Returns the reason when some or all of them
 * cannot be known, else an empty text. */
Str build_refs(const BuildBlock *b, AttrRole role, BuildRefFn fn, void *context);
Column *build_ref_column(const BuildRef *ref);

/* build_table.c */
void build_table_start(BuildItem *item, const BuildBlock *b, Str name);
void build_table(const BuildBlock *b, Table *table);

/* build_column.c */
void build_column(const BuildBlock *b, Column *column, Schema *schema);
/* build_type.c: `schema`: of the table; types of other schemas are named with theirs. */
void build_type(const BuildBlock *b, const BuildValue *value, const Schema *schema, ColumnType *out);
Str build_type_text(Build *build, const Val *value);

/* build_key.c */
Index *build_index(const BuildBlock *b, Schema *schema, IndexKind kind);
ForeignKey *build_foreign_key(const BuildBlock *b, Table *table);
Check *build_check(const BuildBlock *b);

/* build_object.c */
void build_object_start(BuildItem *item, const BuildBlock *b, Str name);
void build_object(const BuildBlock *b, Object *object, unsigned depth);
/* Adds what the names in the query of a view lead to. */
void build_view_names(const BuildBlock *b, Object *view);
/* A child block as an object. */
Object *build_child(const BuildBlock *b, Schema *schema, unsigned depth);
void build_depends(const BuildBlock *b, AttrRole role, Table *table, Object *object);

#endif
