/* driver.h: what the diff engine asks of a database: how its types and expressions compare, and how a change is written
 * in its SQL. A Driver is a table of operations, one per dialect; diff/ knows nothing else of a database.
 *
 * compare: Comparison, filled in while two models are walked.   plan: Planner, collects statements.
 *
 * A driver plugs in what is no table (views, functions, triggers ...) by `object`, which says how two of them differ,
 * and by `plan`, which writes ADD_OBJECT, DROP_OBJECT and MODIFY_OBJECT. driver_object.c has the comparisons for it.
 * The engine orders them by what they need, drops included, and makes those again that `recreate` names. */
#ifndef ATLAS_DIALECTS_DRIVER_H
#define ATLAS_DIALECTS_DRIVER_H

#include <assert.h>

#include "dialects/ddl.h"
#include "dialects/expr.h"
#include "model/change.h"

typedef struct Driver Driver;
typedef struct LintRules LintRules; /* dialects/lint.h */

/* Kinds of column types, as far as the rules tell them apart. */
typedef enum TypeFamily {
  TYPE_OTHER, /* unknown to the engine: compared by its name */
  TYPE_BOOL,
  TYPE_INTEGER,
  TYPE_SERIAL,
  TYPE_FLOAT,
  TYPE_DECIMAL,
  TYPE_BIT,
  TYPE_STRING,
  TYPE_BINARY,
  TYPE_TIME,
  TYPE_INTERVAL,
  TYPE_JSON,
  TYPE_UUID,
  TYPE_ENUM,
  TYPE_SET,
  TYPE_ARRAY,
  TYPE_SPATIAL,
  TYPE_NETWORK,
  TYPE_MONEY,
  TYPE_XML,
  TYPE_RANGE,
  TYPE_SEARCH,
  TYPE_OID,
  TYPE_USER /* a type block of the schema: domain, composite ... */
} TypeFamily;

/* A column type that was read. */
typedef struct DbType {
  uint8_t family;       /* TypeFamily */
  bool is_unsigned;     /* integers */
  Str word;             /* type word in lower case without parameters: "character varying" */
  Str text;             /* as SQL writes it: "character varying(255)"; without a schema for ENUM and USER */
  const Object *object; /* ENUM, USER: the block; of an ARRAY: of its elements */
  Str error;            /* why the type cannot be; empty: none */
} DbType;

/* Something to tell: an error, or what is not planned and why. */
typedef struct DiffNote {
  Str text;
  const Realm *realm; /* whose source `pos` belongs to; NULL: none */
  ModelPos pos;
} DiffNote;
typedef ARRAY(DiffNote) DiffNotes;

/* Two models being compared. All memory is the arena's. */
typedef struct Comparison {
  Arena *arena;
  const Driver *driver;
  const Realm *from, *to;
  const Table *from_table, *to_table; /* of the columns, indexes ... at hand */
  bool normalised;
  DiffNotes errors, unplanned;
  const void *diff; /* whose renames `renamed` knows */
  const void *(*renamed)(const void *diff,
                         const void *old); /* counterpart of a renamed column; NULL: none. May be NULL */
} Comparison;

/* An error at a place of `realm`. */
void compare_error(Comparison *self, const Realm *realm, ModelPos pos, Str text);
/* A difference that no statement will make: "view "v" was added: views are not planned". */
void compare_unplanned(Comparison *self, const Realm *realm, ModelPos pos, Str text);

typedef struct DiffStatement {
  Str sql;     /* without a semicolon */
  Str comment; /* "create "t" table" */
  Str *reverse;
  uint32_t reverse_count; /* statements that undo it, in order; 0: it cannot be undone */
  bool auxiliary;         /* says nothing of the schema: switches a check off or on */
  const Change *change;   /* the change, or the member of it, that it came from; NULL: auxiliary */
  const Realm *realm;     /* whose source `pos` belongs to; NULL: none */
  ModelPos pos;
} DiffStatement;
typedef ARRAY(DiffStatement) DiffStatements;

/* How names are prefixed: with their schema, not at all, or all with one given name. */
typedef enum QualifyMode { QUALIFY_SCHEMA, QUALIFY_NONE, QUALIFY_NAME } QualifyMode;

typedef struct PlanOptions {
  Str indent;      /* of the lines inside CREATE TABLE; empty: everything on one line */
  uint8_t qualify; /* QualifyMode */
  Str qualifier;   /* QUALIFY_NAME */
  bool normalised; /* what a database would fill in is written: VIRTUAL of a generated column */
} PlanOptions;

struct Planner {
  Arena *arena;
  const Driver *driver;
  PlanOptions options;
  const Realm *from, *to;
  DiffStatements statements;
  DiffNotes errors, unplanned;
  const Change *change; /* being planned */
  bool failed;          /* the change at hand has an error: its statements are dropped */
  bool rebuilds;        /* SQLite: a table is dropped or rebuilt */
};

/* The prefix of a name in `schema`; empty: none. */
Str planner_prefix(const Planner *self, Str schema);
/* Appends a statement; NULL texts in `reverse` are left out. */
void planner_add(Planner *self, const Change *cause, Str sql, Str comment, Str reverse);
void planner_add_list(Planner *self, const Change *cause, Str sql, Str comment, const Str *reverse, size_t count);
/* The change at hand cannot be planned: an error of the schema. */
void planner_error(Planner *self, Str text);
/* RENAME TABLE a TO b. */
Str ddl_rename_tables(Planner *planner, const Table *from, const Table *to);
/* RENAME_TABLE, with its comment; `write`: the statement that renames one way. */
void planner_rename_table(Planner *self, const Change *change,
                          Str (*write)(Planner *, const Table *from, const Table *to));
/* Puts create table "t": before the errors from `first` on. */
void planner_prefix_errors(Planner *self, size_t first, const char *what, const Table *table);
/* The change at hand is not one that can be planned. */
void planner_unplanned(Planner *self, const Change *cause, Str text);
/* Where the subject of a change was written, and in which of the realms. */
ModelPos change_pos(const Planner *self, const Change *change, const Realm **realm);

struct Driver {
  Str dialect;
  char quote;           /* around names */
  bool has_schemas;     /* schemas can be added and dropped */
  bool sorted;          /* plans are sorted by dependencies */
  bool transactional;   /* a plan can run in one transaction */
  bool indexes_apart;   /* an index is a statement of its own, after that of its table */
  bool triggers_apart;  /* names of triggers count within their schema, not within their table */
  bool columns_fold;    /* "Name" and "name" are one column */
  bool schemas_cascade; /* a schema that is dropped takes foreign keys to its tables along */
  bool key_types_fixed; /* types of columns of foreign keys cannot change at all */
  bool checks_apart;    /* names of checks count within the schema, not within the table */
  /* Between two files a foreign key comes in the statement that makes the key of its own table that it leads to.
   * Servers of known versions refuse it. */
  bool keys_at_once;
  Str key_attr; /* attribute of a table that changes only while no foreign key holds on to it; empty: none */

  /* --- comparing. `modify` receives members; texts are compared as the database would. */
  void (*schema)(Comparison *, const Schema *from, const Schema *to, Change *modify); /* may be NULL */
  /* Changes of one object, one side of which may be NULL: nothing, ADD_OBJECT, DROP_OBJECT, MODIFY_OBJECT, or a drop
   * and an addition. true: it deals with objects of this kind; of others the engine says that they are not planned. */
  bool (*object)(Comparison *, const Object *from, const Object *to, Changes *out);
  /* What tells objects of one kind and name apart (types of a function's arguments); NULL: nothing does. */
  Str (*object_key)(Arena *, const Object *object);
  /* `object` stays, and needs the table or object of `change` (MODIFY_TABLE, DROP_OBJECT ...): must it be dropped
   * before the change and made again after it? NULL: never. */
  bool (*recreate)(Comparison *, const Change *change, const Object *object);
  /* Is the definition of the object not looked at before it runs? Then what it mentions need not be there. NULL: no. */
  bool (*late_body)(const Object *object);
  /* Has the column the type, or elements of it? Then `bare`, a copy of it, gets a type that keeps its values while the
   * other one is made anew. NULL: none is made anew under columns. */
  bool (*lend_type)(const Object *type, const Column *column, Column *bare);
  /* Does the definition of a routine hold on to the tables that it mentions, once it is made? NULL: yes. */
  bool (*bound_body)(const Object *object);
  /* Attribute of objects that names what they go along with, and do not need. Empty: none. */
  Str loose_attr;
  /* Does the name of the object count for the database, wherever it is? NULL: none does. */
  bool (*database_wide)(const Object *object);
  /* Below 0: made before all other changes and dropped after them, lowest first (extensions, roles); above 0: the other
   * way round. NULL: 0. */
  int (*rank)(const Object *object);
  /* Blocks of the dialect inside of a table, one side may be NULL: changes become members of `modify` (ADD_OBJECT ...).
   * true: it deals with blocks of this kind. NULL: with none but those in known_attrs. */
  bool (*child)(Comparison *, const Object *from, const Object *to, Change *modify);
  void (*table)(Comparison *, const Table *from, const Table *to, Change *modify);
  unsigned (*column)(Comparison *, const Column *from, const Column *to); /* CHANGED_*; 0: the same */
  bool (*index)(Comparison *, const Index *from, const Index *to);        /* do the attributes differ? */
  bool (*part)(Comparison *, const Index *from_index, const IndexPart *from, const Index *to_index,
               const IndexPart *to);
  /* Do two expressions say the same beyond what expr_same finds? NULL: no. */
  bool (*same_expr)(Comparison *, Str a, Str b);
  bool (*check)(const Check *from, const Check *to);                     /* are the attributes the same? */
  bool (*same_action)(Str from, Str to);                                 /* of foreign keys */
  unsigned (*foreign_key)(const ForeignKey *from, const ForeignKey *to); /* CHANGED_* of attributes; may be NULL */
  /* Was the name made by the database, so that an index of the same shape without a name is the same? NULL: never. */
  bool (*generated_name)(const Table *table, const Index *index);
  /* The name by which an index is found on the other side; NULL: its own. */
  Str (*index_key)(Arena *, const Table *table, const Index *index);
  /* Did the database make both indexes for foreign keys of the same columns, and only name them otherwise? NULL: no. */
  bool (*same_purpose)(Comparison *, const Index *from, const Index *to);
  /* Does an index of `from` stay that `to` does not have, because the database made it for a foreign key? NULL: never.
   */
  bool (*keeps_index)(Comparison *, const Table *to, const Index *from);
  /* The name by which tables of both sides are found; NULL: as it is. */
  Str (*table_key)(Comparison *, Str name);
  /* The foreign key of `to` that is `from`; NULL: they are known by their names. */
  const ForeignKey *(*find_key)(const Table *to, const ForeignKey *from);
  void (*type)(Arena *, const Column *column, DbType *out);
  /* Attributes of schemas, tables, columns, keys and index parts that it knows, child blocks of tables,
   * and those of schemas that it makes with a new schema; a difference in others is said to be unplanned. A NULL ends
   * the list. */
  const char *const *known_attrs;
  /* Attributes and blocks of objects that no statement brings about, by their paths: "role.max_connections",
   * "view.index.comment"; a difference in them is said to be unplanned. A NULL ends the list. NULL: none. */
  const char *const *unplanned_attrs;

  /* --- planning */
  void (*plan)(Planner *, const Change *change); /* statements of a top-level change */
  void (*finish)(Planner *);                     /* after the last one; may be NULL */

  const LintRules *lint; /* what of a change is risky; NULL: only what is so on any database */
};

/* NULL: no diffs for this dialect. */
const Driver *driver_named(Str dialect);

extern const Driver sqlite_driver, postgresql_driver, mysql_driver, mariadb_driver, redshift_driver, sqlserver_driver,
    clickhouse_driver;

/* --- shared by the drivers (driver.c, driver_compare.c) */

/* Known text of a member; empty when absent or unknown. */
static inline Str model_text(ModelText text) { return text.present && text.known ? text.text : (Str){NULL, 0}; }
/* Is the attribute known to be true? */
bool driver_true_attr(const ModelAttrs *attrs, Str name);
/* Does the attribute say what an object was called before? */
bool attr_is_rename(Str name);
/* Do the attributes say that the object was called `old`? */
bool attrs_rename(const ModelAttrs *attrs, Str old);
/* Does every row keep to the check? Not when it is not enforced, or was not tried on the rows that there are. */
bool check_holds(const Check *check);
/* Type text of a column as SQL would have it, before it is read: HCL's double_precision -> "double precision",
 * varchar(255); sql("...") as it is. */
Str driver_type_source(Arena *arena, const Column *column);
/* "Double(10, 2) unsigned" -> "double", "10, 2", {"10", "2"}, "unsigned". Words in lower case, one space apart. */
typedef struct TypeText {
  Str word, rest, inside; /* before, behind and between the parentheses */
  Str args[2];            /* the first two arguments */
  unsigned arg_count;     /* all */
} TypeText;
TypeText driver_split_type(Arena *arena, Str text);
/* Is `word` one of the words, which a NULL ends? */
bool driver_word_in(Str word, const char *const *words);
/* CHANGED_COMMENT when presence or text differ; 0. */
unsigned compare_comment(ModelText from, ModelText to);
/* Adds ADD_ATTR or MODIFY_ATTR of a comment of a table or schema. */
void compare_owner_comment(Comparison *self, ChangeSide from, ChangeSide to, ModelText from_text, ModelText to_text,
                           Change *modify);
/* New member of `modify`. */
Change *change_member(Arena *arena, Change *modify, ChangeKind kind, ChangeSide from, ChangeSide to);
Change *change_attr(Arena *arena, Change *modify, ChangeKind kind, Str name, Str old_text, Str text);
/* Equal, in parentheses or not, or the same for the driver. */
bool compare_expr(Comparison *self, Str from, Str to);
/* Is one side as a database gave it, and not written by people? */
bool compare_is_inspected(const Comparison *self);
/* A change as such, in no list. */
Change *change_new(Arena *arena, ChangeKind kind, ChangeSide from, ChangeSide to);
/* The change that undoes it: sides and kind turned round. */
Change *change_inverse(Arena *arena, const Change *change);

static inline ChangeSide side_none(void) { return (ChangeSide){NULL}; }
static inline ChangeSide side_of(const void *any) { return (ChangeSide){any}; }

/* Storage of a generated column as it is written and compared: nothing given is `fallback`. */
bool generated_same(const Column *from, const Column *to, Str fallback);
/* Same columns, expressions and directions, and `part` of the driver finds no difference. */
bool compare_parts(Comparison *self, const Index *from, const Index *to);
/* Of databases whose index parts and checks have no attributes of their own: Driver.part, Driver.check. */
bool part_has_no_attrs(Comparison *self, const Index *from_index, const IndexPart *from, const Index *to_index,
                       const IndexPart *to);
bool check_has_no_attrs(const Check *from, const Check *to);
bool index_same_include(const Index *a, const Index *b);
/* Is a text of the member unknown? Then it takes no part. */
static inline bool model_is_unknown(ModelText text) { return text.present && !text.known; }
/* Member of a MODIFY_TABLE by kind and side. NULL: none. */
const Change *change_find(const Change *modify, ChangeKind kind, const void *from, const void *to);
/* Version of the server that one of the schemas came from, as its inspection says: 80016, 150004; 0: none did. */
long driver_version(const Realm *from, const Realm *to);
/* Same and non-empty in both directions: names of columns of two keys of one shape. */
bool foreign_key_same_shape(const ForeignKey *a, const ForeignKey *b);

/* --- objects (driver_object.c) */

/* Do two objects say the same: kind, name, definition, attributes, columns, children, comment? Unknown texts are equal
 * to everything. SQL of definitions is compared without layout. `ignored`: names of attributes and kinds of children
 * that do not count, ended by NULL; may be NULL. */
bool object_same(const Object *a, const Object *b, const char *const *ignored);
/* The same of parts: of attributes, of children. */
bool object_same_attrs(const ModelAttrs *a, const ModelAttrs *b, const char *const *ignored);
bool object_same_text(ModelText a, ModelText b);
bool object_same_sql(ModelText a, ModelText b);
/* Is a text of the object, or of its children, unknown? Then it cannot be planned; *why. */
bool object_is_unknown(const Object *object, Str *why);
/* Reports a trigger that says of no statement that it is to run with it. */
void object_needs_event(Planner *planner, const Object *trigger);
/* Adds ADD_OBJECT, DROP_OBJECT or MODIFY_OBJECT with those bits. */
Change *object_change(Comparison *self, const Object *from, const Object *to, unsigned bits, Changes *out);
/* Adds a drop and an addition. */
void object_replace(Comparison *self, const Object *from, const Object *to, Changes *out);
/* What both sides are when one may be missing. */
static inline const Object *object_either(const Object *from, const Object *to) {
  assert(from != NULL || to != NULL);
  return to != NULL ? to : from;
}
Str object_schema_name(const Object *object);
/* The child block of a kind, the first one; NULL: none. */
const Object *object_child(const Object *object, Str kind);
const Object *table_child(const Table *table, Str kind);
/* Does a text mention a name as a word of its own, or select all columns (*)? */
bool sql_mentions(Str sql, Str name);
/* Does the change take a column away from `object`, or give one that its definition mentions another type? For views,
 * which most databases do not let stand in the way. */
bool object_blocks_table_change(const Object *object, const Change *change);

/* Name of the schema of a table; empty: none. */
Str table_schema_name(const Table *table);
/* Schema and table that a foreign key leads to. */
Str foreign_key_schema(const ForeignKey *key);
bool foreign_key_is_self(const ForeignKey *key);
/* Is the foreign key to be written with a change of these clauses? */
bool foreign_key_is_planned(const ForeignKey *key, unsigned clauses);
/* Those foreign keys of a CREATE TABLE, and the checks, each on a line behind others. `check` may be NULL: none. */
void ddl_keys_and_checks(Ddl *out, const Table *table, unsigned clauses, void (*key)(Ddl *, const ForeignKey *),
                         void (*check)(Ddl *, const Check *));
/* [CONSTRAINT "s"] FOREIGN KEY ("a") REFERENCES "t" ("b") [ON UPDATE x] [ON DELETE x] */
void ddl_foreign_key(Ddl *out, const ForeignKey *key);
/* DROP TABLE [IF EXISTS] "s"."t" */
Str ddl_drop_table(Planner *planner, const Table *table, unsigned clauses);
/* ("a", "b") */
void ddl_columns(Ddl *out, const Str *names, size_t count);

#endif
