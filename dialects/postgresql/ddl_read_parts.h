/* ddl_read_parts.h: the catalog that statements change, and what the files of the reader share. ddl_read.c: running;
 * ddl_read_catalog.c: finding and adding; ddl_read_type.c, _create_type.c: types; ddl_read_table.c, _constraint.c,
 * _like.c, _alter.c: tables; ddl_read_index.c; ddl_read_view.c; ddl_read_routine.c; ddl_read_trigger.c;
 * ddl_read_object.c: the rest; ddl_read_change.c: drop, rename, comment; ddl_read_expr*.c: expressions as PostgreSQL
 * prints them; ddl_read_rows*.c: the rows that the inspector asks for. */
#ifndef ATLAS_DIALECTS_POSTGRESQL_DDL_READ_PARTS_H
#define ATLAS_DIALECTS_POSTGRESQL_DDL_READ_PARTS_H

#include "base/buf.h"
#include "base/map.h"
#include "base/path.h"
#include "dialects/ddl_read.h"
#include "dialects/postgresql/ddl_read_json.h"
#include "dialects/postgresql/inspect_parts.h"

typedef enum ItemKind {
  ITEM_SCHEMA,
  ITEM_TABLE,
  ITEM_VIEW,
  ITEM_SEQUENCE,
  ITEM_INDEX,
  ITEM_TYPE,
  ITEM_ROUTINE,
  ITEM_COLLATION,
  ITEM_EXTENSION,
  ITEM_EVENT_TRIGGER,
  ITEM_CAST,
  ITEM_SERVER,
  ITEM_MAPPING,
  ITEM_COLUMN,
  ITEM_CHECK,
  ITEM_FOREIGN_KEY,
  ITEM_TRIGGER,
  ITEM_POLICY
} ItemKind;

/* What all things of the catalog have; first member of each. */
typedef struct Item {
  uint8_t kind; /* ItemKind */
  bool dropped;
  struct Item *schema; /* NULL: none */
  Str name, comment;
  ModelPos pos;
} Item;
typedef ARRAY(Item *) Items;

typedef struct CatTable CatTable;
typedef struct CatType CatType;
typedef struct CatSequence CatSequence;

/* A type as a column has it. */
typedef struct TypeRef {
  CatType *user; /* made by a statement */
  CatTable *row; /* the rows of a table */
  Str base,
      schema; /* PostgreSQL's own: "int4"; with a schema one that nobody made, of an extension. Empty: not known */
  Str mods;   /* "10,2" */
  bool array, set;
} TypeRef;

typedef struct CatColumn {
  Item item;
  CatTable *table;
  TypeRef type;
  bool not_null, generated, local;
  char identity;         /* 'a', 'd'; 0: none */
  json_t *value;         /* default or generation expression */
  CatSequence *sequence; /* of an identity, or of the serial whose default it is */
  Str collation;
  Items parents; /* columns that it is inherited from */
} CatColumn;

typedef struct CatCheck {
  Item item;
  CatTable *table;
  CatType *domain;
  json_t *expr;
  bool no_inherit, inherited;
} CatCheck;

typedef struct CatIndex CatIndex;

typedef struct CatForeignKey {
  Item item;
  CatTable *table, *ref;
  ARRAY(CatColumn *) columns;
  ARRAY(CatColumn *) ref_columns;
  CatIndex *index;          /* the unique index that it relies on; NULL: not known */
  Str on_update, on_delete; /* letters of pg_constraint */
  bool deferrable, deferred, inherited;
} CatForeignKey;

typedef struct CatPart {
  CatColumn *column;
  json_t *expr;
  Str op_class, class_schema, class_options, collation, operator_;
  bool desc, nulls_first, included;
} CatPart;

struct CatIndex {
  Item item;
  CatTable *table;
  bool unique, primary, nulls_not_distinct, deferrable, deferred, inherited;
  Str constraint; /* "p", "u", "x"; empty: a plain index */
  Str constraint_comment;
  Str method;
  json_t *where;
  Str options; /* "a=b" lines */
  ARRAY(CatPart) parts;
};

/* Tables, partitions, foreign tables, views and materialized views. */
struct CatTable {
  Item item;
  char relkind, persistence, replica_identity;
  ARRAY(CatColumn *) columns;
  ARRAY(CatIndex *) indexes;
  ARRAY(CatCheck *) checks;
  ARRAY(CatForeignKey *) foreign_keys;
  Items triggers, policies;
  ARRAY(CatTable *) parents; /* INHERITS, or the one that it is a partition of */
  bool is_partition, row_security, force_row_security;
  json_t *part_spec, *part_bound;
  CatIndex *identity_index;
  Str options, method, server, server_options;
  json_t *query;
  Str query_text;
  Items uses; /* of a view: tables and views */
};

struct CatSequence {
  Item item;
  Str type, start, increment, min, max, cache;
  bool cycle, identity;
  CatColumn *owner;
};

struct CatType {
  Item item;
  char typtype;      /* 'e', 'd', 'c', 'r'; 's': a shell, or a base type */
  ARRAY(Str) labels; /* enum */
  TypeRef base;      /* domain, subtype of a range */
  bool not_null;     /* domain */
  json_t *value;     /* domain */
  Str collation;
  ARRAY(CatCheck *) checks;
  ARRAY(CatColumn *) fields;
  Str op_class, diff_schema, diff, canonical_schema, canonical, multirange; /* range */
};

typedef struct CatArg {
  Str name, mode;
  TypeRef type;
  json_t *value;
} CatArg;

typedef struct CatRoutine {
  Item item;
  char prokind, volatility, parallel;
  bool strict, leakproof, definer, returns_set, of_extension;
  Str language, source, config;
  Str body; /* standard SQL body */
  TypeRef result;
  ARRAY(CatArg) args;
  TypeRef state;
  Str step_schema, step, final_schema, final, initial;
} CatRoutine;

typedef struct CatTrigger {
  Item item;
  CatTable *table, *from;
  long type;
  Str function_schema, function;
  CatRoutine *routine;
  Str args;
  json_t *when;
  ARRAY(CatColumn *) columns;
  Str old_table, new_table;
  bool constraint, deferrable, deferred;
} CatTrigger;

typedef struct CatPolicy {
  Item item;
  CatTable *table;
  Str command, roles;
  bool permissive;
  json_t *using_, *check;
} CatPolicy;

/* Extensions, collations, event triggers, casts, servers, mappings: a few texts each, named where they are read. */
enum { OBJECT_TEXTS = 8 };
typedef struct CatObject {
  Item item;
  Str texts[OBJECT_TEXTS];
  TypeRef types[2];
} CatObject;

typedef struct DdlSource {
  Str path, text;
  Lines lines;
} DdlSource;

struct DdlRead {
  Arena arena; /* of the catalog */
  Map names;   /* "r.schema.name": what shares a set of names -> Item */
  Items items; /* all that stand in no table, in order of making */
  ARRAY(json_t *) trees;
  ARRAY(DdlSource) sources;
  ARRAY(ModelGap) gaps;
  StrList path; /* search_path */
  /* The statement at hand. */
  uint32_t statement_at, statement_len, piece_at; /* in the file; place of the text that was parsed */
  Str piece;
  Arena *error_arena;
  Str error;
  uint32_t error_at;
  unsigned depth; /* of things that are dropped for one another */
  Realm *realm;   /* while rows are read */
};

/* ---- ddl_read.c ---- */

/* Always false; keeps the first error of the statement. */
bool pgddl_fail(DdlRead *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Something that the statement at hand says and the model does not. */
void pgddl_gap(DdlRead *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The statement at hand; `location`: offset of the name in the text that was parsed, -1: none. */
ModelPos pgddl_pos(const DdlRead *self, long location, size_t name_len);
Str pgddl_printf(DdlRead *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A copy of a text that lives as long as the catalog. */
Str pgddl_keep(DdlRead *self, Str text);

/* ddl_read_dump.c */
Str pgddl_plain(Arena *arena, Str text);

/* ---- ddl_read_catalog.c ---- */

Item *pgddl_find(const DdlRead *self, ItemKind kind, Str schema, Str name);
/* The same along the search path when `schema` is empty. */
Item *pgddl_look(const DdlRead *self, ItemKind kind, Str schema, Str name);
/* A new item of `size` bytes; NULL when there is one of the name already, with the error. `schema` empty: the first of
 * the search path. */
void *pgddl_add(DdlRead *self, ItemKind kind, size_t size, Str schema, Str name);
/* A part of a table or type, in no list. */
void *pgddl_new(DdlRead *self, ItemKind kind, size_t size, Str name);
void pgddl_remove(DdlRead *self, Item *item);
void pgddl_move(DdlRead *self, Item *item, Item *schema, Str name);
Item *pgddl_schema(DdlRead *self, Str name); /* NULL with an error */
bool pgddl_missing(DdlRead *self, const char *what, Str schema, Str name);
/* Table, view ... of a RangeVar. NULL with an error, unless missing_ok. */
CatTable *pgddl_table(DdlRead *self, const json_t *range, bool missing_ok);
CatTable *pgddl_find_table(const DdlRead *self, Str schema, Str name);
CatColumn *pgddl_column(const CatTable *table, Str name);
CatColumn *pgddl_need_column(DdlRead *self, const CatTable *table, Str name);
/* The last two of a list of strings. */
void pgddl_names(const json_t *list, Str *schema, Str *name);
/* "t", "a_b", "key" -> t_a_b_key, cut to 63 bytes, numbered until nothing has the name. */
Str pgddl_choose_name(DdlRead *self, const CatTable *table, Str columns, const char *label);
Str pgddl_make_name(DdlRead *self, Str table, Str columns, Str label);
bool pgddl_name_taken(const CatTable *table, Str name);

/* ---- types ---- */

TypeRef pgddl_type(DdlRead *self, const json_t *type_name);
TypeRef pgddl_base_type(Str name);
/* As format_type prints it: "character varying(10)", "public.status[]". */
Str pgddl_format_type(DdlRead *self, const TypeRef *type, bool mods);
Str pgddl_type_schema(const TypeRef *type);
Str pgddl_type_name(const TypeRef *type); /* with a leading _ of arrays */
bool pgddl_create_enum(DdlRead *self, const json_t *body);
bool pgddl_alter_enum(DdlRead *self, const json_t *body);
bool pgddl_create_domain(DdlRead *self, const json_t *body);
bool pgddl_alter_domain(DdlRead *self, const json_t *body);
bool pgddl_create_composite(DdlRead *self, const json_t *body);
bool pgddl_create_range(DdlRead *self, const json_t *body);
bool pgddl_alter_composite(DdlRead *self, CatType *type, const json_t *cmds);

/* ---- tables ---- */

bool pgddl_create_table(DdlRead *self, const json_t *body);
bool pgddl_create_table_as(DdlRead *self, const json_t *body);
bool pgddl_create_foreign_table(DdlRead *self, const json_t *body);
CatColumn *pgddl_add_column(DdlRead *self, CatTable *table, const json_t *def);
bool pgddl_column_constraints(DdlRead *self, CatTable *table, CatColumn *column, const json_t *def);
bool pgddl_add_constraint(DdlRead *self, CatTable *table, const json_t *constraint);
/* Constraints in the order in which PostgreSQL makes and names them. */
enum { STEP_CHECKS, STEP_PRIMARY, STEP_KEYS, STEP_FOREIGN_KEYS };
bool pgddl_constraint_step(DdlRead *self, CatTable *table, CatColumn *column, const json_t *constraint, int step);
bool pgddl_like(DdlRead *self, CatTable *table, const json_t *like, bool indexes);
bool pgddl_set_identity(DdlRead *self, CatColumn *column, Str when, const json_t *options);
bool pgddl_inherit(DdlRead *self, CatTable *table, CatTable *parent);
bool pgddl_copy_indexes(DdlRead *self, CatTable *table, CatTable *from, bool inherited);
bool pgddl_alter_table(DdlRead *self, const json_t *body);
bool pgddl_alter_commands(DdlRead *self, CatTable *table, const json_t *cmds);
Str pgddl_options(DdlRead *self, Str old, const json_t *defs, bool remove);
Str pgddl_def_text(DdlRead *self, const json_t *node);
bool pgddl_create_index(DdlRead *self, const json_t *body);
CatIndex *pgddl_new_index(DdlRead *self, CatTable *table, Str name);
bool ddl_read_part(DdlRead *self, CatIndex *index, const json_t *elem, bool included);
Str pgddl_index_columns(DdlRead *self, const CatIndex *index);
bool pgddl_create_sequence(DdlRead *self, const json_t *body);
bool pgddl_alter_sequence(DdlRead *self, const json_t *body);
CatSequence *pgddl_new_sequence(DdlRead *self, Str schema, Str name, Str type);
bool pgddl_sequence_options(DdlRead *self, CatSequence *sequence, const json_t *options);
bool pgddl_create_view(DdlRead *self, const json_t *body);
bool pgddl_set_query(DdlRead *self, CatTable *view, json_t *query, const json_t *names);
/* The table of a FROM item with that name or alias; without one, the first that has the column. NULL: none. */
const CatTable *pgddl_source(const DdlRead *self, const json_t *from, Str alias, Str column, unsigned depth);
void pgddl_walk(json_t *node, bool (*visit)(json_t *node, void *user), void *user);

/* ---- others ---- */

bool pgddl_create_routine(DdlRead *self, const json_t *body);
bool pgddl_alter_routine(DdlRead *self, const json_t *body);
bool pgddl_create_aggregate(DdlRead *self, const json_t *body);
CatRoutine *pgddl_routine(DdlRead *self, const json_t *object_with_args, bool missing_ok);
CatRoutine *pgddl_routine_named(const DdlRead *self, Str schema, Str name, size_t args);
bool pgddl_create_trigger(DdlRead *self, const json_t *body);
bool pgddl_create_policy(DdlRead *self, const json_t *body);
bool pgddl_alter_policy(DdlRead *self, const json_t *body);
bool pgddl_create_schema(DdlRead *self, const json_t *body);
bool pgddl_create_extension(DdlRead *self, const json_t *body);
bool pgddl_create_event_trigger(DdlRead *self, const json_t *body);
bool pgddl_create_collation(DdlRead *self, const json_t *body);
bool pgddl_create_cast(DdlRead *self, const json_t *body);
bool pgddl_create_server(DdlRead *self, const json_t *body);
bool pgddl_create_mapping(DdlRead *self, const json_t *body);
bool pgddl_set_variable(DdlRead *self, const json_t *body);
bool pgddl_drop(DdlRead *self, const json_t *body);
bool pgddl_drop_item(DdlRead *self, Item *item, bool cascade);
bool pgddl_drop_column(DdlRead *self, CatColumn *column, bool cascade);
bool pgddl_drop_constraint(DdlRead *self, CatTable *table, Str name, bool missing_ok, bool cascade);
bool pgddl_rename(DdlRead *self, const json_t *body);
bool pgddl_set_schema(DdlRead *self, const json_t *body);
bool pgddl_comment(DdlRead *self, const json_t *body);
bool pgddl_statement(DdlRead *self, const json_t *node);

/* ---- expressions ---- */

/* Where an expression stands. */
typedef struct ExprScope {
  DdlRead *read;
  Arena *arena;
  const CatTable *table;
  const CatType *domain; /* of VALUE */
  const json_t *from;    /* of a query: its FROM */
} ExprScope;
/* As pg_get_expr prints it. `target`: coerced to that type as a default is; NULL: as it is. */
Str pgddl_expr(const ExprScope *scope, const json_t *node, const TypeRef *target);
/* The same in parentheses unless it is a call, as in the list of an index. */
Str pgddl_index_expr(const ExprScope *scope, const json_t *node);
TypeRef pgddl_expr_type(const ExprScope *scope, const json_t *node);
bool pgddl_is_call(const json_t *node);
Str pgddl_quote_name(Arena *arena, Str name);
Str pgddl_quote_text(Arena *arena, Str text);
/* Renames the column in the expression. */
void pgddl_rename_in(json_t *node, Str from, Str to);
bool pgddl_uses_column(json_t *node, Str name);

/* ---- rows ---- */

bool pgddl_rows(DdlRead *self, Arena *arena, PgRows which, DbRows *rows);

/* ---- what a statement names (ddl_read_find.c) ---- */

/* "OBJECT_MATVIEW": "materialized view" is its name in DROP, "relation" in other statements. */
typedef struct NamedKind {
  const char *type, *name, *family;
  ItemKind kind;
} NamedKind;

/* NULL: nothing is kept of such objects, or they are not found by name. */
const NamedKind *pgddl_named_kind(Str type);
/* [b, c, name]: a column, constraint, trigger or policy of the table c in the schema b. False: it is none. */
bool pgddl_part_names(const json_t *names, Str *schema, Str *table, Str *part);
/* A trigger or policy of that name; NULL: there is none. */
Item *pgddl_part(const Items *parts, Str name);
/* A check, foreign key, or index of a constraint; NULL: there is none. */
Item *pgddl_constraint(const CatTable *table, Str name);
/* The cast between the two types; NULL: there is none. */
Item *pgddl_cast(DdlRead *self, const json_t *types);

#endif
