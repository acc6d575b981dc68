/* model.h: a database schema as plain structs. It is all that the diagram and the diff engine know of a schema:
 * nothing after it knows HCL, nothing before it knows SQL. It is built from HCL by typecheck/build.h, and from live
 * databases by the dialects.
 *
 * Everything lives in the arena of the Realm; pointers between objects stay inside it. Lists keep the order of the
 * source. What cannot be known without running a program or a database is an unknown value with a reason. */
#ifndef ATLAS_MODEL_MODEL_H
#define ATLAS_MODEL_MODEL_H

#include "base/array.h"
#include "base/buf.h"
#include "base/text.h"

/* Children of objects are nested no deeper. */
enum { MODEL_DEPTH = 16 };

typedef struct Realm Realm;
typedef struct Schema Schema;
typedef struct Table Table;
typedef struct Column Column;
typedef struct Object Object;

/* Where an object was written. `source` is an index into Realm.sources; UINT32_MAX: not from a file. */
typedef struct ModelPos {
  uint32_t source;
  Span span;                   /* bytes in the file: keyword through closing brace */
  Span name;                   /* the label that names it; empty: none */
  TextRange range, name_range; /* the same, lines and UTF-16 characters from 0 */
} ModelPos;

/* A text that may be unknown. known == false: `text` tells why ("needs data.sql.x", "no value for var.y"). */
typedef struct ModelText {
  Str text;
  bool known, present; /* present == false: absent in the source */
} ModelText;

typedef struct ModelAttr { /* a further attribute of the dialect (engine, strict, charset ...), as text */
  Str name;
  ModelText value;
  bool expression; /* written as sql("...") */
} ModelAttr;
typedef ARRAY(ModelAttr) ModelAttrs;

typedef enum DefaultKind { DEFAULT_NONE, DEFAULT_LITERAL, DEFAULT_EXPR, DEFAULT_UNKNOWN } DefaultKind;

typedef struct ColumnType {
  Str text;  /* canonical text of the dialect, "character varying(255)"; sql("...") as written */
  Str raw;   /* as written in the source */
  Str name;  /* type word: "varchar"; empty: sql("...") or unknown */
  Str *args; /* parameters as text */
  uint32_t arg_count;
  const Object *object; /* enum, domain, composite ...; NULL: none */
  Str category;         /* of the type word, as the dialect sorts them: "integer", "datetime"; may be empty */
  bool known;           /* false: cannot be known, `text` says why */
} ColumnType;

struct Column {
  Str name;
  ColumnType type;
  bool null, null_known;
  DefaultKind default_kind;
  Str default_text;    /* literal text (unquoted) or SQL; why, when unknown */
  bool default_string; /* LITERAL: was a string */
  ModelText generated; /* expression */
  Str generated_type;  /* STORED, VIRTUAL; empty: not given */
  bool identity;
  Str identity_generated; /* ALWAYS, BY_DEFAULT */
  ModelText identity_start, identity_increment;
  bool auto_increment;
  ModelText comment;
  ModelAttrs attrs;
  Str source; /* text behind its name in CREATE TABLE, without keys and checks, where the database keeps it */
  ModelPos pos;
  const Table *table;
  uint32_t index; /* place in the table */
};

typedef struct IndexPart {
  const Column *column; /* NULL: expression */
  Str column_name;      /* also when the column is missing */
  ModelText expr;
  bool desc;
  ModelAttrs attrs; /* prefix, ops, nulls_first ... */
  ModelPos pos;
} IndexPart;

typedef enum IndexKind { INDEX_PLAIN, INDEX_PRIMARY, INDEX_UNIQUE_CONSTRAINT, INDEX_EXCLUDE } IndexKind;

typedef struct Index {
  Str name;
  IndexKind kind;
  bool unique;  /* also of a primary key */
  bool partial; /* parts are missing here because they cannot be known */
  ARRAY(IndexPart) parts;
  ARRAY(Str) include;
  ModelText where;
  ModelText comment;
  ModelAttrs attrs;         /* type, page_per_range ... */
  ARRAY(Object *) children; /* further blocks of the dialect */
  Str source;               /* text of the index or constraint, where the database keeps it */
  ModelPos pos;
} Index;

typedef struct ForeignKey {
  Str name;
  const Table *table; /* the child */
  ARRAY(const Column *) columns;
  bool partial;              /* columns are missing here because they cannot be known */
  Str ref_schema, ref_table; /* names, also when the table is not in the realm */
  const Table *ref;          /* NULL: outside the realm */
  ARRAY(Str) ref_columns;
  Str on_update, on_delete; /* "SET NULL"; empty: not given */
  ModelAttrs attrs;
  Str source; /* what stands behind the actions in the database's text: "DEFERRABLE" */
  ModelPos pos;
} ForeignKey;

typedef struct Check {
  Str name;
  ModelText expr;
  ModelAttrs attrs;
  ModelPos pos;
} Check;

struct Table {
  Str name;
  Schema *schema;
  ARRAY(Column *) columns;
  Index *primary_key; /* NULL: none */
  ARRAY(Index *) indexes;
  ARRAY(ForeignKey *) foreign_keys;
  ARRAY(Check *) checks;
  ModelText comment;
  Str kind;      /* block keyword: "table", "external_table" */
  Str partition; /* how it is partitioned, as text for people; empty: not */
  ARRAY(const Object *) depends_on;
  ARRAY(const Table *) depends_on_tables;
  ARRAY(Object *) children; /* further blocks of the dialect */
  ModelAttrs attrs;
  ModelPos pos;
  bool bare; /* only name and schema are known: it is the same on the other side of a difference */
};

typedef enum ObjectRole {
  OBJECT_OTHER,
  OBJECT_VIEW,
  OBJECT_MATERIALIZED,
  OBJECT_ENUM,
  OBJECT_TYPE, /* another that may stand as the type of a column: domain, composite ... */
  OBJECT_FUNCTION,
  OBJECT_PROCEDURE,
  OBJECT_TRIGGER,
  OBJECT_SEQUENCE
} ObjectRole;

/* Everything that is not a table: views, enums, functions, triggers, sequences, extensions, roles ... `kind` is the
 * block keyword; what the dialect says of it beyond the common members is in attrs and children. */
struct Object {
  Str kind; /* "view", "materialized", "enum", "function", ... */
  Str name;
  Schema *schema;          /* NULL: belongs to the database */
  ModelText definition;    /* SQL text of a view or body of a function */
  ARRAY(Column *) columns; /* of a view */
  ARRAY(Index *) indexes;  /* of a materialized view; columns of their parts are NULL, but have names */
  ARRAY(Str) values;       /* of an enum */
  ARRAY(const Object *) depends_on;
  ARRAY(const Table *) depends_on_tables;
  const Table *table; /* of a trigger, policy, partition; NULL: none, or another kind of object */
  ObjectRole role;
  bool for_table; /* its place is with its table: trigger, policy */
  ModelText comment;
  ModelAttrs attrs;
  ARRAY(Object *) children;
  ModelPos pos;
};

struct Schema {
  Str name; /* empty: the objects name no schema, or it cannot be known */
  Realm *realm;
  ARRAY(Table *) tables;
  ARRAY(Object *) objects;
  ARRAY(Object *) children; /* blocks inside of its block */
  ModelText comment;
  ModelAttrs attrs;
  ModelPos pos;
};

typedef struct ModelSource {
  Str path;    /* file */
  void *owner; /* File.user of the file when the model was built */
} ModelSource;

/* Something that could not be put into the model, or only in part. */
typedef struct ModelGap {
  Str reason;
  ModelPos pos;
} ModelGap;

/* Owns `arena`: everything reachable from here. */
struct Realm {
  Arena arena;
  Str dialect; /* "postgresql" */
  ARRAY(Schema *) schemas;
  ARRAY(Object *) objects; /* of the database: extensions, roles ... */
  ModelAttrs attrs;
  ARRAY(ModelSource) sources;
  ARRAY(ModelGap) gaps;
  bool inspected; /* a database gave it, perhaps of what people wrote */
};

Realm *realm_new(Str dialect);
void realm_free(Realm *self);
/* For members that were taken out of their lists: frees what they have on the heap. */
void schema_free(Schema *self);
void table_free(Table *self);
void object_free(Object *self);
void model_index_free(Index *self);
void foreign_key_free(ForeignKey *self);
/* All lists of the model are arrays on the heap that realm_free frees; texts and structs live in the arena. */

/* Found or NULL; an empty name finds the schema without a name. O(n). */
Schema *realm_schema(const Realm *self, Str name);
Table *schema_table(const Schema *self, Str name);
Object *schema_object(const Schema *self, Str kind, Str name);
Column *table_column(const Table *self, Str name);
/* The attribute's known text; empty when absent or unknown. */
Str model_attr(const ModelAttrs *attrs, Str name);

/* References as text: "table.app.users.column.id". Steps that could be mistaken for more than one stand in double quotes,
 * which are doubled inside: table.app."a.b". */
void model_put_step(Buf *out, Str step); /* without a dot */
/* The steps, without quotes; at most `max`. */
size_t model_steps(Arena *arena, Str text, Str *steps, size_t max);
Str model_last_step(Arena *arena, Str text);
/* Where the sign is next found from `at` on, outside of quotes; the length of the text when it is not. */
size_t model_find_sign(Str text, char sign, size_t at);

/* The position of what comes from no file. */
ModelPos model_nowhere(void);
/* New members, added to their lists. Names are copied. */
Schema *realm_add_schema(Realm *self, Str name);
Table *schema_add_table(Schema *self, Str name);
Column *table_add_column(Table *self, Str name);
/* A new object that the caller adds to a list. */
Object *model_new_object(Realm *self, Schema *schema, Str kind, Str name);
/* Shorthands for texts: known, unknown with the reason. Copied. */
ModelText model_known(Realm *self, Str text);
ModelText model_unknown(Realm *self, Str reason);
void model_gap(Realm *self, ModelPos pos, Str reason);

#endif
