/* inspect_parts.h: what the inspectors share. */
#ifndef ATLAS_DIALECTS_INSPECT_PARTS_H
#define ATLAS_DIALECTS_INSPECT_PARTS_H

#include "base/map.h"
#include "dialects/inspect.h"

typedef struct Inspect {
  const Inspector *inspector;
  const Dialect *dialect;
  const InspectOptions *options;
  Db *db;
  Realm *realm;
  Arena arena; /* of rows and other scratch */
  Str scope;   /* the URL's schema; empty: all */
  Map tables;  /* "schema.table" -> Table */
  Str error;   /* first one, in the realm's arena or `arena` */
  void *state; /* the dialect's own */
} Inspect;

struct Inspector {
  Str dialect;        /* name of the dialect */
  Str prefix;         /* of error texts: "postgres" */
  const Str *schemes; /* of URLs */
  size_t scheme_count;
  const DbDriver *driver;
  Str (*scope)(Arena *arena, const DbUrl *url);
  const char *begin, *end; /* around the reading: a read-only transaction */
  /* The same inside of a transaction, which goes on afterwards; NULL: nothing. */
  const char *begin_inside, *end_inside;
  bool (*run)(Inspect *self);
};

extern const Inspector sqlite_inspector, postgresql_inspector, mysql_inspector;

/* Always false; keeps the first error: "<prefix>: <text>". */
bool inspect_fail(Inspect *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool inspect_query(Inspect *self, const char *sql, const Str *params, size_t count, DbRows *rows);
/* Adds a table and remembers it; finds one again, NULL when there is none. */
Table *inspect_add_table(Inspect *self, Schema *schema, Str name);
Table *inspect_table(Inspect *self, Str schema, Str name);

/* A known text; ptr == NULL gives an absent one, empty too when `or_empty` is false. */
ModelText inspect_text(Inspect *self, Str text);
void inspect_attr(Inspect *self, ModelAttrs *attrs, Str name, Str value);
void inspect_attr_expr(Inspect *self, ModelAttrs *attrs, Str name, Str value);
/* The type of that SQL name that is no alias; NULL: none. */
const TypeSpec *inspect_type_spec(const Dialect *dialect, Str sql);
/* Fills the type the way that HCL gives it: spec NULL: a type of its own, written as text. */
void inspect_set_type(Inspect *self, ColumnType *out, const TypeSpec *spec, const Str *args, size_t arg_count, Str raw);
/* "numeric(10, 2)" -> "numeric", {"10", "2"}; text behind the parentheses is part of the name. In the scratch arena. */
size_t inspect_split_type(Inspect *self, Str text, Str *name, Str **args);
/* An object of that block keyword, added to its schema (NULL: to the realm). */
Object *inspect_add_object(Inspect *self, Schema *schema, Str kind, Str name);
/* A child block of an object. */
Object *inspect_add_child(Inspect *self, Object *parent, Str kind, Str name);
IndexPart inspect_part(const Table *table, Str column);
/* Keys of rows of (schema, table, key, column, ..., ..., target column, ...), a row for each column; `add` makes the
 * key of its first row. */
void inspect_foreign_keys(Inspect *self, const DbRows *rows,
                          ForeignKey *(*add)(Inspect *, Table *, const DbRows *, size_t row));
/* Foreign keys get the tables that were read as their targets. */
void inspect_link(Inspect *self);
/* The attribute of a block with a role: its name; empty: none. */
Str inspect_role(const Dialect *dialect, BlockRole block, AttrRole role);

/* 'it''s' or "it""s" -> it's; true when `text` is one whole quoted string. In the scratch arena. */
bool inspect_unquote(Inspect *self, Str text, char quote, Str *out);
bool inspect_is_number(Str text);
/* A Go bool word: 1 true, 0 false, -1 none. */
int inspect_bool_word(Str text);
void inspect_default_literal(Inspect *self, Column *column, Str text, bool string);
void inspect_default_expr(Inspect *self, Column *column, Str text);

#endif
