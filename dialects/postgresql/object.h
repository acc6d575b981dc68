/* object.h: what is no table in PostgreSQL: one PgKind for each block keyword. object.c compares and plans by them;
 * object_same.c tells whether two blocks say the same; object_name.c writes names, references and types;
 * object_{view,routine,type,trigger,sequence,partition,foreign}.c hold the kinds; object_table.c the blocks inside of
 * tables. */
#ifndef ATLAS_DIALECTS_POSTGRESQL_OBJECT_H
#define ATLAS_DIALECTS_POSTGRESQL_OBJECT_H

#include "dialects/dialect.h"
#include "dialects/postgresql/driver.h"

/* What a difference takes. */
typedef enum PgHow { PG_ALTER, PG_REPLACE } PgHow;

/* A change of an object being planned, statement by statement. */
typedef struct PgAlter {
  Planner *planner;
  const Change *change;
  const Object *from, *to;
  Str comment; /* of the statements */
} PgAlter;

typedef struct PgKind {
  const char *kind;  /* block keyword */
  const char *words; /* in DROP and COMMENT ON: "MATERIALIZED VIEW" */
  const char *label; /* in comments of statements: "materialized view" */
  int rank;          /* see Driver.rank */
  bool no_comment;   /* COMMENT ON is not planned */
  void (*create)(Ddl *out, const Object *object);
  /* After CREATE: indexes and the like; may be NULL. Statements are added for `change`. */
  void (*further)(Planner *planner, const Change *change, const Object *object);
  /* A statement to make before the drop; empty: none. *reverse: what undoes it, when that is not part of making the
   * object. May be NULL. */
  Str (*leave)(Planner *planner, const Object *object, Str *reverse);
  /* Do they say the same in other words? May be NULL. */
  bool (*same)(Arena *arena, const Object *from, const Object *to);
  PgHow (*how)(Comparison *self, const Object *from, const Object *to); /* NULL: PG_REPLACE */
  void (*alter)(PgAlter *self);
} PgKind;

extern const PgKind pg_view, pg_materialized, pg_function, pg_procedure, pg_aggregate, pg_trigger, pg_event_trigger,
    pg_policy, pg_domain, pg_composite, pg_range, pg_collation, pg_cast, pg_sequence, pg_extension, pg_partition_of,
    pg_server, pg_user_mapping;

/* NULL: enums, and what is not planned. */
const PgKind *pg_kind(Str kind);

/* ---- object.c ---- */
bool pg_compare_object(Comparison *self, const Object *from, const Object *to, Changes *out);
void pg_plan_object(Planner *planner, const Change *change);
bool pg_recreate(Comparison *self, const Change *change, const Object *object);
int pg_rank(const Object *object);
bool pg_late_body(const Object *object);
Str pg_object_key(Arena *arena, const Object *object);
/* One statement of a MODIFY_OBJECT; empty texts are left out. */
void pg_alter_add(PgAlter *self, Str sql, Str reverse);
/* COMMENT ON <words> <name> IS '...' */
Str pg_comment_on(Planner *planner, const char *words, const Object *object, Str text);

/* WITH (fillfactor = 70, ...) of a storage_params block; NULL is allowed. (object_table.c) */
void pg_put_storage(Ddl *out, const Object *params);
/* OPTIONS ("a" 'b', ...) of a map "{a = b}"; nothing when it is empty. (object_foreign.c) */
void pg_put_server_options(Ddl *out, Str map);
/* Extensions are one of a name, whatever their schema. (object.c) */
bool pg_is_database_wide(const Object *object);
/* The same entries, in any order? */
bool pg_same_map(Arena *arena, Str a, Str b);
/* object_table.c: blocks inside of a table, and attributes of tables that are not those of columns and keys. */
bool pg_compare_child(Comparison *self, const Object *from, const Object *to, Change *modify);
void pg_compare_table_attrs(Comparison *self, const Table *from, const Table *to, Change *modify);
/* Statements behind CREATE TABLE. */
void pg_add_table_extras(Planner *planner, const Change *change, const Table *table);
/* The statement of a member that is a block or an attribute of a table; false: it is another member. */
bool pg_modify_table_extra(Planner *planner, const Table *from, const Table *to, const Change *member);
/* Has nothing of a check changed but its comment? */
bool pg_only_comment(const Change *member);
bool pg_is_foreign(const Table *table);

/* object_routine.c: a body RETURN ... or BEGIN ATOMIC ... END stands as it is, and is bound to what it uses. */
bool pg_has_parsed_body(const Object *routine);
/* object_partition.c: all detachments of partitions of a table before its first other change of partitions; owners of
 * sequences are left first, and taken last. */
void pg_finish(Planner *planner);
/* object_type.c: is it the type of the column, or of the elements of an array? See Driver.lend_type. */
bool pg_has_type(const Column *column, const Object *type);
bool pg_lend_type(const Object *type, const Column *column, Column *bare);
/* object_type.c: has a field of a composite type another type now? */
bool pg_fields_change(Arena *arena, const Object *from, const Object *to);
/* object_trigger.c: DEFERRABLE [INITIALLY DEFERRED]; "a", PUBLIC */
void pg_put_deferrable(Ddl *out, Str mode);
void pg_put_roles(Ddl *out, Str list);
/* compare.c: PARTITION BY ... of a partition block. */
Str pg_partition_text(Arena *arena, const Object *partition);

/* ---- object_same.c ---- */
const BlockSpec *pg_block(Str kind);
/* Do attributes and children say the same, with the defaults of the language filled in? `ignored` ends with NULL. */
bool pg_same_object(Arena *arena, const Object *from, const Object *to, const char *const *ignored);
bool pg_same_attr(Arena *arena, const BlockSpec *block, const ModelAttrs *from, const ModelAttrs *to, Str name);
/* The attribute, or what it is when it is not given. */
Str pg_attr(const Object *object, Str name);
bool pg_flag(const Object *object, Str name);
bool pg_has(const Object *object, Str name);
bool pg_same_default(Arena *arena, Str a, Str b);

/* ---- object_name.c ---- */
/* The name as DROP and COMMENT ON take it: with arguments, or ON its table. */
void pg_put_name(Ddl *out, const Object *object);
/* "function.app.touch" -> "app"."touch"; texts that are no reference are written as they are. */
void pg_put_ref(Ddl *out, const Object *owner, Str text);
/* What a reference leads to; NULL: nothing that is known. */
const Object *pg_ref_object(const Planner *planner, const Object *owner, Str text);
void pg_put_type(Ddl *out, const Object *owner, Str text);
/* Are they references to one name in two schemas? */
bool pg_refs_part(Arena *arena, Str a, Str b);
/* Type in one spelling: "enum.app.state" -> state, int4 -> integer. */
Str pg_type_norm(Arena *arena, Str text);
/* "table.app.orders.column.note" -> orders.note */
Str pg_ref_norm(Arena *arena, Str text);
/* (int, "b" text DEFAULT 'x'); names and defaults only when asked for. */
void pg_put_args(Ddl *out, const Object *routine, bool full);
/* Items of a list attribute "[a, b]". */
size_t pg_list(Arena *arena, Str list, Str **items);

#endif
